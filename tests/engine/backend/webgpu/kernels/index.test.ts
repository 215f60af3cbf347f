import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { node } from '../gpu.ts';
import { unless } from '../../../../unless.ts';
import { createWebGpuDevice } from '../../../../../src/engine/backend/webgpu/device.ts';
import type { Device } from '../../../../../src/engine/backend/device.ts';
import { ACTIVATIONS } from '../../../../../src/engine/ops/activations.ts';
import { numbersOf, patchesOf, placesOf, windowsOf } from '../../../../../src/engine/ops/grid.ts';
import type { KernelMap, KernelName } from '../../../../../src/engine/ops/kernels.ts';
import { Rng } from '../../../../../src/engine/rng.ts';
import { distance, onDevice, reference, type Host, type Hosts } from '../reference.ts';

const rng = new Rng(1, 'kernels');
const floats = (...shape: number[]): Host => ({
  shape,
  data: rng.normals(
    shape.reduce((a, b) => a * b, 1),
    1,
  ),
});
const ints = (shape: number[], below: number, from = 0): Host => ({
  shape,
  data: Int32Array.from(
    rng.uniforms(
      shape.reduce((a, b) => a * b, 1),
      1,
    ),
    (x) => from + Math.min(below - from - 1, Math.floor(((x + 1) / 2) * (below - from))),
  ),
});

/** forward (rows, terms) over tableRows with −1 here and there, and its CSR side. */
function rowIndex(tableRows: number, rows: number, terms: number, masked = true): { forward: Host; offsets: Host; entries: Host } {
  const forward = ints([rows, terms], tableRows, masked ? -1 : 0);
  if (masked) for (let n = 0; n < rows; n++) if (forward.data[n * terms] === -1) forward.data[n * terms] = 0;
  const [offsets, entries]: [number[], number[]] = [[0], []];
  for (let t = 0; t < tableRows; t++) {
    forward.data.forEach((row, i) => row === t && entries.push(Math.floor(i / terms)));
    offsets.push(entries.length);
  }
  const filled = Int32Array.from({ length: rows * terms }, (_, i) => entries[i] ?? 0);
  return { forward, offsets: { shape: [tableRows + 1], data: Int32Array.from(offsets) }, entries: { shape: [rows * terms], data: filled } };
}

