/** The data of the run as a lens. */
import { examples as look } from '../../../engine/looks/examples.ts';
import { text } from '../../../engine/text.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const examples: Lens = {
  id: 'examples',
  label: text('Examples', 'データの例'),
  summary: text(
    'Some of the examples it trains on, some it never sees, and what it answers to both. Memorised: all of the first are right, few of the second.',
    '訓練に使う例と、一度も見せていない例、そしてそれぞれへの答え。丸暗記しただけなら、前者はすべて正解、後者はほとんど不正解です。',
  ),
  subject: 'run',
  lacks: look.lacks,
  workers: 'looks',
  Body: onDemand(() => import('./Examples.tsx')),
};
