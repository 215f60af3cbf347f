/** How the network lays out the numbers, as a lens: frequencies, the circle of each, and the two widest directions; of permutations, their irreducible representations. */
import { lacks } from '../../../engine/looks/circles/lacks.ts';
import { representations } from '../../../engine/looks/representations/representations.ts';
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const circles: Lens = {
  id: 'circles',
  label: text('Circles', '数の円'),
  summary: text(
    'Which waves the network’s tables of numbers are made of, and the circle on which each wave lays the numbers. As it groks, a few bars rise out of an even row, and the tangle of numbers draws itself into a circle (Nanda et al. 2023).',
    'ネットワークがもつ数の表はどんな波でできているか、それぞれの波が数をどんな円に並べるか。グロッキングとともに、横並びの棒から数本だけが伸び、もつれていた数が円に並びます（Nanda et al. 2023）。',
  ),
  subject: 'run',
  lacks: (config) => (representations.lacks(config) === null ? null : lacks(config)),
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Body.tsx')),
};
