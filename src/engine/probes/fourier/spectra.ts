/** What a network's tables of tokens are made of, wave by wave, on the device; looks/circles/spectrum.ts has the same on the host. */
import { cast, concat, div, greater, maximum, mul, reshape, square, sum, tensor2d, tidy, transpose, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { linear, together, type Work } from '../../cost/work.ts';
import type { Cycle } from '../../looks/circles/group.ts';
import { keyThreshold } from '../../looks/circles/keys.ts';
import { frequenciesOf } from '../../looks/circles/spectrum.ts';
import type { Model, TokenTables } from '../../models/model.ts';
import { byName } from '../../models/named.ts';
import { matMul } from '../../ops/dense.ts';
import { basisOver, folding } from './waves.ts';

/** Below any sum of squares that says something: what is divided by in its place, so that nothing of nothing is 0. */
const TINY = 1e-30;

/** Each number's share of all. */
export const sharesOf = (parts: Tensor, axis?: number): Tensor => div(parts, maximum(sum(parts, axis, axis !== undefined), TINY));

interface Components {
  /** (n, width): of the rows of all tables, side by side, by how much each wave is in each column. */
  readonly rows: Tensor2D;
  /** (n, width): the same of what arrives at each answer. */
  readonly outputs: Tensor2D;
}

export interface Spectra {
  readonly n: number;
  /** (n, ⌊n/2⌋); see `folding`. */
  readonly fold: Tensor2D;
  /** @param parameters in the order of the model's. */
  components(parameters: readonly Tensor[]): Components;
  /** (1, ⌊n/2⌋): which share of what is not constant each frequency has. @param components (n, width) */
  shares(components: Tensor2D): Tensor2D;
  /** (1, ⌊n/2⌋): 1 where a frequency is a key one by looks/circles/keys.ts, else 0. Shares are those of rows and outputs. */
  keys(rows: Tensor2D, outputs: Tensor2D): Tensor2D;
  dispose(): void;
}

const tablesOf = ({ tables }: Pick<Model, 'tables'>): TokenTables => {
  if (tables === undefined) throw new Error('no tables of tokens');
  return tables;
};

const shapeOf = ({ parameters }: Pick<Model, 'parameters'>, name: string | undefined): readonly number[] =>
  parameters.find((spec) => spec.name === name)?.shape ?? [0, 0];

/** What one measurement of components and shares takes. */
export function spectraWork(model: Model, { tokens: { length: n } }: Pick<Cycle, 'tokens'>): Work {
  const { rows, outputs } = tablesOf(model);
  const read = rows.of.map((name) => shapeOf(model, name)).map(([size = 0, width = 0]) => linear(n, size, width, 2));
  const written = outputs.of.map((name) => shapeOf(model, name)).map(([from = 0, to = 0]) => linear(from, to, n, 2));
  return together(...read, ...written);
}

/** The caller disposes it. */
export function placeSpectra(model: Model, cycle: Pick<Cycle, 'tokens'>): Spectra {
  const { rows, outputs } = tablesOf(model);
  const n = cycle.tokens.length;
  const over = (size: number): Tensor2D => tensor2d(basisOver(cycle, size), [n, size]);
  const overRows = over(shapeOf(model, rows.of[0])[0] as number);
  const overOutputs = over(shapeOf(model, outputs.of.at(-1))[1] as number);
  const fold = folding(n);
  const threshold = keyThreshold(frequenciesOf(n));
  const above = (shares: Tensor2D): Tensor2D => cast(greater(shares, threshold), 'float32');
  return {
    n,
    fold,
    components: (parameters) =>
      tidy(() => {
        const find = byName(model.parameters, parameters);
        const parts = rows.of.map((name) => matMul(overRows, find(name))); // each (n, width)
        const [last, ...before] = outputs.of.map((name) => find<Tensor2D>(name)).toReversed();
        // From the right, so that no table of all pairs is made: (width, n).
        const written = before.reduce((right, left) => matMul(left, right), matMul(last as Tensor2D, overOutputs, false, true));
        return { rows: parts.length === 1 ? (parts[0] as Tensor2D) : concat(parts, 1), outputs: transpose(written) };
      }),
    shares: (components) =>
      tidy(() => {
        const squares = reshape(sum(square(components), 1), [1, n]);
        return sharesOf(matMul(squares, fold)) as Tensor2D;
      }),
    keys: (ofRows, ofOutputs) => tidy(() => mul(above(ofRows), above(ofOutputs))),
    dispose: () => {
      for (const constant of [overRows, overOutputs, fold]) constant.dispose();
    },
  };
}
