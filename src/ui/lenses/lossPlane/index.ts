/** The path of a run over the plane through three of its moments, as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const lossPlane: Lens = {
  id: 'loss-plane',
  label: text('Path', '道のり'),
  summary: text(
    'The loss over the plane through three moments of the run, its beginning, memorised and grokked, with the way that the weights took (Garipov et al. 2018). Look whether validation loss has a valley of its own, and whether a ridge lies before it.',
    '学習中の 3 つの時点（初期値、暗記、グロッキング）を通る平面での損失と、重みがたどった道です（Garipov et al. 2018）。検証損失に別の谷があるか、その手前に尾根があるかを見てください。',
  ),
  subject: 'run',
  lacks: () => null,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./LossPlane.tsx')),
};
