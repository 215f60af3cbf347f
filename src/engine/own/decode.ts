/** A file's bytes as text. */
import { text, type Text } from '../text.ts';
import { inLine, whole, type Fault } from './fault.ts';
import { MOST_BYTES } from './limits.ts';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: Fault };

/** Bytes that are looked at for zeros. */
const HEAD = 4096;
/** Share of zeros at even or odd places from which on a file without a mark is UTF-16. */
const ZEROS = 0.3;

const NOTHING = text('The file is empty.', 'ファイルが空です。');
const SPREADSHEET = text(
  'This is a spreadsheet or an archive and no text. Export the sheet as «CSV UTF-8», and drop that.',
  'これは表計算ソフトのファイルか圧縮ファイルで、テキストではありません。「CSV UTF-8」形式で書き出したものを使ってください。',
);
const NOT_UTF8 = text(
  'these bytes are no UTF-8 text. Save the file as «CSV UTF-8».',
  'UTF-8 の文字として読めません。「CSV UTF-8」形式で保存し直してください。',
);
const SIGN = (code: number): Text => {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return text(`a sign stands here that no table of text has (${name}).`, `テキストの表にはない文字（${name}）があります。`);
};

/** @param most bytes that are read */
export const tooLong = (bytes: number, most = MOST_BYTES): Text =>
  text(
    `The file has ${(bytes / 2 ** 20).toFixed(0)} MB; up to ${Math.floor(most / 2 ** 20)} MB are read.`,
    `ファイルは ${(bytes / 2 ** 20).toFixed(0)} MB あります。読めるのは ${Math.floor(most / 2 ** 20)} MB までです。`,
  );

const startsWith = (bytes: Uint8Array, signs: readonly number[]): boolean => signs.every((sign, i) => bytes[i] === sign);

/** By its mark, or by where its zeros are. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const head = bytes.subarray(0, HEAD);
  const zeros = [0, 0] as [number, number];
  head.forEach((byte, i) => (zeros[i % 2] = (zeros[i % 2] as number) + (byte === 0 ? 1 : 0)));
  const [even, odd] = zeros.map((count) => count / (head.length / 2)) as [number, number];
  if (odd > ZEROS && even < ZEROS / 10) return 'utf-16le';
  return even > ZEROS && odd < ZEROS / 10 ? 'utf-16be' : 'utf-8';
}

/** Lines before a place in a text, from 1. */
function lineAt(all: string, place: number): number {
  let line = 1;
  for (let at = all.indexOf('\n'); at >= 0 && at < place; at = all.indexOf('\n', at + 1)) line++;
  return line;
}

/** The text with one sign at the end of each line, or what is wrong with it. Work is linear in its length. */
export function decode(bytes: Uint8Array): Decoded {
  const fail = (fault: Fault): Decoded => ({ ok: false, fault });
  if (bytes.length === 0) return fail(whole(NOTHING));
  if (bytes.length > MOST_BYTES) return fail(whole(tooLong(bytes.length)));
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return fail(whole(SPREADSHEET));
  const encoding = encodingOf(bytes);
  // What cannot be read becomes U+FFFD; a file may also have that sign of its own.
  const read = new TextDecoder(encoding).decode(bytes);
  const all = read.includes('\r') ? read.replaceAll(/\r\n?/g, '\n') : read;
  // oxlint-disable-next-line no-control-regex -- these are what it looks for
  const control = /[\0-\u0008\u000b\u000e-\u001f\u007f]/.exec(all);
  if (control !== null) return fail(inLine(lineAt(all, control.index), SIGN(control[0].charCodeAt(0))));
  const broken = all.indexOf('\ufffd');
  if (broken >= 0 && isBroken(bytes, encoding)) return fail(inLine(lineAt(all, broken), NOT_UTF8));
  return all.trim() === '' ? fail(whole(NOTHING)) : { ok: true, text: all };
}

function isBroken(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return false;
  } catch {
    return true;
  }
}
