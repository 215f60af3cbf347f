/** The last layer folded into tables, against the portable kernels in float64, which the models' own tests compare with a plain formulation. */
import { assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIVATIONS, type Activation } from '../../../../../src/engine/ops/activations.ts';
import type { KernelMap, KernelName } from '../../../../../src/engine/ops/kernels.ts';
import { distance, reference, type Hosts } from '../../webgpu/reference.ts';
import { floats, ints, run, type Matrix } from './harness.ts';

const counts = constantFrom(0, 1, 2, 5, 13, 31);
const some = constantFrom(1, 2, 3, 5, 13, 31);
const few = constantFrom(1, 2, 3, 4, 5);
/** Columns: nothing, tails, what registers hold and one less or more, and more than one block that the cache holds. */
const widths = constantFrom(0, 1, 3, 4, 7, 16, 23, 24, 25, 31, 32, 37, 48, 64, 67, 130);

type Inputs = Readonly<Record<string, Matrix<Float32Array | Int32Array>>>;

const hostsOf = (inputs: Inputs): Hosts => Object.fromEntries(Object.entries(inputs).map(([key, { values, shape }]) => [key, { data: values, shape }]));

/** Equal to some roundings of the largest number, or of 1 where everything cancels. */
function expectNear(got: Float32Array, wanted: Float64Array, what: string, tolerance = 1e-5): void {
  expect(distance([1, ...got], [1, ...wanted]), `${what} is off`).toBeLessThan(tolerance);
}

/** Runs a kernel, compares its outputs with float64, and returns them. */
function expectKernel<K extends KernelName>(name: K, inputs: Inputs, attrs: KernelMap[K]['attrs']): Float32Array[] {
  const wanted = reference(name, hostsOf(inputs), attrs).outputs;
  const got = run(name, inputs as Parameters<typeof run<K>>[1], attrs);
  expect(got.length).toBe(wanted.length);
  wanted.forEach((numbers, i) => expectNear(got[i] as Float32Array, numbers, `${name}, output ${i}`));
  return got;
}

/** Rows named by an index, −1 here and there but never in front; kernels on the host do not read its inverse. */
function indexOf(rows: number, terms: number, tableRows: number): Inputs {
  const forward = ints([rows, terms], 'forward', tableRows + 1, -1);
  const values = forward.values.map((row, i) => (i % terms === 0 ? Math.max(row, 0) : row));
  const order = { values: Int32Array.from({ length: rows }, (_, i) => rows - 1 - i), shape: [rows, 1] };
  return { forward: { ...forward, values }, order, offsets: ints([1], 'none', 1), entries: ints([1], 'none', 1) };
}

/** Weights (rows,terms·heads) that add up to 1 over a head's terms, and are 0 where the index (rows,terms) names none. */
function attending({ values: sources, shape: [rows = 0, terms = 1] }: Matrix<Int32Array>, heads: number): Matrix {
  const { values, shape } = floats([rows, terms * heads], 'weights');
  const sums = new Float64Array(rows * heads);
  const place = (i: number): number => Math.floor(i / (terms * heads)) * heads + (i % heads);
  const sizes = values.map((x, i) => ((sources[Math.floor(i / heads)] as number) < 0 ? 0 : Math.exp(x)));
  sizes.forEach((x, i) => (sums[place(i)] = (sums[place(i)] as number) + x));
  return { values: sizes.map((x, i) => x / (sums[place(i)] as number)), shape };
}

/** A·(dA − Σ_s A_s dA_s) per row and head: (rows,terms·heads). */
function underSoftmax(weights: Float32Array, slopes: ArrayLike<number>, rows: number, terms: number, heads: number): Float64Array {
  const pulled = new Float64Array(weights.length);
  for (let i = 0; i < rows * heads; i++) {
    const places = Array.from({ length: terms }, (_, s) => (Math.floor(i / heads) * terms + s) * heads + (i % heads));
    const expected = places.reduce((sum, at) => sum + (weights[at] as number) * (slopes[at] as number), 0);
    for (const at of places) pulled[at] = (weights[at] as number) * ((slopes[at] as number) - expected);
  }
  return pulled;
}

