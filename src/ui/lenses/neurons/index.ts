/** What single neurons do over all pairs, as a lens: pictures, waves, and phases on the clock. */
import { lacks } from '../../../engine/looks/neurons/lacks.ts';
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const neurons: Lens = {
  id: 'neurons',
  label: text('Neurons', 'ニューロン'),
  summary: text(
    'Each neuron’s activation over all pairs (a, b) as a picture, beside the wave that is nearest to it. As it groks, noise turns into even ripples of a few frequencies, and each neuron’s phase on the way out becomes the sum of those on its way in (Gromov 2023; Nanda et al. 2023).',
    'すべての組 (a, b) での各ニューロンの活性を、最も近い波と並べて描きます。グロッキングとともに、雑音は少数の周波数のそろった縞に変わり、出力側の位相は入力側の 2 つの位相の和になります（Gromov 2023; Nanda et al. 2023）。',
  ),
  subject: 'run',
  lacks,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Neurons.tsx')),
};
