/** Digits, MNIST and Fashion-MNIST. */
import { describe, expect, test } from 'vitest';
import { dataFile } from '../../../scripts/data-plugin.ts';
import type { Dataset, Examples } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { digits } from '../../../src/engine/tasks/digits.ts';
import { fashion } from '../../../src/engine/tasks/fashion.ts';
import { mnist } from '../../../src/engine/tasks/mnist.ts';
import { sectionOf } from '../small.ts';

const rowsOf = ({ count, inputs }: Examples): string[] => {
  const width = inputs.length / count;
  return Array.from({ length: count }, (_, i) => inputs.subarray(i * width, (i + 1) * width).join());
};

describe.each([
  ['digits', digits, 1797, 64, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]],
  ['mnist', mnist, 10_000, 784, [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]],
  ['fashion', fashion, 3000, 784, [301, 321, 313, 288, 301, 287, 291, 310, 293, 295]],
] as const)('$0.id', (file, task, count, pixels, perClass) => {
  const files = { [file]: dataFile(file) };
  const make = (values: Record<string, number>, seed = 1): Dataset => task.dataset(sectionOf(task, values), new Rng(seed, 'task'), files);

  test('the file has every image once, with the classes in their known numbers', () => {
    const bytes = dataFile(file);
    expect(bytes.length).toBe(count * (pixels + 1));
    const found = Array.from({ length: 10 }, () => 0);
    for (const label of bytes.subarray(count * pixels)) found[label] = (found[label] as number) + 1;
    expect(found).toEqual(perClass);
  });

  test('sizes are as asked, no image stands on both sides, pixels fill 0 … 1', () => {
    const { train, val, shape } = make({ trainSize: 300, valSize: 200 });
    expect([train.count, val.count]).toEqual([300, 200]);
    const seen = new Set(rowsOf(train));
    expect(rowsOf(val).filter((row) => seen.has(row))).toEqual([]);
    expect([train.inputs.every((x) => x >= 0 && x <= 1), train.inputs.includes(0), train.inputs.includes(1)]).toEqual([true, true, true]);
    expect(shape).toEqual(task.shape(sectionOf(task, { trainSize: 300 })));
  });

  test('at representation 0 an image is the grey of its digit, in between it is a mixture', () => {
    const [plain, half, grey] = [1, 0.5, 0].map((representation) => make({ trainSize: 20, valSize: 20, representation }).train) as [
      Examples,
      Examples,
      Examples,
    ];
    grey.inputs.forEach((x, i) => expect(x).toBeCloseTo((plain.targets[Math.floor(i / pixels)] as number) / 9 - 0.5, 6));
    half.inputs.forEach((x, i) => expect(x).toBeCloseTo(((plain.inputs[i] as number) + (grey.inputs[i] as number)) / 2, 6));
  });

  test('without its file it says so', () => {
    expect(() => task.dataset(sectionOf(task), new Rng(1, 'task'), {})).toThrow('no bytes');
    expect(() => task.dataset(sectionOf(task), new Rng(1, 'task'), { [file]: new Uint8Array(3) })).toThrow('3 bytes');
  });
});

test.each([digits, mnist, fashion])('$id: as many images are asked for as there are, and one more is refused with how many are left', (task) => {
  const count = { digits: 1797, mnist: 10_000, fashion: 3000 }[task.id] as number;
  const problems = (trainSize: number, valSize: number) => task.check?.(sectionOf(task, { trainSize, valSize }));
  expect(problems(count - 10, 10)).toEqual([]);
  expect(problems(count - 10, 11)).toMatchObject([{ field: 'valSize', value: 11, expected: { en: expect.stringContaining('at most 10, or') as string } }]);
  expect(problems(30, count - 29)).toMatchObject([{ field: 'valSize', value: count - 29 }]);
  const sizes = ['trainSize', 'valSize'].map((name) => task.parameters[name]);
  for (const parameter of sizes) expect(parameter).toMatchObject({ kind: 'number', integer: true, min: 10, max: count - 10, scale: 'log' });
});

test('with half the pixels each is the mean of four, and the shape says so', () => {
  const make = (side: string): Dataset =>
    fashion.dataset(sectionOf(fashion, { trainSize: 20, valSize: 10, pixels: side }), new Rng(2, 'task'), { fashion: dataFile('fashion') });
  const [whole, half] = [make('28'), make('14')];
  expect(half.shape).toMatchObject({ dimension: 196, image: { rows: 14, columns: 14 } });
  expect(half.train.targets).toEqual(whole.train.targets);
  for (let i = 0; i < 20; i++) {
    for (const [row, column] of [
      [0, 0],
      [3, 7],
      [13, 13],
    ] as const) {
      const at = (r: number, c: number): number => whole.train.inputs[i * 784 + (2 * row + r) * 28 + 2 * column + c] as number;
      const mean = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
      expect(half.train.inputs[i * 196 + row * 14 + column]).toBeCloseTo(mean, 6);
    }
  }
});

test('clothes have names', () => {
  expect([0, 5, 9, 10].map((label) => fashion.answer?.(label))).toEqual([
    { en: 'T-shirt', ja: 'T シャツ' },
    { en: 'sandal', ja: 'サンダル' },
    { en: 'boot', ja: 'ブーツ' },
    '10',
  ]);
});

test('the domain holds every pixel, with its ends in it, whatever the representation', () => {
  for (const m of [0, 0.25, 0.5, 1]) {
    const values = { trainSize: 400, valSize: 10, representation: m };
    const { train, shape } = digits.dataset(sectionOf(digits, values), new Rng(1, 'task'), { digits: dataFile('digits') });
    if (shape.kind !== 'vectors' || shape.domain === null) throw new Error('no domain');
    expect(shape.domain[0]).toBeCloseTo(Math.min(...train.inputs), 6);
    // A digit that is white somewhere and stands for nine: there is one only where grey counts.
    expect(shape.domain[1]).toBeCloseTo(m + (1 - m) / 2, 6);
    expect(Math.max(...train.inputs)).toBeLessThanOrEqual(shape.domain[1] + 1e-6);
  }
});
