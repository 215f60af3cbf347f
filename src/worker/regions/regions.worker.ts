/** The regions worker. Its work is the desk's. */
import { attend } from '../crew/attend.ts';
import type { RegionsMessage } from './protocol.ts';

attend<RegionsMessage>(self, async (line) => {
  const { openDesk } = await import('./open.ts');
  return openDesk(line);
});
