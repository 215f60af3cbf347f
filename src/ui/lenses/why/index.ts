/** Why hasn't it grokked? As a lens. */
import { text } from '../../../engine/text.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const why: Lens = {
  id: 'why',
  label: text('Why not yet?', 'なぜまだ？'),
  summary: text(
    'Why hasn’t it grokked? What is known to matter, and how this run stands to it at the moment shown, by what was measured of it. What is offered may help or not: nobody can promise when, or whether, a network groks.',
    'なぜまだグロッキングしないのか。影響が知られていることと、表示中の時点でこの実行がどうなっているかを、実測値だけで示します。試せることも挙げますが、いつ起きるか、そもそも起きるかは誰にも約束できません。',
  ),
  subject: 'run',
  lacks: () => null,
  figure: text('These are sentences about one moment: there is nothing to draw.', 'ある時点についての文章なので、図にするものがありません。'),
  Body: onDemand(() => import('./Why.tsx')),
};
