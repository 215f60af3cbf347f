/** The training worker. Its work is the desk's; a worker of a pool opens no backend ahead: its runs say which. */
import { attend } from '../crew/attend.ts';
import type { Message } from '../protocol.ts';

attend<Message>(self, async (line) => {
  const { openDesk } = await import('./open.ts');
  return openDesk(line, self.name === 'trainer').take;
});
