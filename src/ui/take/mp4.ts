/** A film of the run for what plays no WebM. */
import { text } from '../../engine/text.ts';
import { filmAs } from './film.ts';

export const mp4 = filmAs({
  container: 'mp4',
  label: text('MP4', 'MP4'),
  summary: text('The same, for phones and video editors.', '同じ大きさ。スマートフォンや動画編集ソフト向け。'),
  type: 'video/mp4',
  perSecond: 30,
});
