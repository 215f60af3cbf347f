/** The training worker. Its work is the desk's; a worker of a pool opens no backend ahead: its runs say which. */
import type { BackendRequest } from '../../engine/backend/choice.ts';
import { attend } from '../crew/attend.ts';
import type { Message } from '../protocol.ts';

/** While the reader still looks at the page, or at another moment: the usual one, and for a part of a run that is made once more the likely one. */
const AHEAD: Readonly<Record<string, BackendRequest>> = { trainer: 'auto', replay: 'wasm' };

attend<Message>(self, async (line) => {
  const { openDesk } = await import('./open.ts');
  return openDesk(line, AHEAD[self.name] ?? null).take;
});
