/** A film of the run for slides. */
import { text } from '../../engine/text.ts';
import { filmAs } from './film.ts';

export const gif = filmAs({
  container: 'gif',
  label: text('GIF', 'GIF'),
  summary: text('960 × 540, for slides; plays over and over.', '960 × 540、スライド向け。繰り返し再生されます。'),
  type: 'image/gif',
  // A GIF counts hundredths of a second.
  perSecond: 25,
});
