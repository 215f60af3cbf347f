/** How finely the network folds space around each single point, as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const complexity: Lens = {
  id: 'complexity',
  label: text('Folds', '折り目'),
  summary: text(
    'Local complexity, point by point: how many neurons switch within a small distance of each example, and in which layer. In Humayun et al. (2024) folds gather around the data while it is memorised and leave it as the network groks; look for places that stay dark.',
    '点ごとの局所複雑度です。各例のすぐ近くで、どの層のニューロンがいくつ切り替わるか。Humayun et al. (2024) では、暗記中はデータのまわりに折り目が集まり、グロッキングとともに離れていきました。濃いまま残る場所を探してください。',
  ),
  subject: 'run',
  lacks: () => null,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Complexity.tsx')),
};
