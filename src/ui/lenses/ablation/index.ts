/** What breaks when parts of the network are switched off, as a lens. */
import { lacks } from '../../../engine/looks/ablation/lacks.ts';
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const ablation: Lens = {
  id: 'ablation',
  label: text('Switch off', '切ってみる'),
  summary: text(
    'Switch off a frequency, a head or a neuron and see at once what the network still gets right. Once it has grokked, nothing works without its few key frequencies, and everything works with these alone (Nanda et al. 2023).',
    '周波数・ヘッド・ニューロンを切ると、それなしで何に答えられるかがすぐ分かります。グロッキング後は、数個の主要な周波数を切ると何も答えられず、それだけ残せば全部答えられます（Nanda et al. 2023）。',
  ),
  subject: 'run',
  lacks,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Ablation.tsx')),
};
