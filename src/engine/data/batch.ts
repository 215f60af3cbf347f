/** Puts examples on the device in the form a model planned for them. */
import { tensor, tensor1d, tensor2d, zeros, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import type { Examples } from './dataset.ts';
import type { Batch, Carried, Constant, Plan, RowIndex } from './plan.ts';

/** A batch whose owner may exchange its examples in place, and disposes it. */
export interface OwnedBatch extends Batch {
  /** Replaces the examples by as many others, without making a tensor. */
  refill(examples: Examples): void;
  /** What is carried from step to step, in the order of the model's statement. */
  readonly states: readonly Tensor[];
  /** Nothing is carried any further: the next step begins with zeros, or with these numbers. */
  restart(states?: readonly Float32Array[]): void;
  dispose(): void;
}

/** CSR of a row index as seen from the table; see RowIndex. `cursor` has one number per table row. */
function invert(forward: Int32Array, terms: number, offsets: Int32Array, entries: Int32Array, cursor: Int32Array): void {
  offsets.fill(0);
  for (const row of forward) if (row >= 0) offsets[row + 1] = (offsets[row + 1] as number) + 1;
  // Plain loops: a mini-batch is inverted in every step, and a call for each number doubles what that takes.
  for (let t = 1; t < offsets.length; t++) offsets[t] = (offsets[t] as number) + (offsets[t - 1] as number);
  cursor.set(offsets.subarray(0, cursor.length));
  // Stryker disable next-line EqualityOperator: behind the last there is no row
  for (let i = 0; i < forward.length; i++) {
    const row = forward[i] as number;
    // Stryker disable next-line ConditionalExpression: of no row there is no cursor, and nobody reads what is written nowhere
    if (row < 0) continue;
    entries[cursor[row] as number] = Math.floor(i / terms);
    cursor[row] = (cursor[row] as number) + 1;
  }
}

interface IndexBuffers {
  readonly terms: number;
  readonly forward: Int32Array;
  readonly offsets: Int32Array;
  readonly entries: Int32Array;
  readonly cursor: Int32Array;
}

/** @param carried what the model carries from one training step on such a batch to the next. */
export function planBatch(plan: Plan, examples: Examples, constants: readonly Constant[], device: Device, carried: readonly Carried[] = []): OwnedBatch {
  const buffers = new Map<string, IndexBuffers>();
  const host: Record<string, Int32Array> = {};
  for (const { name, rows, terms, tableRows } of plan.indexes) {
    const forward = (host[name] = new Int32Array(rows * terms));
    buffers.set(name, { terms, forward, offsets: new Int32Array(tableRows + 1), entries: new Int32Array(rows * terms), cursor: new Int32Array(tableRows) });
  }
  const fill = (next: Examples): void => {
    plan.fill(next, host);
    for (const { terms, forward, offsets, entries, cursor } of buffers.values()) invert(forward, terms, offsets, entries, cursor);
  };
  fill(examples);

  const tables = new Map<string, Tensor>(constants.map(({ name, shape, values }) => [name, tensor(values, [...shape], 'float32')]));
  // Copies: the CPU backend would otherwise share the host's arrays.
  const { count } = examples;
  const targets: Tensor =
    examples.targets instanceof Int32Array
      ? tensor1d(examples.targets.slice(), 'int32')
      : tensor(examples.targets.slice(), [count, examples.targets.length / count]);
  const inputs: Tensor2D | null = examples.inputs instanceof Float32Array ? tensor2d(examples.inputs.slice(), [count, examples.inputs.length / count]) : null;
  const indexes = new Map<string, RowIndex>();
  for (const { name, rows, terms, tableRows } of plan.indexes) {
    const { forward, offsets, entries } = buffers.get(name) as IndexBuffers;
    indexes.set(name, {
      tableRows,
      rows,
      terms,
      forward: tensor2d(forward.slice(), [rows, terms], 'int32'),
      offsets: tensor1d(offsets.slice(), 'int32'),
      entries: tensor1d(entries.slice(), 'int32'),
    });
  }

  const carriedOn = new Map<string, Tensor>(carried.map(({ name, shape }) => [name, zeros([...shape])]));
  const states = [...carriedOn.values()];

  const find = <T>(map: ReadonlyMap<string, T>, what: string, name: string): T => {
    const value = map.get(name);
    if (value === undefined) throw new Error(`no ${what} «${name}»`);
    return value;
  };
  return {
    count,
    targets,
    get inputs() {
      if (inputs === null) throw new Error('these examples are tokens, not vectors');
      return inputs;
    },
    index: (name) => find(indexes, 'index', name),
    constant: (name) => find(tables, 'constant', name),
    carried: (name) => carriedOn.get(name) ?? null,
    states,
    restart(given) {
      states.forEach((state, i) => device.write(state, given?.[i] ?? new Float32Array(state.size)));
    },
    refill(next) {
      fill(next);
      device.write(targets, next.targets);
      if (inputs !== null) device.write(inputs, next.inputs);
      for (const [name, { forward, offsets, entries }] of buffers) {
        const index = find(indexes, 'index', name);
        device.write(index.forward, forward);
        device.write(index.offsets, offsets);
        device.write(index.entries, entries);
      }
    },
    dispose() {
      targets.dispose();
      inputs?.dispose();
      for (const { forward, offsets, entries } of indexes.values()) for (const t of [forward, offsets, entries]) t.dispose();
      for (const table of [...tables.values(), ...states]) table.dispose();
    },
  };
}
