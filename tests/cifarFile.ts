/** Files in the form of CIFAR-10's, for tests: every pixel says where it is. */
import { Rng } from '../src/engine/rng.ts';

/** Bytes of a record, as the format's own page counts them: 1 + 3 · 1024. */
export const RECORD_BYTES = 3073;

/** `count` records of random classes and pixels. */
export function cifarFile(count: number, seed = 1): Uint8Array<ArrayBuffer> {
  const rng = new Rng(seed, 'cifar');
  const bytes = Uint8Array.from({ length: count * RECORD_BYTES }, () => rng.integer(256));
  for (let record = 0; record < count; record++) bytes[record * RECORD_BYTES] = rng.integer(10);
  return bytes;
}

/** What a file says of one pixel, read plainly: planes of red, green and blue, each row by row. */
export const pixelIn = (bytes: Uint8Array, record: number, row: number, column: number, channel: number): number =>
  bytes[record * RECORD_BYTES + 1 + channel * 1024 + row * 32 + column] as number;
