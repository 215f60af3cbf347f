/**
 * The ZIP that a run file is (APPNOTE 6.3.10). What comes in is anybody's: fflate inflates, and everything around that is checked here. No entry is
 * made before its name and its size are known to be ours, and no more bytes than it states.
 */
import { sized } from '../problem.ts';
import { zipSync, type Zippable } from 'fflate';
import { text } from '../text.ts';
import { refuse } from './refused.ts';
import { contentOf, directoryOf, Zip, type Stated, type ZipWords } from './zip.ts';

/** What an entry may be called, and the most bytes that one of that name may hold. */
const NAMES: readonly (readonly [name: RegExp, bytes: number])[] = [
  [/^run\.json$/, 2 ** 24],
  [/^curves\.csv$/, 2 ** 26],
  [/^snapshots\/(?:0|[1-9]\d{0,8})\.safetensors$/, 2 ** 28],
  [/^data\/[\da-f]{16}$/, 2 ** 26],
];
/** Bytes of all entries together. */
const MOST_BYTES = 2 ** 29;
/** Every entry has the same time, so that the same run is the same bytes. */
const TIME = '1980-01-01T12:00:00';

const WORDS: ZipWords = {
  archive: text(
    'a run file (.grokscope), complete and as it was saved, or JSON lines of the command line',
    '保存したときのままの完全な実行の保存ファイル（.grokscope）か、コマンドラインの JSON 行にしてください。',
  ),
  part: text('as it was saved: this part is damaged', '保存したときのままにしてください。この部分が壊れています。'),
};
const LEFT_OUT = text('left out: a run file has no such part', '取り除いてください。実行の保存ファイルにこの部分はありません。');

export type Entries = ReadonlyMap<string, Uint8Array>;

/** Numbers hardly get smaller by being deflated, and a reader can look at them where they lie. */
const level = (name: string): 0 | 6 => (name.endsWith('.safetensors') ? 0 : 6);

/** The same entries in the same order give the same bytes. */
export function pack(entries: Entries): Uint8Array {
  const files: Zippable = Object.fromEntries([...entries].map(([name, bytes]) => [name, [bytes, { level: level(name) }]] as const));
  return zipSync(files, { mtime: TIME });
}

/** Whether the entries are what a run file has, each once, and no more than a machine can hold. */
function checkNames(stated: readonly Stated[]): void {
  const known = new Set<string>();
  let all = 0;
  for (const { name, bytes } of stated) {
    const [, most] = NAMES.find(([pattern]) => pattern.test(name)) ?? [];
    if (most === undefined) refuse('file', name, LEFT_OUT);
    if (known.has(name)) refuse('file', name, text('there once: it is there twice', '1 つだけにしてください。2 つあります。'));
    known.add(name);
    all += bytes;
    if (bytes > most) refuse(name, sized(bytes), text(`at most ${most} bytes`, `${most} バイト以下にしてください。`));
    if (all > MOST_BYTES) refuse('file', `${all} bytes unpacked`, text(`at most ${MOST_BYTES} bytes`, `展開後 ${MOST_BYTES} バイト以下にしてください。`));
  }
}

/** The entries by name. @throws Refused */
export function unpack(bytes: Uint8Array): Entries {
  const zip = new Zip(bytes);
  const stated = directoryOf(zip, WORDS);
  checkNames(stated);
  return new Map(stated.map((one) => [one.name, contentOf(zip, one, WORDS)]));
}
