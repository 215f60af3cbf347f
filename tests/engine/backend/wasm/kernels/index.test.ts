/** The SIMD kernels against float64 references written from the contract in ops/kernels.ts, in every build that this engine accepts. */
import { backend, clone, dispose, fused, getKernel, matMul, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_NAMES } from '../../../../../src/engine/ops/kernels.ts';
import { acceptedBuilds, binaryOf, SIMD_BUILDS } from '../../../../../src/engine/backend/wasm/simd.ts';
import { expectWithin, sum } from './bounds.ts';
import { convolutionTests } from './convolution.ts';
import { foldedTests } from './folded.ts';
import { at, eachEntry, floats, range, useBuild } from './harness.ts';
import { lossTests } from './losses.ts';
import { lstmTests } from './lstm.ts';
import { parameterTests } from './parameters.ts';
import { perturbationTests } from './perturbation.ts';
import { productTests } from './products.ts';
import { rowTests } from './rows.ts';

describe.each(SIMD_BUILDS)('the %s module', (build) => {
  /** Ids of the binary's sections, in order. */
  const sections = (binary: Uint8Array): number[] => {
    const ids: number[] = [];
    for (let byteAt = 8; byteAt < binary.length;) {
      ids.push(binary[byteAt++] as number);
      let size = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = binary[byteAt++] as number;
        size |= (byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
      byteAt += size;
    }
    return ids;
  };

  test('brings no memory and no data: both would lie on the heap of TF.js', () => {
    const ids = sections(binaryOf(build));
    const [imports, functions] = [2, 3];
    expect(ids).toContain(imports);
    expect(ids).toContain(functions);
    const [memory, start, data, dataCount] = [5, 8, 11, 12];
    for (const id of [memory, start, data, dataCount]) expect(ids).not.toContain(id);
  });

  test.runIf(acceptedBuilds().includes(build))('imports the memory and nothing else', () => {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(binaryOf(build) as Uint8Array<ArrayBuffer>));
    expect(imports).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  });
});

test('every engine with SIMD takes the plain build, and the best build is the default', async () => {
  expect(acceptedBuilds()).toContain('simd');
  const { description } = await useBuild();
  expect(description).toBe(acceptedBuilds()[0] === 'relaxed' ? 'WASM SIMD (relaxed)' : 'WASM SIMD');
  expect((await useBuild('portable')).description).toBe('TypeScript kernels');
});

describe.each(acceptedBuilds())('%s', (build) => {
  beforeAll(async () => {
    await useBuild(build);
  });

  test('every kernel is there', () => {
    expect(KERNEL_NAMES.filter((name) => getKernel(name, 'wasm') === undefined)).toEqual([]);
  });

  productTests();
  rowTests();
  foldedTests();
  convolutionTests();
  lossTests();
  lstmTests();
  parameterTests();
  perturbationTests();

  test.each([
    ['nn', false, false],
    ['nt', false, true],
    ['tn', true, false],
  ])('TF.js’s own matMul, %s, one and many', (_, transposeA, transposeB) => {
    for (const batch of [[], [3], [2, 0], [2, 1, 2]]) {
      const [m, n, k] = [13, 7, 30];
      const pairs = batch.reduce((product, size) => product * size, 1);
      const a = floats([pairs, ...(transposeA ? [k, m] : [m, k])], 'a');
      const b = floats([pairs, ...(transposeB ? [n, k] : [k, n])], 'b');
      const [left, right] = [tensor(a.values, [...batch, ...a.shape.slice(1)]), tensor(b.values, [...batch, ...b.shape.slice(1)])];
      const c = matMul(left, right, transposeA, transposeB);
      expect(c.shape).toEqual([...batch, m, n]);
      const exact = range(pairs).flatMap((pair) => {
        const [x, y] = [a, b].map(({ values, shape }) => ({ values: values.subarray(pair * m * k), shape: shape.slice(1) }));
        const part = { ...y, values: b.values.subarray(pair * k * n) } as typeof a;
        return eachEntry(m, n, (i, j) =>
          sum(range(k).map((l) => (transposeA ? at(x as typeof a, l, i) : at(x as typeof a, i, l)) * (transposeB ? at(part, j, l) : at(part, l, j)))),
        );
      });
      expectWithin(c.dataSync<'float32'>(), exact, 'product');
      dispose([left, right, c]);
    }
  });

  test('TF.js’s own fused matMul keeps its activations', () => {
    const [a, b, bias] = [tensor([1, 2, 3, 4], [2, 2]), tensor([1, -1, 1, -1], [2, 2]), tensor([1, 1])];
    const run = (activation: 'linear' | 'relu') => fused.matMul({ a, b, transposeA: false, transposeB: false, bias, activation });
    const [linear, relu] = [run('linear'), run('relu')];
    expect([...linear.dataSync()]).toEqual([4, -2, 8, -6]);
    expect([...relu.dataSync()]).toEqual([4, 0, 8, 0]);
    dispose([a, b, bias, linear, relu]);
  });

  test('a clone shares its numbers and outlives the original', () => {
    const before = backend().numDataIds();
    const original = tensor([1, 2, 3]);
    const copy = clone(original);
    original.dispose();
    expect([...copy.dataSync()]).toEqual([1, 2, 3]);
    copy.dispose();
    expect(backend().numDataIds()).toBe(before);
  });
});