describe('WGSL kernels agree with float64', unless(node.missing), () => {
  let device: Device;
  beforeAll(async () => {
    device = await createWebGpuDevice(node.gpu as GPU);
  });
  afterAll(() => device.dispose());

  /** Outputs and inputs that are not what the reference makes of them. */
  async function mistakes<K extends KernelName>(name: K, inputs: Hosts, attrs: KernelMap[K]['attrs'], tolerance = 5e-6): Promise<string[]> {
    const wanted = reference(name, inputs, attrs);
    const got = await onDevice(device, name, inputs, attrs);
    const compare = (what: string, a: Float32Array | undefined, b: Float64Array): string[] => {
      const apart = distance(a ?? [], b);
      return apart < tolerance ? [] : [`${name} ${JSON.stringify(attrs)}: ${what} is off by ${apart}`];
    };
    if (got.outputs.length !== wanted.outputs.length) return [`${name}: ${got.outputs.length} outputs`];
    return [
      ...wanted.outputs.flatMap((numbers, i) => compare(`output ${i}`, got.outputs[i], numbers)),
      ...Object.entries(wanted.inputs).flatMap(([key, numbers]) => compare(key, got.inputs[key], numbers)),
    ];
  }

  test.each([
    [1, 1, 1],
    [5, 7, 3],
    [33, 31, 17],
    [67, 64, 40],
    [37, 34, 300],
    [3, 5, 2100],
    [4, 3, 0],
  ])('matrix product %i×%i over %i', async (m, n, k) => {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const [a, b] = [transposeA ? floats(k, m) : floats(m, k), transposeB ? floats(n, k) : floats(k, n)];
        expect(await mistakes('GrokMatMul', { a, b }, { transposeA, transposeB })).toEqual([]);
      }
    }
  });

  test.each(ACTIVATIONS)('dense with %s', async (activation) => {
    const [n, k, m] = [13, 11, 35];
    expect(await mistakes('GrokDense', { x: floats(n, 257), w: floats(257, m), bias: floats(m) }, { activation })).toEqual([]);
    expect(await mistakes('GrokDense', { x: floats(n, k), w: floats(k, m), bias: floats(m) }, { activation })).toEqual([]);
    expect(await mistakes('GrokDense', { x: floats(n, k), w: floats(k, m) }, { activation })).toEqual([]);
    expect(await mistakes('GrokDense', { x: floats(n, k), w: floats(k, m), residual: floats(n, m) }, { activation })).toEqual([]);
    expect(await mistakes('GrokDense', { x: floats(n, k), w: floats(k, m), bias: floats(m), residual: floats(n, m) }, { activation })).toEqual([]);
    expect(await mistakes('GrokBiasActivation', { x: floats(n, m), bias: floats(m) }, { activation })).toEqual([]);
    expect(await mistakes('GrokBiasActivation', { x: floats(n, m) }, { activation })).toEqual([]);
    for (const bias of [true, false]) expect(await mistakes('GrokActivationGrad', { dy: floats(n, m), z: floats(n, m) }, { activation, bias })).toEqual([]);
  });

  test.each([
    { rows: 1, columns: 1, channels: 1, size: 3, stride: 1, padding: 1 },
    { rows: 6, columns: 7, channels: 5, size: 3, stride: 1, padding: 1 },
    { rows: 9, columns: 4, channels: 2, size: 5, stride: 3, padding: 2 },
    { rows: 5, columns: 8, channels: 3, size: 2, stride: 2, padding: 0 },
  ])('patches: %o', async (grid) => {
    const [n, to] = [3, patchesOf(grid)];
    expect(await mistakes('GrokPatches', { x: floats(n, numbersOf(grid)) }, grid)).toEqual([]);
    expect(await mistakes('GrokPatchesGrad', { dy: floats(n * placesOf(to), grid.size ** 2 * grid.channels) }, grid)).toEqual([]);
  });

  test.each([
    { rows: 1, columns: 1, channels: 1, high: 1, wide: 1 },
    { rows: 7, columns: 6, channels: 3, high: 2, wide: 2 },
    { rows: 4, columns: 5, channels: 9, high: 4, wide: 5 },
  ])('means: %o', async (grid) => {
    expect(await mistakes('GrokMeanPool', { x: floats(3, numbersOf(grid)) }, grid)).toEqual([]);
    expect(await mistakes('GrokMeanPoolGrad', { dy: floats(3, placesOf(windowsOf(grid)) * grid.channels) }, grid)).toEqual([]);
  });

  // Flat, in layers, in layers with an edge, and in slices; over nothing; to nothing.
  const shapes: [n: number, k: number, m: number][] = [
    [1, 1, 1],
    [35, 33, 65],
    [37, 13, 11],
    [300, 40, 37],
    [2101, 5, 3],
    [4200, 35, 33],
    [0, 5, 7],
    [5, 7, 0],
    [5, 0, 7],
  ];

  test.each(shapes)('gradient of a dense layer: %i rows, %i → %i', async (n, k, m) => {
    const given = (): Hosts => ({ dy: floats(n, m), x: floats(n, k), w: floats(k, m) });
    for (const bias of [false, true]) {
      expect(await mistakes('GrokDenseGrad', given(), { activation: 'linear', bias })).toEqual([]);
      expect(await mistakes('GrokDenseGrad', { ...given(), z: floats(n, m) }, { activation: 'relu', bias })).toEqual([]);
    }
    const pair = { x: floats(n, k), v: floats(k, m), w: floats(k, m) };
    expect(await mistakes('GrokDensePair', pair, {})).toEqual([]);
    expect(await mistakes('GrokDensePairGrad', { ...pair, dyv: floats(n, m), dyw: floats(n, m) }, {})).toEqual([]);
  });

  test.each(ACTIVATIONS)('gradient of a dense layer with %s', async (activation) => {
    const [n, k, m] = [21, 9, 34];
    const z = activation === 'linear' ? {} : { z: floats(n, m) };
    expect(await mistakes('GrokDenseGrad', { dy: floats(n, m), x: floats(n, k), w: floats(k, m), ...z }, { activation, bias: true })).toEqual([]);
  });

  test('activations at their ends', async () => {
    const x: Host = { shape: [1, 9], data: Float32Array.of(0, -0, 1e-6, -1e-6, 0.399, 0.401, 40, -40, 1000) };
    for (const activation of ['tanh', 'gelu'] as const) {
      const got = await onDevice(device, 'GrokBiasActivation', { x }, { activation });
      const wanted = reference('GrokBiasActivation', { x }, { activation }).outputs[0] as Float64Array;
      wanted.forEach((y, i) => expect(got.outputs[0]?.[i], `${activation}(${x.data[i]})`).toBeCloseTo(y, 6));
    }
  });

  test.each([
    [1, 1],
    [70, 9],
    [1100, 5],
    [3, 17],
    [0, 4],
  ])('column sums of %i×%i', async (n, m) => {
    expect(await mistakes('GrokColumnSum', { x: floats(n, m) }, {})).toEqual([]);
  });

  test.each([
    [1, 1, 1, 1],
    [7, 3, 2, 5],
    [13, 101, 3, 9],
  ])('lookup in %i rows by %i×%i, width %i, and its transpose', async (tableRows, rows, terms, d) => {
    const { forward, offsets, entries } = rowIndex(tableRows, rows, terms);
    expect(await mistakes('GrokGatherSum', { table: floats(tableRows, d), forward }, {})).toEqual([]);
    expect(await mistakes('GrokScatterSum', { dy: floats(rows, d), forward, offsets, entries }, { tableRows })).toEqual([]);
    for (const activation of ACTIVATIONS) {
      expect(await mistakes('GrokLookup', { table: floats(tableRows, d), forward, bias: floats(d) }, { activation })).toEqual([]);
      expect(await mistakes('GrokLookup', { table: floats(tableRows, d), forward }, { activation })).toEqual([]);
      const slopes = { dy: floats(rows, d), z: floats(rows, d), forward, offsets, entries };
      for (const bias of [true, false]) expect(await mistakes('GrokLookupGrad', slopes, { activation, bias, tableRows })).toEqual([]);
    }
    const other = rowIndex(4, rows, 1);
    const otherRows = 4;
    expect(
      await mistakes('GrokGatherPair', { table: floats(tableRows, d), forward, otherTable: floats(otherRows, d), otherForward: other.forward }, {}),
    ).toEqual([]);
    const indexes = { forward, offsets, entries, otherForward: other.forward, otherOffsets: other.offsets, otherEntries: other.entries };
    expect(await mistakes('GrokScatterPair', { dy: floats(rows, d), ...indexes }, { tableRows, otherRows })).toEqual([]);
  });

  test.each([
    [1, 1, 1, 1, 1, 1],
    [3, 7, 41, 3, 12, 4],
    [1, 5, 67, 4, 10, 2],
  ])('attention: %i and %i rows, %i×%i asked, width %i, %i heads', async (queryRows, sourceRows, rows, terms, d, heads) => {
    const [query, source] = [rowIndex(queryRows, rows, 1, false), rowIndex(sourceRows, rows, terms)];
    const inputs = { q: floats(queryRows, d), k: floats(sourceRows, d), v: floats(sourceRows, d), queryForward: query.forward, sourceForward: source.forward };
    expect(await mistakes('GrokAttention', inputs, { heads })).toEqual([]);
    const weights = reference('GrokAttention', inputs, { heads }).outputs[1] as Float64Array;
    const saved: Hosts = {
      ...inputs,
      dz: floats(rows, d),
      weights: { shape: [rows, heads * terms], data: Float32Array.from(weights) },
      queryOffsets: query.offsets,
      queryEntries: query.entries,
      sourceOffsets: source.offsets,
      sourceEntries: source.entries,
    };
    expect(await mistakes('GrokAttentionGrad', saved, { heads }, 1e-5)).toEqual([]);
  });

  // rows, terms, rows of the table, heads, each head's width, columns of the MLP and of the unembedding
  const folded: [number, number, number, number, number, number, number][] = [
    [1, 1, 1, 1, 1, 1, 1],
    [41, 3, 7, 4, 3, 37, 13],
    [67, 4, 35, 2, 9, 5, 40],
    [301, 2, 5, 5, 14, 33, 34],
  ];

  test.each(folded)('folded layer: %i rows of %i terms over %i, %i heads of %i, %i and %i columns', async (rows, terms, tableRows, heads, part, m, c) => {
    const d = heads * part;
    const index = rowIndex(tableRows, rows, terms);
    const [q, k, v, forward] = [floats(1, d), floats(tableRows, d), floats(tableRows, d), index.forward];
    expect(await mistakes('GrokAttentionWeights', { q, k, forward }, { heads })).toEqual([]);
    const [attended] = reference('GrokAttentionWeights', { q, k, forward }, { heads }).outputs as [Float64Array];
    const weights = { shape: [rows, terms * heads], data: Float32Array.from(attended) };
    // Over one term the gradients are nothing but rounding.
    const given = { dweights: floats(rows, terms * heads), weights, q, k, ...index };
    expect(terms === 1 ? [] : await mistakes('GrokAttentionWeightsGrad', given, { heads }, 1e-5)).toEqual([]);

    const maps = { output: floats(d, d), last: floats(1, d), w: floats(d, m), u: floats(d, c) };
    const [wBias, uBias, dmaps] = [floats(m), floats(d), floats(d + 1, m + c)];
    expect(await mistakes('GrokFoldMaps', maps, {})).toEqual([]);
    expect(await mistakes('GrokFoldMaps', { ...maps, wBias, uBias }, {})).toEqual([]);
    expect(await mistakes('GrokFoldMapsGrad', { ...maps, dmaps }, {})).toEqual([]);
    expect(await mistakes('GrokFoldMapsGrad', { ...maps, dmaps, uBias }, {})).toEqual([]);

    expect(await mistakes('GrokHeadTable', { v, maps: dmaps }, { heads })).toEqual([]);
    expect(await mistakes('GrokHeadTableGrad', { dtable: floats(tableRows * heads + 1, m + c), v, maps: dmaps }, { heads })).toEqual([]);
  });

  test.each(folded)('mixed rows: %i rows of %i terms over %i, %i heads of %i, %i and %i columns', async (rows, terms, tableRows, heads, _part, m, c) => {
    for (const activation of rows === 41 ? ACTIVATIONS : (['relu'] as const)) {
      const index = { ...rowIndex(tableRows, rows, terms), order: { shape: [rows, 1], data: Int32Array.from({ length: rows }, (_, i) => i) } };
      const given = { weights: floats(rows, terms * heads), table: floats(tableRows * heads + 1, m + c), readout: floats(m, c), ...index };
      const attrs = { heads, activation };
      const [wanted, got] = [reference('GrokMixReadout', given, attrs), await onDevice(device, 'GrokMixReadout', given, attrs)];
      expect(distance(got.outputs[0] as Float32Array, wanted.outputs[0] as Float64Array)).toBeLessThan(5e-6);
      // What is kept is each backend's own affair.
      const kept = (all: readonly ArrayLike<number>[]): Hosts =>
        Object.fromEntries(all.slice(1).map((numbers, i) => [`kept${i}`, { shape: [rows, m], data: Float32Array.from(numbers) }]));
      const dlogits = floats(rows, c);
      const exact = reference('GrokMixReadoutGrad', { ...given, dlogits, ...kept(wanted.outputs) }, attrs).outputs;
      const gradients = (await onDevice(device, 'GrokMixReadoutGrad', { ...given, dlogits, ...kept(got.outputs) }, attrs)).outputs;
      exact.forEach((numbers, i) => expect(distance(gradients[i] as Float32Array, numbers), `${activation}, gradient ${i}`).toBeLessThan(1e-5));
    }
  });

  test.each([
    [1, 1, 1, false, 1],
    [5, 7, 4, true, 1],
    [3, 65, 3, false, 1],
    [4, 9, 6, true, 30],
    [2, 300, 2, true, 1],
  ])('LSTM: %i sequences, width %i, %i positions, all outputs %s, scale %i', async (n, width, steps, whole, scale) => {
    const scaled = (by: number, ...shape: number[]): Host => ({ shape, data: floats(...shape).data.map((value) => by * value) });
    const inputs = { x: scaled(scale, steps * n, 4 * width), u: scaled(scale / Math.sqrt(width), width, 4 * width) };
    expect(await mistakes('GrokLstm', inputs, { steps, whole }, scale === 1 ? 2e-5 : 2e-4)).toEqual([]);
    const state = { h0: floats(n, width), c0: floats(n, width) };
    expect(await mistakes('GrokLstm', { ...inputs, ...state }, { steps, whole }, scale === 1 ? 2e-5 : 2e-4)).toEqual([]);
    const kept = (await onDevice(device, 'GrokLstm', inputs, { steps, whole })).outputs.slice(1) as [Float32Array, Float32Array, Float32Array];
    const [z, h, c] = [4 * width, width, width].map((columns, i): Host => {
      const data = kept[i] as Float32Array;
      return { shape: [data.length / columns, columns], data };
    }) as [Host, Host, Host];
    const saved: Hosts = { dy: floats(whole ? steps * n : n, width), z, h, c, u: inputs.u };
    for (const constant of [false, true]) expect(await mistakes('GrokLstmGrad', saved, { steps, whole, constant }, 2e-5)).toEqual([]);
  });

  test.each([
    [1, 1],
    [5, 7],
    [37, 65],
  ])('layer norm of %i×%i', async (n, d) => {
    const inputs = { x: floats(n, d), gain: floats(d), bias: floats(d) };
    expect(await mistakes('GrokLayerNorm', inputs, { epsilon: 1e-5 }, 1e-5)).toEqual([]);
    const stats = reference('GrokLayerNorm', inputs, { epsilon: 1e-5 }).outputs[1] as Float64Array;
    expect(
      await mistakes(
        'GrokLayerNormGrad',
        { dy: floats(n, d), x: inputs.x, gain: inputs.gain, stats: { shape: [n, 2], data: Float32Array.from(stats) } },
        {},
        1e-5,
      ),
    ).toEqual([]);
  });

  test.each([
    [1, 2],
    [3, 13],
    [301, 67],
  ])('losses and accuracy of %i rows, %i classes', async (n, c) => {
    const inputs = { logits: floats(n, c), labels: ints([n], c) };
    expect(await mistakes('GrokCrossEntropy', inputs, {})).toEqual([]);
    for (const height of [1, 30])
      expect(await mistakes('GrokSquaredError', { ...inputs, height: { shape: [], data: Float32Array.of(height) } }, {})).toEqual([]);
    expect(await mistakes('GrokAccuracy', inputs, {})).toEqual([]);
  });

  test('cross-entropy is exact in its tail and does not overflow', async () => {
    const labels: Host = { shape: [1], data: Int32Array.of(1) };
    for (const margin of [60, 20, 16, 10, 3, 1, 0, -1, -20, -70, -200]) {
      const logits: Host = { shape: [1, 3], data: Float32Array.of(1, 1 + margin, -400) };
      const wanted = reference('GrokCrossEntropy', { logits, labels }, {}).outputs as [Float64Array, Float64Array];
      const [loss, gradient] = (await onDevice(device, 'GrokCrossEntropy', { logits, labels }, {})).outputs as [Float32Array, Float32Array];
      expect((loss[0] as number) / (wanted[0][0] as number), `loss at margin ${margin}`).toBeCloseTo(1, 4);
      for (const j of [0, 1]) expect((gradient[j] as number) / (wanted[1][j] as number), `gradient ${j} at margin ${margin}`).toBeCloseTo(1, 4);
    }
    const twenty: Host = { shape: [1, 2], data: Float32Array.of(0, 20) };
    const { outputs } = await onDevice(device, 'GrokCrossEntropy', { logits: twenty, labels }, {});
    expect(Math.abs((outputs[0]?.[0] as number) / 2.0611536e-9 - 1)).toBeLessThan(0.01);
  });

  test('accuracy wants the first largest logit and no NaN', async () => {
    const logits: Host = { shape: [5, 3], data: Float32Array.of(1, 1, 0, 1, 1, 0, NaN, 2, 1, 0, 2, NaN, 0, 1, 2) };
    const labels: Host = { shape: [5], data: Int32Array.of(0, 1, 1, 1, 2) };
    expect((await onDevice(device, 'GrokAccuracy', { logits, labels }, {})).outputs[0]?.[0]).toBeCloseTo(2 / 5);
  });

  const model = (prefixes: string[], sizes: readonly number[][]): Hosts =>
    Object.fromEntries(
      prefixes.flatMap((prefix) =>
        sizes.map((shape, i) => [`${prefix}${i}`, prefix === 'v' ? { shape, data: floats(...shape).data.map((x) => x * x) } : floats(...shape)] as const),
      ),
    );
  const sizes = [[1], [13, 5], [7], [65], [3, 3], [2], [11], [4], [130], [6], [5], [1], [9]];

  test('whole-model kernels, in place', async () => {
    expect(await mistakes('GrokNorms', model(['p'], sizes), { count: sizes.length })).toEqual([]);
    expect(await mistakes('GrokProject', model(['p'], sizes), { count: sizes.length, norm: 2.5 })).toEqual([]);
    const adamw: Host = { shape: [9], data: Float32Array.of(0.01, 0.99, 0.9, 0.1, 0.98, 0.02, 1e-8, 1.7, 1.3) };
    expect(await mistakes('GrokAdamW', { ...model(['p', 'g', 'm', 'v'], sizes), scalars: adamw }, { count: sizes.length })).toEqual([]);
    const sgd: Host = { shape: [3], data: Float32Array.of(0.1, 0.99, 0.9) };
    expect(await mistakes('GrokSgd', { ...model(['p', 'g', 'u'], sizes), scalars: sgd }, { count: sizes.length })).toEqual([]);
    expect(await mistakes('GrokStore', model(['to', 'from'], sizes), { count: sizes.length })).toEqual([]);
    const zeros: Hosts = { p0: { shape: [3], data: new Float32Array(3) } };
    expect(await mistakes('GrokProject', zeros, { count: 1, norm: 1 })).toEqual([]);
  });

  test('a device that binds only eight buffers', async () => {
    device.dispose();
    device = await createWebGpuDevice(node.gpu as GPU, { storageBuffers: 8 });
    const adamw: Host = { shape: [9], data: Float32Array.of(0.01, 0.99, 0.9, 0.1, 0.98, 0.02, 1e-8, 1.7, 1.3) };
    expect(await mistakes('GrokAdamW', { ...model(['p', 'g', 'm', 'v'], sizes), scalars: adamw }, { count: sizes.length })).toEqual([]);
    const [query, source] = [rowIndex(2, 9, 1, false), rowIndex(4, 9, 3)];
    const inputs = {
      q: floats(2, 6),
      k: floats(4, 6),
      v: floats(4, 6),
      dz: floats(9, 6),
      weights: floats(9, 6),
      queryForward: query.forward,
      sourceForward: source.forward,
    };
    const csr = { queryOffsets: query.offsets, queryEntries: query.entries, sourceOffsets: source.offsets, sourceEntries: source.entries };
    expect(await mistakes('GrokAttentionGrad', { ...inputs, ...csr }, { heads: 2 }, 1e-5)).toEqual([]);
    const y = floats(9, 5); // kept by both: of ReLU, the derivative follows from it
    const mixed = { dlogits: floats(9, 7), kept0: y, kept1: y, weights: floats(9, 6), table: floats(9, 12), readout: floats(5, 7) };
    expect(await mistakes('GrokMixReadoutGrad', { ...mixed, ...source }, { heads: 2, activation: 'relu' }, 1e-5)).toEqual([]);
  });

  test.each([
    [1, 2, 1],
    [5, 6, 67],
  ])('sign changes at %i points of %i vertices, %i neurons', async (points, vertices, h) => {
    expect(await mistakes('GrokSignChanges', { z: floats(points * vertices, h) }, { vertices })).toEqual([]);
  });
});
