/** What the network knows, question by question, as a lens. Its id is that of its first form: it stands in links. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const knows: Lens = {
  id: 'examples',
  label: text('What it knows', '知っていること'),
  summary: text(
    'What it answers to what it is told, and to what it never is. Memorised: only what it is told is right. Grokked: all the rest lights up as well.',
    '教えた問いと、一度も教えない問いに、何と答えるか。丸暗記では教えた問いだけが正解になり、グロッキングすると、残りにもいっせいに明かりがともります。',
  ),
  subject: 'run',
  lacks: () => null,
  workers: 'looks',
  figure: arriving(() => import('./figure.ts')),
  table: arriving(() => import('./csv.ts')),
  Body: onDemand(() => import('./Knows.tsx')),
};
