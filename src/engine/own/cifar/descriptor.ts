/** What a config says of a file of CIFAR-10's kind, in one line: «cifar~10000~91c2…~data_batch_1.bin», its images, the first 16 digits of its SHA-256, and its name. */
import { DIGITS, nameOf, SAMPLE } from '../descriptor.ts';
import type { Named } from '../survey.ts';
import { FEWEST, MOST } from './records.ts';

export interface CifarDescriptor extends Named {
  /** Images. */
  readonly count: number;
}

const KIND = 'cifar';
const HASH = new RegExp(`^(?:${SAMPLE}|[0-9a-f]{${DIGITS}})$`);

export const writeCifar = ({ count, hash, name }: CifarDescriptor): string => [KIND, count, hash, nameOf(name)].join('~');

/** null where it is none, or not written as `writeCifar` does. Never throws. */
export function readCifar(written: string): CifarDescriptor | null {
  const [kind, images = '', hash = '', name = '', ...rest] = written.split('~');
  const count = Number(images);
  if (kind !== KIND || rest.length > 0 || !/^[1-9]\d{0,6}$/.test(images) || count < FEWEST || count > MOST) return null;
  return HASH.test(hash) && name === nameOf(name) ? { count, hash, name } : null;
}
