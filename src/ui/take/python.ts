/** The network, to be gone on with in Python. */
import { text } from '../../engine/text.ts';
import type { Exporter } from './exporter.ts';

export const python: Exporter = {
  id: 'python',
  of: 'network',
  label: text('PyTorch, NumPy', 'PyTorch・NumPy'),
  summary: text(
    'A ZIP: the weights at the moment that is shown, and a short script that computes the same logits from them and checks itself.',
    'ZIP 形式。表示中の時点の重みと、そこから同じロジットを計算して自分で確かめる短いスクリプト。',
  ),
  extension: 'zip',
  type: 'application/zip',
  make: async ({ network }) => new Blob([await network()], { type: python.type }),
};
