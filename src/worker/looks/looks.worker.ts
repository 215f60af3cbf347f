/** The worker that looks at networks. Its work is the desk's. */
import { attend } from '../crew/attend.ts';
import type { LooksMessage } from './protocol.ts';

attend<LooksMessage>(self, async (line) => {
  const { openDesk } = await import('./open.ts');
  return openDesk(line);
});
