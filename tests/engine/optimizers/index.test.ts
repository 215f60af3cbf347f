/** Every optimiser against its formula in float64, and the projection that holds the weight norm. */
import { tensor, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { norms, project } from '../../../src/engine/ops/parameters.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { OPTIMIZER_REFERENCE, type Rule } from '../../reference/optimizers.ts';
import { sectionOf } from '../small.ts';

const SHAPES = [[3, 5], [7], [2, 2], [1], [4, 8]] as const;
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

const SETTINGS: readonly Readonly<Record<string, Value>>[] = [
  {},
  { lr: 0.02, warmup: 25, weightDecay: 2, beta1: 0.8, beta2: 0.95, eps: 1e-4, momentum: 0.5 },
  { lr: 0.05, warmup: 0, weightDecay: 0, beta1: 0, beta2: 0.999, momentum: 0 },
  { lr: 0.001, warmup: 200, weightDecay: 5, beta1: 0.95, beta2: 0.9, momentum: 0.99 },
];

test('every optimiser has a reference', () => {
  expect(Object.keys(OPTIMIZER_REFERENCE).sort()).toEqual(optimizers.ids.sort());
});

describe.each(HOST_DEVICES)('on %s', (name) => {
  describe.each(optimizers.ids)('%s', (id) => {
    test.each(SETTINGS.map((settings) => [JSON.stringify(settings), settings] as const))('follows its formula over 80 updates: %s', async (_, settings) => {
      const device = await useDevice(name);
      const optimizer = optimizers.get(id);
      const known = Object.fromEntries(Object.entries(settings).filter(([key]) => key in optimizer.parameters));
      const section = sectionOf(optimizer, known);
      const rng = new Rng(4, id);
      const start = SHAPES.map((shape) => rng.normals(sizeOf(shape), 1));
      const parameters = SHAPES.map((shape, i) => tensor((start[i] as Float32Array).slice(), [...shape]));
      const slots = optimizer.slots.map(() => SHAPES.map((shape) => zeros([...shape])));
      const scalars = tensor1d(new Float32Array(optimizer.scalarCount));
      const reference = start.map((values) => [...values]);
      const make = OPTIMIZER_REFERENCE[id] as (typeof OPTIMIZER_REFERENCE)[string];
      const rules = start.map((values) => Array.from(values, () => make(section as unknown as Record<string, number>)));
      for (let t = 1; t <= 80; t++) {
        // Gradients of very different sizes, some exactly zero.
        const gradients = SHAPES.map((shape, i) => rng.normals(sizeOf(shape), 10 ** (i - 3)).map((g) => (rng.uniform() < 0.1 ? 0 : g)));
        reference.forEach((values, i) =>
          values.forEach((value, j) => (values[j] = ((rules[i] as Rule[])[j] as Rule)(value, (gradients[i] as Float32Array)[j] as number, t))),
        );
        const numbers = optimizer.scalars(section, t);
        expect(numbers).toHaveLength(optimizer.scalarCount);
        device.write(scalars, Float32Array.from(numbers));
        const onDevice = gradients.map((g, i) => tensor(g, [...(SHAPES[i] as readonly number[])]));
        optimizer.update(parameters, onDevice, slots, scalars);
        for (const g of onDevice) g.dispose();
      }
      const moved = reference.flat().some((value, k) => Math.abs(value - (start.flatMap((values) => [...values])[k] as number)) > 1e-3);
      expect(moved).toBe(true);
      for (const [i, parameter] of parameters.entries()) {
        const got = await device.read(parameter);
        const expected = reference[i] as number[];
        const size = Math.hypot(...expected) + 1e-3;
        // Each of 80 updates rounds to 24 bits, 6e-8, and its scalars (1 − rate·decay, 1 − β₂) were rounded as well: 80 · 6e-8 · a few.
        expect(Math.hypot(...expected.map((x, j) => x - (got[j] as number))) / size).toBeLessThan(3e-5);
      }
      for (const t of [...parameters, ...slots.flat(), scalars]) t.dispose();
    });
  });

  test('norms are those of each tensor', async () => {
    const device = await useDevice(name);
    const rng = new Rng(9, 'norms');
    const values = SHAPES.map((shape) => rng.normals(sizeOf(shape), 2));
    const parameters = values.map((array, i) => tensor(array.slice(), [...(SHAPES[i] as readonly number[])]));
    const measured = norms(parameters);
    const got = await device.read(measured);
    values.forEach((array, i) => expect(Math.abs((got[i] as number) / Math.hypot(...array) - 1)).toBeLessThan(1e-6));
    for (const t of [...parameters, measured]) t.dispose();
  });

  test('projection scales all tensors by one factor to the norm asked for, and leaves zeros alone', async () => {
    const device = await useDevice(name);
    const rng = new Rng(9, 'project');
    const values = SHAPES.map((shape, i) => rng.normals(sizeOf(shape), 10 ** (i - 2)));
    const parameters = values.map((array, i) => tensor(array.slice(), [...(SHAPES[i] as readonly number[])]));
    const before = Math.hypot(...values.flatMap((array) => [...array]));
    project(parameters, 3.5);
    for (const [i, parameter] of parameters.entries()) {
      const got = await device.read(parameter);
      // One multiplication by a factor that is itself rounded: two half-steps of float32.
      (values[i] as Float32Array).forEach((x, j) =>
        expect(Math.abs((got[j] as number) - (x * 3.5) / before)).toBeLessThanOrEqual(3e-7 * Math.abs((x * 3.5) / before)),
      );
    }
    const blank = [zeros([3])];
    project(blank, 2);
    expect([...(await device.read(blank[0] as (typeof parameters)[0]))]).toEqual([0, 0, 0]);
    for (const t of [...parameters, ...blank]) t.dispose();
  });
});
