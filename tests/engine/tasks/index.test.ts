/** What every task says of itself, and that its data is for good what a seed made of it: links name a seed. */
import { describe, expect, test } from 'vitest';
import { dataFile } from '../../../scripts/data-plugin.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { exampleOf, type Section } from '../../../src/engine/registry.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import type { Files } from '../../../src/engine/tasks/task.ts';
import { sectionOf } from '../small.ts';

test('questions read as people write them', () => {
  const asked = (pairs: readonly [string, string][], tokens: readonly number[]): string | undefined => {
    const parsed = withPairs(defaultConfig(), pairs);
    if (!parsed.ok) throw new Error('not a config');
    const { task } = parsed.config;
    return tasks.get(task.id).question?.(task, tokens);
  };
  expect(asked([], [17, 30])).toBe('17 + 30');
  expect(asked([['task.operation', 'a2+b2+ab+a']], [3, 4])).toBe('3² + 4² + 3·4 + 3');
  const S5: [string, string] = ['task.id', 's5'];
  expect(asked([S5], [0, 119])).toBe('12345·54321');
  expect(asked([S5, ['task.operation', 'conjugate']], [119, 0])).toBe('54321·12345·54321⁻¹');
  expect(asked([['task.id', 'digits']], [1, 2])).toBeUndefined();
});

