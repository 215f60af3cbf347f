/** Linear regions as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const regions: Lens = {
  id: 'regions',
  label: text('Regions', '線形領域'),
  summary: text(
    'An exact slice through three examples; inside each cell the network is linear. In Humayun et al. (2024) cells leave the data and gather at the decision boundary as a network groks. Do they here?',
    '3 つの例を通る平面で切った、正確な断面です。セルの中でネットワークは線形です。Humayun et al. (2024) では、グロッキングとともにセルがデータから離れ、決定境界に集まりました。ここではどうでしょうか。',
  ),
  subject: 'run',
  // Networks without linear regions are told apart in the lens itself, which offers one that has them.
  lacks: () => null,
  workers: 'looks',
  figure: arriving(() => import('./figure.ts')),
  Body: onDemand(() => import('./Regions.tsx')),
};
