/** The reader's own data in a run file. */
import { fingerprint } from '../own/fingerprint.ts';
import type { Problem } from '../problem.ts';
import { text } from '../text.ts';
import type { ReadRunFile } from './read.ts';
import { dataName } from './write.ts';

const AS_NAMED = text('the data that its name is the fingerprint of', '名前がその中身の指紋（SHA-256 の先頭）と一致するデータにしてください。');

/**
 * The same, once every data file in it is the one that it is called after: whoever holds files of a reader's by their fingerprints must be able to
 * count on them. @throws Spoken where there are such files, and no way to tell
 */
export async function withData(read: ReadRunFile): Promise<ReadRunFile> {
  if (!read.ok) return read;
  const problems: Problem[] = [];
  for (const [name, bytes] of Object.entries(read.file.data)) {
    const is = await fingerprint(bytes);
    if (is !== name) problems.push({ field: dataName(name), value: is, expected: AS_NAMED });
  }
  return problems.length === 0 ? read : { ok: false, problems };
}
