/** Every optimiser against its formula in float64, and the projection that holds the weight norm. */
import { tensor, tensor1d, tidy, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { norms, project } from '../../../src/engine/ops/parameters.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import type { OptimizerDef } from '../../../src/engine/optimizers/optimizer.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { OPTIMIZER_REFERENCE, type Rule } from '../../reference/optimizers.ts';
import { moved } from '../../contracts/moved.ts';
import { sectionOf } from '../small.ts';

const SHAPES = [[3, 5], [7], [2, 2], [1], [4, 8], [6, 2]] as const;
/** Matrices between layers: one of them is none. */
const HIDDEN = SHAPES.map((shape, i) => shape.length === 2 && i !== 2);
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

const SETTINGS: readonly Readonly<Record<string, Value>>[] = [
  {},
  { lr: 0.02, warmup: 25, weightDecay: 2, decayTo: 'start', nesterov: true, otherRate: 0.01, beta1: 0.8, beta2: 0.95, eps: 1e-4, momentum: 0.5 },
  { lr: 0.05, warmup: 0, weightDecay: 0, beta1: 0, beta2: 0.999, momentum: 0 },
  { lr: 0.001, warmup: 200, weightDecay: 5, beta1: 0.95, beta2: 0.9, momentum: 0.99 },
  { lr: 0.05, warmup: 7, schedule: 'cosine', scheduleSteps: 40, scheduleShare: 0.05 },
  { lr: 0.05, warmup: 0, schedule: 'linear', scheduleSteps: 60, scheduleShare: 0 },
  { lr: 0.05, warmup: 9, schedule: 'step', scheduleSteps: 20, scheduleShare: 0.3, decayTo: 'start' },
];

/** The settings above as far as the optimiser has them, and each of its numbers moved, alone. */
function settingsOf({ parameters }: OptimizerDef): (readonly [what: string, values: Readonly<Record<string, Value>>])[] {
  const together = SETTINGS.map((settings) => Object.fromEntries(Object.entries(settings).filter(([key]) => key in parameters)));
  // How many examples an update looks at is none of its rule's.
  const { batchSize: _, batchShare: __, ...own } = parameters;
  return [...together.map((values) => [JSON.stringify(values), values] as const), ...moved(own, {}).slice(1)];
}

test('every optimiser has a reference', () => {
  for (const id of optimizers.ids) expect(OPTIMIZER_REFERENCE, `write «${id}» in tests/reference/optimizers.ts, from the paper`).toHaveProperty([id]);
  for (const id of Object.keys(OPTIMIZER_REFERENCE)) expect(optimizers.ids, `no optimiser for the reference «${id}»`).toContain(id);
});

describe.each(HOST_DEVICES)('on %s', (name) => {
  describe.each(optimizers.entries.map((def) => [def.id, def] as const))('%s', (id, optimizer) => {
    test.each(settingsOf(optimizer))('follows its formula over 80 updates: %s', async (what, settings) => {
      const device = await useDevice(name);
      const section = sectionOf(optimizer, settings);
      const rng = new Rng(4, id);
      const start = SHAPES.map((shape) => rng.normals(sizeOf(shape), 1));
      const parameters = SHAPES.map((shape, i) => tensor((start[i] as Float32Array).slice(), [...shape]));
      const began = optimizer.looksBack(section) ? SHAPES.map((shape, i) => tensor((start[i] as Float32Array).slice(), [...shape])) : [];
      const slots = optimizer.slots.map(() => SHAPES.map((shape) => zeros([...shape])));
      const scalars = tensor1d(new Float32Array(optimizer.scalarCount));
      const reference = start.map((values) => [...values]);
      const make = OPTIMIZER_REFERENCE[id] as (typeof OPTIMIZER_REFERENCE)[string];
      const rules = SHAPES.map((shape, i) => make(section, shape, HIDDEN[i] as boolean, reference[i] as number[]));
      for (let t = 1; t <= 80; t++) {
        // Gradients of very different sizes, some exactly zero.
        const gradients = SHAPES.map((shape, i) => rng.normals(sizeOf(shape), 10 ** (i - 3)).map((g) => (rng.uniform() < 0.1 ? 0 : g)));
        reference.forEach((values, i) => (reference[i] = (rules[i] as Rule)(values, [...(gradients[i] as Float32Array)], t)));
        const numbers = optimizer.scalars(section, t);
        expect(numbers).toHaveLength(optimizer.scalarCount);
        device.write(scalars, Float32Array.from(numbers));
        const onDevice = gradients.map((g, i) => tensor(g, [...(SHAPES[i] as readonly number[])]));
        tidy(() => optimizer.update({ parameters, gradients: onDevice, slots, scalars, start: began, hidden: HIDDEN, values: section }));
        for (const g of onDevice) g.dispose();
      }
      const changed = reference.flat().some((value, k) => Math.abs(value - (start.flatMap((values) => [...values])[k] as number)) > 1e-3);
      expect(changed, `optimizer ${id}, ${what}: the reference hardly moves`).toBe(true);
      for (const [i, parameter] of parameters.entries()) {
        const got = await device.read(parameter);
        const expected = reference[i] as number[];
        const size = Math.hypot(...expected) + 1e-3;
        // Each of 80 updates rounds to 24 bits, 6e-8, and its scalars (1 − rate·decay, 1 − β₂) were rounded as well: 80 · 6e-8 · a few.
        expect(Math.hypot(...expected.map((x, j) => x - (got[j] as number))) / size, `optimizer ${id}, ${what}: update is not the reference’s`).toBeLessThan(
          3e-5,
        );
      }
      for (const t of [...parameters, ...slots.flat(), ...began, scalars]) t.dispose();
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

test.each(optimizers.entries.map((def) => [def.id, def] as const))('%s looks at the smaller of so many examples and such a share of them', (_, def) => {
  const size = (batchSize: Value, batchShare: number, examples: number): number => def.batchSize(sectionOf(def, { batchSize, batchShare }), examples);
  expect([size('full', 1, 99), size(512, 1, 4000), size(512, 0.5, 4656), size(512, 0.5, 99), size('full', 0.01, 1000)]).toEqual([99, 512, 512, 50, 10]);
});
