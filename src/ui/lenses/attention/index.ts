/** To what each head attends over all pairs, as a lens: patterns, and the frequencies of the heads' outputs. */
import { lacks } from '../../../engine/looks/attention/lacks.ts';
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const attention: Lens = {
  id: 'attention',
  label: text('Attention', '注意'),
  summary: text(
    'How much each head looks from «=» at a, at b and at itself, over all pairs (a, b). As it groks, its pattern turns from a blur into ripples along a and b, and each head’s output into a few frequencies (Nanda et al. 2023).',
    'すべての組 (a, b) で、各ヘッドが「=」から a、b、自分自身をどれだけ見るか。グロッキングとともに、ぼんやりした模様は a と b に沿った波になり、各ヘッドの出力は少数の周波数にまとまります（Nanda et al. 2023）。',
  ),
  subject: 'run',
  lacks,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Attention.tsx')),
};
