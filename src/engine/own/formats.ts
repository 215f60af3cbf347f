/** The kinds of files that readers bring. */
import { cifarFiles } from './cifar/format.ts';
import type { FileFormat } from './format.ts';
import { tables } from './tables.ts';

/** The first that knows a file takes it; tables are last, and take what no other does. */
export const FORMATS: readonly FileFormat[] = [cifarFiles, tables];

/** By what a file is called, or what it holds, where that is known. */
export const formatOf = (name: string, bytes?: Uint8Array): FileFormat =>
  FORMATS.find((format) => format.isCalled(name) || (bytes !== undefined && format.isLike(bytes))) ?? tables;

/** The format of which this is a description; undefined where it is none. */
export const formatBehind = (descriptor: string): FileFormat | undefined => FORMATS.find((format) => format.described(descriptor) !== null);

/** Whether a task learns from files of readers. */
export const formatFor = (task: string): FileFormat | undefined => FORMATS.find((format) => format.task === task);
