/** The worker that makes films. Its work is the desk's. */
import { attend } from '../crew/attend.ts';
import type { FilmMessage } from './protocol.ts';

attend<FilmMessage>(self, async (line) => {
  const { openDesk } = await import('./desk.ts');
  return openDesk(line);
});
