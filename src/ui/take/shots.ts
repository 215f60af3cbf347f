/** The moments of a film with what is said of each: what the page itself would say there. */
import { configAt, pastOf } from '../../engine/run/past.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { Spoken } from '../../engine/spoken.ts';
import { text, type Language } from '../../engine/text.ts';
import { shotsOf } from '../../figures/film/schedule.ts';
import type { Film } from '../../worker/film/protocol.ts';
import { voiceOf } from '../i18n/index.ts';
import { inWords } from '../i18n/inWords.ts';
import { progress } from '../status/learned.ts';

/** Longest slice, in milliseconds. */
const SLICE = 8;
const NOTHING = text('nothing was measured yet', 'まだ何も測定されていません');

interface Wanted {
  readonly seconds: number;
  readonly perSecond: number;
  readonly language: Language;
}

/** @param record that does not grow meanwhile. @param now for tests */
export async function saidShots(
  record: RunRecord,
  { seconds, perSecond, language }: Wanted,
  turn: () => Promise<void>,
  now = (): number => performance.now(),
): Promise<Film['shots']> {
  const t = voiceOf(language).getFixedT(language);
  const shots = shotsOf(record.curve('train.accuracy'), record.step, seconds, perSecond);
  if (shots.length === 0) throw new Spoken(NOTHING);
  const said: Film['shots'][number][] = [];
  let began = now();
  for (const shot of shots) {
    const words = progress(pastOf(record, shot.step), configAt(record, shot.step)).map(({ key, values }) => t(key, inWords(values, language)));
    said.push({ ...shot, sentence: words.join(language === 'ja' ? '' : ' ') });
    if (now() - began < SLICE) continue;
    await turn();
    began = now();
  }
  return said;
}
