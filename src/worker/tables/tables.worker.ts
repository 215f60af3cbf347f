/** The worker that reads files of the reader's. Its work is the desk's. */
import { attend } from '../crew/attend.ts';
import type { TablesMessage } from './protocol.ts';

attend<TablesMessage>(self, async (line) => {
  const { openDesk } = await import('./desk.ts');
  return openDesk(line);
});
