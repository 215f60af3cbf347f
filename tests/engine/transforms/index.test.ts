/** Every gradient transform against its formula in float64, over updates in which parameters and gradients move. */
import { memory, scalar, tensor, tensor1d, tidy, zeros, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { chanceOf } from '../../../src/engine/ops/chance.ts';
import { defaultsOf } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { transforms } from '../../../src/engine/transforms/index.ts';
import type { TransformDef } from '../../../src/engine/transforms/transform.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { moved } from '../../contracts/moved.ts';
import { normalReference } from '../../reference/perturbation.ts';
import { TRANSFORM_REFERENCE } from '../../reference/transforms.ts';

const SHAPES = [[3, 5], [7], [2, 2], [4, 8]] as const;
const SEED = 0xfffffffe;
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Its example, and its example with each parameter moved, as long as it is on. */
const settingsOf = (def: TransformDef) => moved(def.parameters, { ...defaultsOf(def.parameters), ...def.example }).filter(([, values]) => def.active(values));

test('every transform has a reference', () => {
  for (const id of transforms.ids) expect(TRANSFORM_REFERENCE, `write «${id}» in tests/reference/transforms.ts, from the paper`).toHaveProperty([id]);
  for (const id of Object.keys(TRANSFORM_REFERENCE)) expect(transforms.ids, `no transform for the reference «${id}»`).toContain(id);
});

describe.each(HOST_DEVICES)('on %s', (name) => {
  // One without a reference fails above, by name.
  const known = transforms.entries.filter(({ id }) => id in TRANSFORM_REFERENCE);
  const cases = known.flatMap((def) => settingsOf(def).map(([what, values]) => [def.id, what, def, values] as const));

  test.each(cases)('%s follows its formula over 20 updates: %s', async (id, what, def, values) => {
    const device = await useDevice(name);
    const before = memory().numTensors;
    const rng = new Rng(4, id);
    const slots = def.slots.map(() => SHAPES.map((shape) => zeros([...shape])));
    const reference = (TRANSFORM_REFERENCE[id] as (typeof TRANSFORM_REFERENCE)[string])(values as Record<string, never>);
    const onDevice = (arrays: readonly Float32Array[]): Tensor[] => arrays.map((array, i) => tensor(array.slice(), [...(SHAPES[i] as readonly number[])]));
    for (let t = 1; t <= 20; t++) {
      const draw = (std: number): Float32Array[] => SHAPES.map((shape) => rng.normals(sizeOf(shape), std));
      // Long and short gradients, so that clipping has both.
      const [weights, gradients] = [draw(1), draw(t % 2 === 0 ? 1 : 1e-3)];
      const normal = (i: number): number[] => normalReference(sizeOf(SHAPES[i] as readonly number[]), SEED, t, i);
      const expected = reference(
        weights.map((w) => [...w]),
        gradients.map((g) => [...g]),
        t,
        SHAPES,
        normal,
      );
      const [p, g] = [onDevice(weights), onDevice(gradients)];
      const scalars = Object.fromEntries(Object.entries(def.scalars).map(([key, of]): [string, Scalar] => [key, scalar(of(values, t))]));
      const counters = tensor1d([t]);
      const chance = chanceOf(SEED, counters, 0);
      // What is displaced is compared in the place of gradients.
      const made = tidy(() => [...(def.displace?.({ parameters: p, scalars, chance }) ?? def.apply({ parameters: p, gradients: g, slots, scalars, chance }))]);
      for (const [i, tensorMade] of made.entries()) {
        const got = await device.read(tensorMade);
        const wanted = expected[i] as number[];
        // A few sums of up to 32 terms in float32, 6e-8 each.
        expect(Math.hypot(...wanted.map((x, j) => x - (got[j] as number))), `transform ${id}, ${what}: apply is not the reference’s`).toBeLessThan(
          3e-6 * Math.hypot(...wanted),
        );
      }
      const left = def.displace === undefined ? g : def.apply({ parameters: p, gradients: g, slots, scalars, chance });
      expect(left, `transform ${id}: moves the parameters and the gradients too`).toEqual(g);
      for (const owned of [counters, ...p, ...g, ...made, ...Object.values(scalars)]) owned.dispose();
    }
    for (const slot of slots.flat()) slot.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
