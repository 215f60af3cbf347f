/** The worker that reads and writes run files, so that no file keeps the page from its reader. */
import { attend } from '../crew/attend.ts';
import type { RunFilesMessage } from './protocol.ts';

attend<RunFilesMessage>(self, async (line) => {
  const { openDesk } = await import('./desk.ts');
  return openDesk(line);
});
