/** Tokens as points that move while it trains, as a lens: the plane of an embedding of two numbers, and what the network answers anywhere in it. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const plane: Lens = {
  id: 'plane',
  label: text('The plane', 'トークンの平面'),
  summary: text(
    'Where the network puts each number, as a point of a plane. Memorised: the points lie anyhow, and islands are cut out around what it was told. Grokked: they have fallen into order, and whole stretches of the plane have one answer (Liu et al. 2022).',
    'ネットワークがそれぞれの数を置く場所を、平面の点として描きます。丸暗記では点は散らばったまま、教わった和のまわりだけが島のように塗り分けられます。グロッキングすると点は整列し、答えごとに広い領域ができます（Liu et al. 2022）。',
  ),
  subject: 'run',
  // Networks without a plane are told apart in the lens itself, which offers one that has it.
  lacks: () => null,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Plane.tsx')),
};
