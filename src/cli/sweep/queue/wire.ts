/** What goes through the queue. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { version } from '../../../../package.json';
import type { Job } from '../plan.ts';

/** A run that is wanted. */
export interface Ordered extends Pick<Job, 'name' | 'config'> {
  /** `planId` of its sweep. */
  readonly plan: string;
}

/** A run that is made: its file, compressed, in base64. */
export interface Returned {
  readonly file: string;
}

export const packed = (lines: Uint8Array): Returned => ({ file: gzipSync(lines).toString('base64') });
/** @throws Error where it is no such thing */
export const unpacked = ({ file }: Returned): string => gunzipSync(Buffer.from(file, 'base64')).toString('utf8');

/** One for each version of the program: another might make other numbers of the same settings. */
export const QUEUE = `grokscope-${version}`;

/** A name may consist of digits alone, which BullMQ keeps for itself. */
export const idOf = (name: string): string => `run-${name}`;
export const nameIn = (id: string): string => id.slice('run-'.length);

/** Of a plan's text. */
export const planId = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20);
export const planKey = (plan: string): string => `${QUEUE}:plan:${plan}`;
export const dataKey = (fingerprint: string): string => `${QUEUE}:data:${fingerprint}`;
