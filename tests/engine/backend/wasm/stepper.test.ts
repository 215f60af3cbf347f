/** Steps of all kinds through the recorder: those that can be replayed are, with the same bits; those that cannot say why. */
import {
  add,
  concat,
  exp,
  keep,
  memory,
  mul,
  randomNormal,
  reshape,
  scalar,
  slice,
  softmax,
  split,
  sub,
  sum,
  tensor,
  tensor1d,
  tidy,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eagerStepper, type Device, type Stepper } from '../../../../src/engine/backend/device.ts';
import { acceptedBuilds } from '../../../../src/engine/backend/wasm/simd.ts';
import type { WasmBuild } from '../../../../src/engine/backend/wasm/device.ts';
import { matMul } from '../../../../src/engine/ops/dense.ts';
import { norms, project, update } from '../../../../src/engine/ops/parameters.ts';
import { useBuild } from './kernels/harness.ts';

const builds: readonly WasmBuild[] = [...acceptedBuilds(), 'portable'];

/** What gradient a step makes up from its parameter x (2,3). */
type Gradient = (x: Tensor2D, scalars: Tensor1D) => Tensor;

interface Result {
  readonly x: number[];
  readonly obstacle: string | null;
  /** Steps that went kernel by kernel. */
  readonly taken: number;
}

const STEPS = 9;

async function take(device: Device, gradient: Gradient, make: (step: () => void, scalars: Tensor1D) => Stepper): Promise<Result> {
  const x = tensor([1, -2, 3, -4, 5, -6], [2, 3]) as Tensor2D;
  const [u, scalars] = [tensor(new Float32Array(6), [2, 3]), tensor1d([0, 0, 0])];
  let taken = 0;
  const stepper = make(() => {
    taken++;
    tidy(() => update('GrokSgd', { p: [x], g: [gradient(x, scalars)], u: [u] }, scalars, 1));
  }, scalars);
  for (const count of [1, 3, STEPS - 4]) stepper.advance(count, (i) => [0.1 / (i + 1), 0.9, 0.5], null);
  const numbers = [...(await device.read(x))];
  const { obstacle } = stepper;
  stepper.dispose();
  for (const t of [x, u, scalars]) t.dispose();
  return { x: numbers, obstacle, taken };
}

describe.each(builds)('%s', (build) => {
  let device: Device;
  const held = (): string => {
    const { numTensors, numBytes, numDataBuffers } = memory();
    return `${numTensors} tensors of ${numBytes} bytes in ${numDataBuffers} buffers`;
  };
  let before: string;
  beforeEach(async () => {
    device = await useBuild(build);
    before = held();
  });
  afterEach(() => {
    if (held() !== before) throw new Error(`${held()} after the test, ${before} before`);
  });

  const eager = (gradient: Gradient): Promise<Result> => take(device, gradient, (step, scalars) => eagerStepper(device.write, step, scalars));
  const replayed = (gradient: Gradient): Promise<Result> => take(device, gradient, (step, scalars) => device.stepper(step, scalars));

  const gradients: Record<string, Gradient> = {
    'TF.js’s own kernels': (x) => add(softmax(x), mul(exp(sub(x, 6)), sum(x, 1, true))),
    'pieces and joints': (x) => {
      const [top, bottom] = split(x, 2) as [Tensor2D, Tensor2D];
      return add(concat([bottom, top], 0), concat([slice(x, [0, 1], [2, 2]), slice(x, [0, 0], [2, 1])], 1));
    },
    'views of the same numbers': (x) => reshape(transpose(transpose(reshape(x, [3, 2]))), [2, 3]),
    'numbers from the host': (x) => add(mul(x, tensor([1, 2, 3])), scalar(0.5)),
    // xᵀ·x (3,3), then x·eˣᵀˣ′ (2,3)
    'kernels of ours and of TF.js in turns': (x) => add(matMul(x, exp(mul(transpose(matMul(x, x, true)), 0.01))), mul(x, sum(norms([x])))),
    'what changes from step to step': (x, scalars) => mul(x, slice(scalars, 0, 1)),
    'kernels that write in place': (x) => {
      project([x], 3);
      return x.clone();
    },
  };

  test.each(Object.entries(gradients))('%s', async (_, gradient) => {
    const [expected, actual] = [await eager(gradient), await replayed(gradient)];
    expect(actual.x).toEqual(expected.x);
    expect(actual.obstacle).toBeNull();
    expect(actual.taken).toBe(2);
  });

  test('a tensor that a model makes in its first step and keeps', async () => {
    const kept: Tensor[] = [];
    const lazy = (): Gradient => {
      let cached: Tensor | null = null;
      return (x) => {
        if (cached === null) kept.push((cached = keep(exp(x))));
        return mul(cached, x);
      };
    };
    const [expected, actual] = [await eager(lazy()), await replayed(lazy())];
    expect(actual.x).toEqual(expected.x);
    expect(actual.obstacle).toBeNull();
    expect(actual.taken).toBe(3);
    for (const t of kept) t.dispose();
  });

  test.each<[string, Gradient, string]>([
    ['chance', (x) => add(x, randomNormal([2, 3])), 'the step is not the same each time'],
    ['a look at the numbers', (x) => mul(x, x.dataSync()[0] as number), 'the step reads numbers on the host'],
  ])('%s is not replayed', async (_, gradient, obstacle) => {
    const result = await replayed(gradient);
    expect(result.obstacle).toBe(obstacle);
    expect(result.taken).toBe(STEPS);
  });

  test('what depends on the numbers stays right', async () => {
    const gradient: Gradient = (x) => mul(x, Math.abs(x.dataSync()[0] as number));
    expect((await replayed(gradient)).x).toEqual((await eager(gradient)).x);
  });

  test('a step that leaves a tensor each time is not replayed', async () => {
    const left: Tensor[] = [];
    const result = await replayed((x) => {
      left.push(keep(exp(x)));
      return x.clone();
    });
    expect(result.obstacle).toBe('the step leaves a tensor behind');
    expect(left.length).toBe(STEPS);
    for (const t of left) t.dispose();
  });

  test('a step that fails leaves everything as it was', async () => {
    let fails = true;
    const gradient: Gradient = (x) => {
      if (fails) {
        fails = false;
        exp(x);
        throw new Error('no');
      }
      return x.clone();
    };
    const [x, u, scalars] = [tensor([1, 2]), tensor([0, 0]), tensor1d([0.1, 1, 0])];
    const stepper = device.stepper(() => tidy(() => update('GrokSgd', { p: [x], g: [gradient(x as never, scalars)], u: [u] }, scalars, 1)), scalars);
    expect(() => stepper.advance(1, () => [0.1, 1, 0], null)).toThrow('no');
    stepper.advance(STEPS, () => [0.1, 1, 0], null);
    expect(stepper.obstacle).toBeNull();
    stepper.dispose();
    for (const t of [x, u, scalars]) t.dispose();
  });
});
