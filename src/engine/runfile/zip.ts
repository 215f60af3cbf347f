/** A ZIP (APPNOTE 6.3.10) of anybody's: fflate inflates, and everything around that is checked here. */
import { sized } from '../problem.ts';
import { inflateSync } from 'fflate';
import { text, type Text } from '../text.ts';
import { crc32 } from './crc.ts';
import { refuse } from './refused.ts';

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_BYTES, CENTRAL_BYTES, LOCAL_BYTES] = [22, 46, 30];
const [STORED, DEFLATED] = [0, 8];

/** Entries that there may be. */
const MOST_ENTRIES = 1000;

/** What is said of an archive, and of one of its entries, that is not good. */
export interface ZipWords {
  readonly archive: Text;
  readonly part: Text;
}

/** One line of the central directory. */
export interface Stated {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly at: number;
}

export class Zip {
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

function endOf(zip: Zip, { archive }: ZipWords): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - 0xffff); at--) {
    if (zip.is(at, END, END_BYTES) && at + END_BYTES + zip.short(at + 20) === zip.length) return at;
  }
  return refuse('file', sized(zip.length), archive);
}

/** What the archive says that it holds, nothing of it unpacked; folders, which some programs add, hold nothing. @throws Refused */
export function directoryOf(zip: Zip, words: ZipWords): Stated[] {
  const end = endOf(zip, words);
  const [count, size, from] = [zip.short(end + 10), zip.long(end + 12), zip.long(end + 16)];
  if (count > MOST_ENTRIES)
    refuse('file', `${count} parts`, text(`of at most ${MOST_ENTRIES} parts`, `${MOST_ENTRIES} 個以下の部分からなるファイルにしてください。`));
  if (zip.short(end + 8) !== count || from + size > end) refuse('file', sized(zip.length), words.archive);
  const stated: Stated[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    if (!zip.is(at, CENTRAL, CENTRAL_BYTES)) refuse('file', `part ${i + 1}`, words.archive);
    const [flags, method, length] = [zip.short(at + 8), zip.short(at + 10), zip.short(at + 28)];
    const name = zip.name(at + CENTRAL_BYTES, length);
    if ((flags & 1) === 1 || (method !== STORED && method !== DEFLATED)) refuse(name, `method ${method}`, words.part);
    stated.push({ name, method, crc: zip.long(at + 16), packed: zip.long(at + 20), bytes: zip.long(at + 24), at: zip.long(at + 42) });
    at += CENTRAL_BYTES + length + zip.short(at + 30) + zip.short(at + 32);
  }
  return stated.filter(({ name, bytes }) => !(name.endsWith('/') && bytes === 0));
}

function inflated(packed: Uint8Array, bytes: number): Uint8Array | null {
  try {
    // One byte more than there should be tells whether there is more: what is beyond it is not written.
    return inflateSync(packed, { out: new Uint8Array(bytes + 1) });
  } catch {
    return null;
  }
}

/** The content of an entry, never more than it states. @throws Refused */
export function contentOf(zip: Zip, { name, method, crc, packed, bytes, at }: Stated, { part }: ZipWords): Uint8Array {
  if (!zip.is(at, LOCAL, LOCAL_BYTES)) return refuse(name, sized(bytes), part);
  const length = zip.short(at + 26);
  const from = at + LOCAL_BYTES + length + zip.short(at + 28);
  if (zip.name(at + LOCAL_BYTES, length) !== name || from + packed > zip.length) return refuse(name, sized(bytes), part);
  const raw = zip.slice(from, packed);
  const content = method === STORED ? raw : inflated(raw, bytes);
  if (content?.length !== bytes || crc32(content) !== crc) return refuse(name, sized(bytes), part);
  return content;
}
