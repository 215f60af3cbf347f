/**
 * What holds for every model on every task that it can read, whatever its options: its plain pass is the training pass, and its sites are
 * there, have the shapes they state, and take what a hook puts in their place.
 */
import { tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../src/engine/data/batch.ts';
import type { Examples } from '../../src/engine/data/dataset.ts';
import { madeUp } from '../../src/engine/data/madeUp.ts';
import { models } from '../../src/engine/models/index.ts';
import type { Model } from '../../src/engine/models/model.ts';
import { AXES, type Hooks } from '../../src/engine/models/plain/pass.ts';
import type { Section } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { LANGUAGES } from '../../src/engine/text.ts';
import { useDevice } from '../devices.ts';
import { onDevice, randomParameters } from '../engine/small.ts';
import { DRAWS, pairs, sectionsOf } from './options.ts';

const COUNT = 30;

test('every model meets a task', () => {
  expect(new Set(pairs.map(({ model }) => model))).toEqual(new Set(models.ids));
});

/** Every site, in the order in which a pass came by, with the shape that its hook saw. */
function visited(model: Model, parameters: readonly Float32Array[], examples: Examples) {
  const seen: { readonly id: string; readonly shape: readonly number[]; readonly values: Float64Array }[] = [];
  const hooks: Hooks = Object.fromEntries(
    model.sites.map(({ id }) => [
      id,
      (values: Float64Array, shape: readonly number[]) => {
        seen.push({ id, shape, values });
        return undefined;
      },
    ]),
  );
  return { logits: model.forward(parameters, examples, hooks), seen };
}

const lengthOf = (numbers: ArrayLike<number>): number => Math.hypot(...Array.from(numbers));
const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => lengthOf(Array.from(a, (x, i) => x - (b[i] as number)));

describe.each(pairs)('$model on $task', ({ task, model: id, shape, def }) => {
  const rng = new Rng(1, `${task} ${id}`);
  const examples = madeUp(shape, COUNT, rng.split('examples'));
  const cases = sectionsOf(def, shape, rng.split('options'));

  test('in float64 and without a device it is the function that is trained', async () => {
    const device = await useDevice('wasm');
    expect(cases.length).toBeGreaterThan(DRAWS);
    for (const section of cases) {
      const model = def.create(section, shape);
      const values = randomParameters(model, rng.split(JSON.stringify(section)));
      const batch = planBatch(model.plan(COUNT), examples, model.constants, device);
      const parameters = onDevice(model, values);
      const trained = tidy(() => model.logits(parameters, batch));
      const expected = await device.read(trained);
      for (const t of [...parameters, trained]) t.dispose();
      batch.dispose();
      const plain = model.forward(values, examples);
      expect(plain.length).toBe(expected.length);
      // float32 on the device against float64 here: as in the tests of gradients, 1e-5 of the whole.
      expect(distance(plain, expected) / lengthOf(expected), `options ${JSON.stringify(section)}`).toBeLessThan(1e-5);
      // Looking changes nothing but the order of sums.
      const { logits } = visited(model, values, examples);
      expect(distance(plain, logits) / lengthOf(logits), `options ${JSON.stringify(section)}`).toBeLessThan(1e-12);
    }
  });

  test('a pass comes by every site once, in order and with the shape it states, and ends at the logits', () => {
    for (const section of cases) {
      const model = def.create(section, shape);
      const { seen, logits } = visited(model, randomParameters(model, rng), examples);
      expect(model.sites.length).toBeGreaterThan(1);
      expect(seen.map(({ id: site }) => site)).toEqual(model.sites.map(({ id: site }) => site));
      expect(new Set(seen.map(({ id: site }) => site)).size).toBe(seen.length);
      model.sites.forEach(({ id: site, axes }, i) => {
        expect(seen[i]?.shape, `site ${site}`).toEqual([COUNT, ...axes.map(({ size }) => size)]);
        expect(seen[i]?.values.length, `site ${site}`).toBe(seen[i]?.shape.reduce((n, size) => n * size, 1));
      });
      expect(model.sites.at(-1)).toMatchObject({ id: 'logits', axes: [{ kind: 'output', size: shape.outputs }] });
      expect(seen.at(-1)?.values).toBe(logits);
    }
  });

  test('what is put in the place of a site is what the rest goes on with', () => {
    const model = def.create(cases[0] as Section, shape);
    const parameters = randomParameters(model, rng);
    const { seen, logits } = visited(model, parameters, examples);
    for (const { id: site, values } of seen) {
      const kept = values.slice();
      const same = model.forward(parameters, examples, { [site]: () => kept });
      expect(distance(same, logits) / lengthOf(logits), `site ${site}`).toBeLessThan(1e-12);
      const other = model.forward(parameters, examples, { [site]: (before) => before.map((x, i) => (i % 3 === 0 ? 0 : 2 * x)) });
      expect(distance(other, logits) / lengthOf(logits), `site ${site}`).toBeGreaterThan(1e-3);
      // The pass wrote to nothing that it had shown.
      expect(values, `site ${site}`).toEqual(kept);
      expect(() => model.forward(parameters, examples, { [site]: (before) => before.slice(1) })).toThrow(site);
    }
    expect(() => model.forward(parameters, examples, { nonsense: () => undefined })).toThrow('nonsense');
  });

  test('its sites speak both languages, and name the entries of an axis once each', () => {
    const { sites } = def.create(cases[0] as Section, shape);
    for (const { id: site, label, axes } of sites) {
      expect(site).toMatch(/^[a-z][A-Za-z0-9.]*$/);
      for (const language of LANGUAGES) expect(label[language]).not.toBe('');
      for (const { kind, size, names } of axes) {
        expect(AXES).toHaveProperty(kind);
        expect(new Set(names ?? Array.from({ length: size }, (_, i) => String(i))).size).toBe(size);
      }
    }
  });
});
