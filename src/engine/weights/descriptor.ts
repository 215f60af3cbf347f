/** What a config says of a file of weights, in one line: «weights~91c2…~mine.npz», the first 16 digits of its SHA-256, and its name. None is the empty line. */
import { DIGITS, nameOf } from '../own/descriptor.ts';
import type { Named } from '../own/survey.ts';
import type { ReadLine } from '../parameters.ts';
import { text } from '../text.ts';

const KIND = 'weights';
const HASH = new RegExp(`^[0-9a-f]{${DIGITS}}$`);

/** Bytes of the largest file: a run file holds it. */
export const MOST_BYTES = 2 ** 26;

/** By what a file is called. */
export const isWeights = (name: string): boolean => /\.(?:npz|safetensors)$/i.test(name);

export const WHAT = text(
  'empty, or the description of a file of weights, as the page writes it when one is opened, and the command line with --weights',
  '空か、ページで重みのファイルを開いたとき、またはコマンドラインで --weights を付けたときに書き込まれる説明にしてください。',
);

export const writeWeights = ({ hash, name }: Named): string => [KIND, hash, nameOf(name)].join('~');

/** null where it is none, or not written as `writeWeights` does. Never throws. */
export function readWeights(written: string): Named | null {
  const [kind, hash = '', name = '', ...rest] = written.split('~');
  return kind === KIND && rest.length === 0 && HASH.test(hash) && name === nameOf(name) ? { hash, name } : null;
}

/** As a line that a field holds. */
export function weightsLine(written: string): ReadLine {
  const [kind = '', hash = '', ...name] = written.trim().split('~');
  // Some programs write all of a link in capitals: of all but a name they say nothing.
  const plain = [kind.toLowerCase(), hash.toLowerCase(), ...name].join('~');
  if (written.trim() === '') return { ok: true, value: '' };
  return readWeights(plain) === null ? { ok: false, expected: WHAT } : { ok: true, value: plain };
}