export function foldedTests(): void {
  test('GrokAttentionWeights and its gradient', () => {
    const each = (rows: number, terms: number, tableRows: number, heads: number, width: number): void => {
      const d = heads * width;
      const { forward, offsets, entries } = indexOf(rows, terms, tableRows) as Record<string, Matrix<Int32Array>>;
      const [q, k] = [floats([1, d], 'q'), floats([tableRows, d], 'k')];
      const [weights] = expectKernel('GrokAttentionWeights', { q, k, forward } as Inputs, { heads }) as [Float32Array];
      const given = { dweights: floats([rows, terms * heads], 'dweights'), weights: { values: weights, shape: [rows, terms * heads] }, q, k };
      expectKernel('GrokAttentionWeightsGrad', { ...given, forward, offsets, entries } as Inputs, { heads });
    };
    assert(property(counts, few, some, few, few, each), { seed: 1, numRuns: 60 });
  });

  test('GrokFoldMaps and its gradient', () => {
    const each = (d: number, m: number, c: number, biased: boolean): void => {
      const given = { output: floats([d, d], 'output'), last: floats([1, d], 'last'), w: floats([d, m], 'w'), u: floats([d, c], 'u') };
      const uBias = floats([d], 'uBias');
      expectKernel('GrokFoldMaps', biased ? { ...given, wBias: floats([m], 'wBias'), uBias } : given, {});
      const dmaps = floats([d + 1, m + c], 'dmaps');
      expectKernel('GrokFoldMapsGrad', biased ? { ...given, dmaps, uBias } : { ...given, dmaps }, {});
    };
    assert(property(some, widths, widths, constantFrom(true, false), each), { seed: 2, numRuns: 60 });
  });

  test('GrokHeadTable and its gradient', () => {
    const each = (rows: number, heads: number, part: number, width: number): void => {
      const [v, maps] = [floats([rows, heads * part], 'v'), floats([heads * part + 1, width], 'maps')];
      expectKernel('GrokHeadTable', { v, maps }, { heads });
      expectKernel('GrokHeadTableGrad', { dtable: floats([rows * heads + 1, width], 'dtable'), v, maps }, { heads });
    };
    assert(property(counts, few, some, widths, each), { seed: 3, numRuns: 60 });
  });

  test.each(ACTIVATIONS)('GrokMixReadout and its gradient, %s', (activation: Activation) => {
    const each = (rows: number, terms: number, tableRows: number, heads: number, m: number, c: number): void => {
      const index = indexOf(rows, terms, tableRows);
      const forward = { ...index['forward'], values: (index['forward'] as Matrix<Int32Array>).values.map((row, i) => (i % terms === terms - 1 ? 0 : row)) };
      const given = {
        weights: attending(forward as Matrix<Int32Array>, heads),
        table: floats([tableRows * heads + 1, m + c], 'table'),
        readout: floats([m, c], 'readout'),
        ...index,
        forward: forward as Matrix<Int32Array>,
      };
      const attrs = { heads, activation };
      const dlogits = floats([rows, c], 'dlogits');
      const wanted = reference('GrokMixReadout', hostsOf(given), attrs).outputs;
      const [logits, ...kept] = run('GrokMixReadout', given, attrs);
      expectNear(logits as Float32Array, wanted[0] as Float64Array, 'logits');
      // What is kept is each backend's own affair.
      const shaped = (all: readonly ArrayLike<number>[]): Inputs =>
        Object.fromEntries(all.map((values, i) => [`kept${i}`, { values: Float32Array.from(values), shape: [values.length] }]));
      const exact = reference('GrokMixReadoutGrad', hostsOf({ ...given, dlogits, ...shaped(wanted.slice(1)) }), attrs).outputs;
      const got = run('GrokMixReadoutGrad', { ...given, dlogits, ...shaped(kept) }, attrs);
      const [dweights, ...rest] = got as [Float32Array, ...Float32Array[]];
      // An addend per row and head is left open: what remains is the gradient of the weights' logarithms.
      const share = (slopes: ArrayLike<number>): Float64Array => underSoftmax(given.weights.values, slopes, rows, terms, heads);
      expectNear(Float32Array.from(share(dweights)), share(exact[0] as Float64Array), 'gradient of the weights', 3e-5);
      rest.forEach((numbers, i) => expectNear(numbers, exact[i + 1] as Float64Array, `gradient ${i + 1}`, 3e-5));
    };
    assert(property(counts, few, some, few, widths, widths, each), { seed: 4, numRuns: 40 });
    each(200, 3, 9, 4, 70, 65); // more than one block of rows, and every source named by many of them
    each(97, 3, 131, 3, 113, 24); // most sources named by none of a block's rows or by one
    each(113, 4, 31, 5, 25, 113); // heads and rows left over
  });
}
