/** The data of the run as a lens. */
import { lazy } from 'react';
import { tasks } from '../../../engine/tasks/index.ts';
import { text } from '../../../engine/text.ts';
import type { Lens } from '../lens.ts';

export const examples: Lens = {
  id: 'examples',
  label: text('Examples', '例'),
  summary: text(
    'Some of the examples it trains on, some it never sees, and what it answers to both. Memorised: all of the first are right, few of the second.',
    '訓練に使う例と、一度も見せない例、そしてそれぞれへの答え。丸暗記しただけなら、前者はすべて正解、後者はほとんど不正解です。',
  ),
  lacks: ({ task }) =>
    tasks.get(task.id).shape(task).target.kind === 'class'
      ? null
      : text(
          'Here an example is a point and its answer a few real numbers: there is nothing to draw. The loss curves say how far off the answers are.',
          'この課題の例は点で、答えは実数の組なので、絵にできません。答えのずれは損失の曲線に表れます。',
        ),
  Body: lazy(() => import('./Examples.tsx')),
};
