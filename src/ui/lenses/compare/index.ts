/** The runs on the bench beside each other, as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const compare: Lens = {
  id: 'compare',
  label: text('Compare', '比較'),
  summary: text(
    'The runs on the bench beside each other: the settings in which they differ, and what each has come to. A press on a run brings it to the front.',
    '並べた実行の比較。違っている設定と、それぞれの結果だけを示します。実行を押すと手前に出ます。',
  ),
  subject: 'run',
  runs: 2,
  lacks: () => null,
  figure: arriving(() => import('./figure.ts')),
  Body: onDemand(() => import('./Compare.tsx')),
};