describe.each(tasks.entries.map((task) => [task.id, task] as const))('task %s', (id, task) => {
  const needed = task.files?.(exampleOf(task)) ?? [];
  const files: Files = Object.fromEntries(needed.map((name) => [name, dataFile(name)]));
  const make = (values: Section) => task.dataset(values, new Rng(1, 'task'), files);

  test('the files that it names are those that it needs', () => {
    expect(make(exampleOf(task)).train.count).toBeGreaterThan(0);
    const without = (given?: Files) => () => task.dataset(exampleOf(task), new Rng(1, 'task'), given);
    if (needed.length === 0) return;
    for (const given of [undefined, {}, ...needed.map((name): Files => ({ ...files, [name]: new Uint8Array(1) }))]) expect(without(given)).toThrow('file');
    expect(task.credit?.url).toMatch(/^https:\/\/\w+(\.\w+)+\//);
  });

  test('its example is smaller than it is by default', () => {
    const [small, usual] = [exampleOf(task), sectionOf(task)].map((values) => task.sizes(values));
    expect(small?.train).toBeLessThan(usual?.train as number);
    expect((small?.train as number) + (small?.val as number)).toBeLessThanOrEqual((usual?.train as number) + (usual?.val as number));
  });

  test('it makes as many examples as it says, whatever its parameters', () => {
    const base = exampleOf(task);
    const amount = task.parameters[task.trainAmount];
    if (amount?.kind !== 'number') throw new Error(`${id}: ${task.trainAmount} is no number`);
    const amounts = amount.integer === true ? [amount.min, 33, 150] : [0.06, 0.5, 0.9];
    const choices = Object.entries(task.parameters).flatMap(([name, p]) => (p.kind === 'choice' ? p.choices.map(({ value }) => ({ [name]: value })) : []));
    for (const values of [{}, ...choices, ...amounts.map((most) => ({ [task.trainAmount]: most }))].map((more): Section => ({ ...base, ...more }))) {
      const [said, { train, val, shape }] = [task.sizes(values), make(values)];
      expect(shape).toEqual(task.shape(values));
      expect(train.count + val.count).toBe(said.train + said.val);
      // A pair and its mirror stay together.
      expect([0, ...('split' in values && values['split'] === 'unordered' ? [1] : [])]).toContain(train.count - said.train);
    }
  });
});

describe('a seed means the same data for good: each draw has its stream below «task»', () => {
  const seeded = (stream: string): Rng => new Rng(7, `task/${stream}`);
  const dataOf = (id: string, values: Readonly<Record<string, number | string>>, files?: Files) =>
    tasks.get(id).dataset(sectionOf(tasks.get(id), values), new Rng(7, 'task'), files);
  const pairs = ({ inputs }: Examples): string[] => Array.from({ length: inputs.length / 2 }, (_, i) => `${inputs[2 * i]},${inputs[2 * i + 1]}`);

  test.each([
    ['modular', 11, { p: 11 }],
    ['s5', 120, {}],
  ])('%s: the table in the order of «order», noise from «noise»', (id, p, more) => {
    const values = { trainFraction: 0.3, split: 'pairs', labelNoise: 0.5, ...more };
    const order = [...seeded('order').permutation(p * p)].map((row) => `${Math.floor(row / p)},${row % p}`);
    const { train, val } = dataOf(id, values);
    const size = Math.round(0.3 * p * p);
    expect([pairs(train), pairs(val)]).toEqual([order.slice(0, size), order.slice(size)]);
    const [noise, noisy] = [seeded('noise'), Math.round(size * 0.5)];
    expect([...train.targets.subarray(0, noisy)]).toEqual(Array.from({ length: noisy }, () => noise.integer(p)));
    const clean = dataOf(id, { ...values, labelNoise: 0 });
    expect([train.targets.subarray(noisy), val]).toEqual([clean.train.targets.subarray(noisy), clean.val]);
  });

  test('pairs that stay together are shuffled as one, in the order in which the table has them first', () => {
    const p = 7;
    const units = Array.from({ length: p }, (_, a) => a).flatMap((a) =>
      Array.from({ length: p - a }, (_, i) => (i === 0 ? [`${a},${a}`] : [`${a},${a + i}`, `${a + i},${a}`])),
    );
    const { train, val } = dataOf('modular', { p, split: 'unordered', trainFraction: 0.5 });
    expect([...pairs(train), ...pairs(val)]).toEqual([...seeded('order').permutation(units.length)].flatMap((unit) => units[unit] as string[]));
  });

  test.each([
    ['digits', 1797, 64, 16],
    ['mnist', 10_000, 784, 255],
    ['fashion', 3000, 784, 255],
  ] as const)('%s: the images in the order of «order», byte for byte', (id, count, pixels, white) => {
    const bytes = dataFile(id);
    const order = [...seeded('order').permutation(count)].slice(0, 25);
    const { train, val } = dataOf(id, { trainSize: 15, valSize: 10 }, { [id]: bytes });
    expect([...train.targets, ...val.targets]).toEqual(order.map((image) => bytes[count * pixels + image]));
    expect([...train.inputs, ...val.inputs]).toEqual(
      order.flatMap((image) => [...bytes.subarray(image * pixels, (image + 1) * pixels)].map((byte) => Math.fround(byte / white))),
    );
  });

  test('teacher-student: points from «train» and «val», and a teacher of three layers, each with weights and biases of its own', () => {
    const { train, val } = dataOf('teacher-student', { trainSize: 6, valSize: 4 });
    const layer = (x: readonly number[], name: string, outputs: number): number[] => {
      const bound = 1 / Math.sqrt(x.length);
      const weights = seeded(`teacher/${name}/weight`).uniforms(x.length * outputs, bound);
      const biases = seeded(`teacher/${name}/bias`).uniforms(outputs, bound);
      return Array.from(biases, (bias, j) => bias + x.reduce((sum, value, i) => sum + value * (weights[i * outputs + j] as number), 0));
    };
    for (const [name, { count, inputs, targets }] of Object.entries({ train, val })) {
      expect(inputs).toEqual(seeded(name).normals(5 * count, 1));
      for (let i = 0; i < count; i++) {
        const hidden = layer([...inputs.subarray(5 * i, 5 * i + 5)], '1', 100).map(Math.tanh);
        const answer = layer(layer(hidden, '2', 100).map(Math.tanh), '3', 5);
        answer.forEach((value, k) => expect(targets[5 * i + k]).toBeCloseTo(value, 6));
      }
    }
  });
});
