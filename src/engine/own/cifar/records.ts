/**
 * The binary version of CIFAR-10 (Krizhevsky 2009, «Learning multiple layers of features from tiny images»): records of one byte, the class, and
 * 32×32 pixels, all of their reds row by row, then the greens, then the blues.
 */
import { text, type Text } from '../../text.ts';
import { whole, type Fault } from '../fault.ts';
import { told } from '../sheet.ts';

export const SIDE = 32;
export const CHANNELS = 3;
export const CLASSES = 10;
const PLANE = SIDE ** 2;
export const RECORD = 1 + CHANNELS * PLANE;
/** Fewest images, ten to train on and ten to validate with, and most: as many as the original trains on. */
export const FEWEST = 20;
export const MOST = 50_000;
/** Images of one of the original's files. */
const ORIGINAL = 10_000;

const EMPTY = text('The file is empty.', 'ファイルが空です。');
const ARCHIVE = text(
  'This is an archive. Unpack the binary version of CIFAR-10 and open its data_batch_1.bin.',
  'これは圧縮ファイルです。CIFAR-10 のバイナリー版を展開し、中の data_batch_1.bin を開いてください。',
);
const PICKLE = text(
  'This is the Python version of CIFAR-10. Open data_batch_1.bin of its binary version.',
  'これは CIFAR-10 の Python 版です。バイナリー版の data_batch_1.bin を開いてください。',
);

const inWords = (count: number, language: 'en' | 'ja'): string => count.toLocaleString(language);

const tooMany = (bytes: number): Text =>
  text(
    `The file has ${inWords(bytes, 'en')} bytes; up to ${inWords(MOST * RECORD, 'en')} are read, ${inWords(MOST, 'en')} images.`,
    `ファイルは ${inWords(bytes, 'ja')} バイトあります。読めるのは ${inWords(MOST * RECORD, 'ja')} バイト（画像 ${inWords(MOST, 'ja')} 枚）までです。`,
  );

const tooFew = (count: number): Text =>
  text(
    `The file has ${count} ${count === 1 ? 'image' : 'images'}; at least ${FEWEST} are needed, ten to train on and ten to validate with.`,
    `画像が ${count} 枚しかありません。訓練と検証に 10 枚ずつ、少なくとも ${FEWEST} 枚が必要です。`,
  );

const notWhole = (bytes: number): Text =>
  text(
    `The file has ${inWords(bytes, 'en')} bytes, which is no multiple of ${inWords(RECORD, 'en')}: a record is one byte for the class and 3 × 32 × 32 for the pixels, and the original’s ${inWords(ORIGINAL, 'en')} records are ${inWords(ORIGINAL * RECORD, 'en')} bytes.`,
    `ファイルは ${inWords(bytes, 'ja')} バイトで、${inWords(RECORD, 'ja')} の倍数ではありません。1 件はクラス 1 バイトと画素 3 × 32 × 32 バイトで、元のファイルは ${inWords(ORIGINAL, 'ja')} 件、${inWords(ORIGINAL * RECORD, 'ja')} バイトです。`,
  );

const badLabel = (record: number, label: number): Text =>
  text(
    `Record ${record}: label ${label}, where only 0 to ${CLASSES - 1} are classes.`,
    `${record} 件目: ラベルが ${label} です。クラスは 0 〜 ${CLASSES - 1} です。`,
  );

const startsWith = (bytes: Uint8Array, ...signs: readonly number[]): boolean => signs.every((sign, i) => bytes[i] === sign);

export const labelOf = (bytes: Uint8Array, record: number): number => bytes[record * RECORD] as number;

/** Pixels of a record, row by row, of each its red, green and blue: (32, 32, 3). */
export function pixelsOf(bytes: Uint8Array, record: number): Uint8Array {
  const first = record * RECORD + 1;
  const pixels = new Uint8Array(CHANNELS * PLANE);
  for (let channel = 0; channel < CHANNELS; channel++) {
    for (let place = 0; place < PLANE; place++) pixels[place * CHANNELS + channel] = bytes[first + channel * PLANE + place] as number;
  }
  return pixels;
}

/** Whether bytes are whole records of known classes. */
export function isCifar(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length % RECORD !== 0) return false;
  for (let at = 0; at < bytes.length; at += RECORD) if ((bytes[at] as number) >= CLASSES) return false;
  return true;
}

/** What keeps bytes from being images; none where they are. Never throws. */
export function faultsOf(bytes: Uint8Array): Fault[] {
  if (bytes.length === 0) return [whole(EMPTY)];
  if (bytes.length > MOST * RECORD) return [whole(tooMany(bytes.length))];
  if (bytes.length % RECORD !== 0) {
    if (startsWith(bytes, 0x1f, 0x8b) || startsWith(bytes, 0x50, 0x4b, 3, 4)) return [whole(ARCHIVE)];
    return [whole(startsWith(bytes, 0x80) && (bytes[1] as number) <= 5 ? PICKLE : notWhole(bytes.length))];
  }
  const count = bytes.length / RECORD;
  const bad: number[] = [];
  for (let record = 0; record < count; record++) if (labelOf(bytes, record) >= CLASSES) bad.push(record);
  if (bad.length > 0) return told(bad, (record) => whole(badLabel(record + 1, labelOf(bytes, record))));
  return count < FEWEST ? [whole(tooFew(count))] : [];
}
