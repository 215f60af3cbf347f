/** Tables of random numbers, and networks of a config without the data that they would learn from. */
import { Rng } from '../../../../src/engine/rng.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { networkAt, type NetworkAt } from '../../../../src/engine/looks/look.ts';
import type { Table } from '../../../../src/engine/looks/circles/spectrum.ts';
import { tasks } from '../../../../src/engine/tasks/index.ts';

export function randomTable(n: number, width: number, seed = 1): Table {
  const rng = new Rng(seed, 'table');
  return { values: Float64Array.from({ length: n * width }, () => 2 * rng.uniform() - 1), n, width };
}

export const columnsOf = ({ values, n, width }: Table): number[][] =>
  Array.from({ length: width }, (_, j) => Array.from({ length: n }, (__, e) => values[e * width + j] as number));

export const rowsOf = ({ values, n, width }: Table): number[][] => Array.from({ length: n }, (_, e) => [...values.subarray(e * width, (e + 1) * width)]);

/** Freshly initialised. */
export function bareNetwork(config: RunConfig): NetworkAt {
  const none = { count: 0, inputs: new Int32Array(0), targets: new Int32Array(0) };
  return networkAt(config, { shape: tasks.get(config.task.id).shape(config.task), train: none, val: none }, null);
}
