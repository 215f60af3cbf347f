/**
 * The ZIP that a run file is (APPNOTE 6.3.10). What comes in is anybody's: fflate inflates, and everything around that is checked here. No entry is
 * made before its name and its size are known to be ours, and no more bytes than it states.
 */
import { inflateSync, zipSync, type Zippable } from 'fflate';
import { text } from '../text.ts';
import { crc32 } from './crc.ts';
import { refuse } from './refused.ts';

/** What an entry may be called, and the most bytes that one of that name may hold. */
const NAMES: readonly (readonly [name: RegExp, bytes: number])[] = [
  [/^run\.json$/, 2 ** 24],
  [/^curves\.csv$/, 2 ** 26],
  [/^snapshots\/(?:0|[1-9]\d{0,8})\.safetensors$/, 2 ** 28],
  [/^data\/[\da-f]{16}$/, 2 ** 26],
];
/** Bytes of all entries together, and how many there may be. */
const MOST_BYTES = 2 ** 29;
const MOST_ENTRIES = 1000;
/** Every entry has the same time, so that the same run is the same bytes. */
const TIME = '1980-01-01T12:00:00';

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_BYTES, CENTRAL_BYTES, LOCAL_BYTES] = [22, 46, 30];
const [STORED, DEFLATED] = [0, 8];

const A_RUN_FILE = text('a run file (.grokscope), complete and as it was saved', '保存したときのままの完全な実行の保存ファイル（.grokscope）にしてください。');
const AS_SAVED = text('as it was saved: this part is damaged', '保存したときのままにしてください。この部分が壊れています。');
const LEFT_OUT = text('left out: a run file has no such part', '取り除いてください。実行の保存ファイルにこの部分はありません。');

export type Entries = ReadonlyMap<string, Uint8Array>;

/** Numbers hardly get smaller by being deflated, and a reader can look at them where they lie. */
const level = (name: string): 0 | 6 => (name.endsWith('.safetensors') ? 0 : 6);

/** The same entries in the same order give the same bytes. */
export function pack(entries: Entries): Uint8Array {
  const files: Zippable = Object.fromEntries([...entries].map(([name, bytes]) => [name, [bytes, { level: level(name) }]] as const));
  return zipSync(files, { mtime: TIME });
}

/** One line of the central directory. */
interface Stated {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly at: number;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#bytes.length;
  }

  short(at: number): number {
    return this.#view.getUint16(at, true);
  }

  long(at: number): number {
    return this.#view.getUint32(at, true);
  }

  slice(from: number, length: number): Uint8Array {
    return this.#bytes.subarray(from, from + length);
  }

  /** Whether a record of that signature, so many bytes of it, stands there. */
  is(at: number, signature: number, bytes: number): boolean {
    return at >= 0 && at + bytes <= this.length && this.long(at) === signature;
  }

  /** What is no UTF-8 is none of our names. */
  name(at: number, length: number): string {
    return new TextDecoder().decode(this.slice(at, length));
  }
}

function endOf(zip: Reader): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - 0xffff); at--) {
    if (zip.is(at, END, END_BYTES) && at + END_BYTES + zip.short(at + 20) === zip.length) return at;
  }
  return refuse('file', `${zip.length} bytes`, A_RUN_FILE);
}

/** What the archive says that it holds; folders, which some programs add, hold nothing. */
function directoryOf(zip: Reader): Stated[] {
  const end = endOf(zip);
  const [count, size, from] = [zip.short(end + 10), zip.long(end + 12), zip.long(end + 16)];
  if (count > MOST_ENTRIES)
    refuse('file', `${count} parts`, text(`of at most ${MOST_ENTRIES} parts`, `${MOST_ENTRIES} 個以下の部分からなるファイルにしてください。`));
  if (zip.short(end + 8) !== count || from + size > end) refuse('file', `${zip.length} bytes`, A_RUN_FILE);
  const stated: Stated[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    if (!zip.is(at, CENTRAL, CENTRAL_BYTES)) refuse('file', `part ${i + 1}`, A_RUN_FILE);
    const [flags, method, length] = [zip.short(at + 8), zip.short(at + 10), zip.short(at + 28)];
    const name = zip.name(at + CENTRAL_BYTES, length);
    if ((flags & 1) === 1 || (method !== STORED && method !== DEFLATED)) refuse(name, `method ${method}`, AS_SAVED);
    stated.push({ name, method, crc: zip.long(at + 16), packed: zip.long(at + 20), bytes: zip.long(at + 24), at: zip.long(at + 42) });
    at += CENTRAL_BYTES + length + zip.short(at + 30) + zip.short(at + 32);
  }
  return stated.filter(({ name, bytes }) => !(name.endsWith('/') && bytes === 0));
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
    if (bytes > most) refuse(name, `${bytes} bytes`, text(`at most ${most} bytes`, `${most} バイト以下にしてください。`));
    if (all > MOST_BYTES) refuse('file', `${all} bytes unpacked`, text(`at most ${MOST_BYTES} bytes`, `展開後 ${MOST_BYTES} バイト以下にしてください。`));
  }
}

function inflated(packed: Uint8Array, bytes: number): Uint8Array | null {
  try {
    // One byte more than there should be tells whether there is more: what is beyond it is not written.
    return inflateSync(packed, { out: new Uint8Array(bytes + 1) });
  } catch {
    return null;
  }
}

function contentOf(zip: Reader, { name, method, crc, packed, bytes, at }: Stated): Uint8Array {
  if (!zip.is(at, LOCAL, LOCAL_BYTES)) return refuse(name, `${bytes} bytes`, AS_SAVED);
  const length = zip.short(at + 26);
  const from = at + LOCAL_BYTES + length + zip.short(at + 28);
  if (zip.name(at + LOCAL_BYTES, length) !== name || from + packed > zip.length) return refuse(name, `${bytes} bytes`, AS_SAVED);
  const raw = zip.slice(from, packed);
  const content = method === STORED ? raw : inflated(raw, bytes);
  if (content?.length !== bytes || crc32(content) !== crc) return refuse(name, `${bytes} bytes`, AS_SAVED);
  return content;
}

/** The entries by name. @throws Refused */
export function unpack(bytes: Uint8Array): Entries {
  const zip = new Reader(bytes);
  const stated = directoryOf(zip);
  checkNames(stated);
  return new Map(stated.map((one) => [one.name, contentOf(zip, one)]));
}
