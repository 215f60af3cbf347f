/** The data of the run as a lens. */
import { examples as look } from '../../../engine/looks/examples.ts';
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const examples: Lens = {
  id: 'examples',
  label: text('Examples', 'データの例'),
  summary: text(
    'Some of the examples it trains on, some it never sees, and what it answers to both. Memorised: all of the first are right, and of the second no more than by guessing.',
    '訓練に使う例と、一度も見せていない例、そしてそれぞれへの答え。丸暗記しただけなら、前者はすべて正解でも、後者の正解は当てずっぽうと変わりません。',
  ),
  subject: 'run',
  lacks: look.lacks,
  workers: 'looks',
  figure: arriving(() => import('./figure.ts')),
  Body: onDemand(() => import('./Examples.tsx')),
};
