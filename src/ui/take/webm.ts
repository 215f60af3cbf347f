/** A film of the run for pages and posts. */
import { text } from '../../engine/text.ts';
import { filmAs } from './film.ts';

export const webm = filmAs({
  container: 'webm',
  label: text('WebM', 'WebM'),
  summary: text('1920 × 1080, 30 pictures a second, for pages and posts.', '1920 × 1080、毎秒 30 コマ。ウェブページや投稿向け。'),
  type: 'video/webm',
  perSecond: 30,
});
