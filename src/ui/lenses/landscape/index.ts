/** The LU landscape as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const landscape: Lens = {
  id: 'landscape',
  label: text('LU landscape', 'LU 地形'),
  summary: text(
    'The same network trained at one fixed weight norm after another. Training loss draws an L, validation loss a U; the valley of the U is where it generalises.',
    '同じネットワークを、重みノルムを少しずつ変えて固定し、訓練します。訓練損失は L 字、検証損失は U 字を描き、U の谷で汎化します。',
  ),
  subject: 'settings',
  lacks: () => null,
  workers: 'landscape',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Landscape.tsx')),
};
