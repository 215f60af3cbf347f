/** Numbers of examples in words. */
import type { RunConfig } from '../../../engine/config/config.ts';
import { tasks } from '../../../engine/tasks/index.ts';

/** Where a task has no words for them. */
const short = (x: number): string => String(Number(x.toPrecision(2)));

/** The values of example `i` as its task writes them. @param values (count, outputs) */
export function valuesOf(task: RunConfig['task'], values: Float32Array, i: number, outputs: number): string {
  const { value: write } = tasks.get(task.id);
  return Array.from(values.subarray(i * outputs, (i + 1) * outputs), (value) => write?.(task, value) ?? short(value)).join(', ');
}

/** Numbers of an example that are told. */
const TOLD = 5;

/** The numbers in brackets, each to a few digits; of many the first. */
export function bracketed(input: readonly number[]): string {
  const told = input.length > TOLD + 1 ? [...input.slice(0, TOLD).map(short), '…'] : input.map(short);
  return `(${told.join(', ')})`;
}
