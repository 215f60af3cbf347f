/** Images of a reader's own file, against the file itself, byte by byte. */
import { expect, test } from 'vitest';
import { writeCifar } from '../../../src/engine/own/cifar/descriptor.ts';
import type { Dataset } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { cifar } from '../../../src/engine/tasks/cifar.ts';
import { cifarFile, pixelIn, RECORD_BYTES } from '../../cifarFile.ts';
import { sectionOf } from '../small.ts';

const HASH = '0123456789abcdef';
const COUNT = 60;
const BYTES = cifarFile(COUNT);
const FILE = writeCifar({ count: COUNT, hash: HASH, name: 'data_batch_1.bin' });
const values = (more: Record<string, number | string> = {}) => sectionOf(cifar, { file: FILE, trainSize: 25, valSize: 35, ...more });
const make = (more: Record<string, number | string> = {}, bytes = BYTES): Dataset =>
  cifar.dataset(values(more), new Rng(4, 'task'), { [`own:${HASH}`]: bytes });

/** The record of an image, by its class and its first pixels. */
function recordsOf(side: Dataset['train']): number[] {
  const width = side.inputs.length / side.count;
  return Array.from({ length: side.count }, (_, i) =>
    Array.from({ length: COUNT }, (_record, record) => record).findIndex((record) => {
      const at = (j: number): boolean => Math.abs((side.inputs[i * width + j] as number) - pixelIn(BYTES, record, 0, Math.floor(j / 3), j % 3) / 255) < 1e-6;
      return Array.from({ length: 12 }, (_place, j) => j).every(at);
    }),
  );
}

test('every number of every image is its byte in the file, and every image stands on one side', () => {
  const { shape, train, val } = make();
  expect(shape).toEqual({
    kind: 'vectors',
    dimension: 3072,
    image: { rows: 32, columns: 32, channels: 3 },
    domain: [expect.closeTo(0, 12), 1],
    target: { kind: 'class' },
    outputs: 10,
  });
  const records = [train, val].map(recordsOf);
  expect(records.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  [train, val].forEach((side, s) => {
    (records[s] as number[]).forEach((record, i) => {
      expect(side.targets[i]).toBe(BYTES[record * RECORD_BYTES]);
      const image = side.inputs.subarray(i * 3072, (i + 1) * 3072);
      const off = image.findIndex((x, j) => Math.fround(pixelIn(BYTES, record, Math.floor(j / 96), Math.floor(j / 3) % 32, j % 3) / 255) !== x);
      expect(off).toBe(-1);
    });
  });
});

test('with half the pixels each is the mean of four of its colour', () => {
  const { shape, train } = make({ pixels: '16' });
  expect(shape).toMatchObject({ dimension: 768, image: { rows: 16, columns: 16, channels: 3 } });
  const records = recordsOf(make().train);
  records.slice(0, 5).forEach((record, i) => {
    for (let j = 0; j < 768; j++) {
      const [row, column, channel] = [Math.floor(j / 48), Math.floor(j / 3) % 16, j % 3];
      const at = (r: number, c: number): number => pixelIn(BYTES, record, 2 * row + r, 2 * column + c, channel);
      const mean = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4 / 255;
      expect(Math.abs((train.inputs[i * 768 + j] as number) - mean)).toBeLessThan(1e-6);
    }
  });
});

test('without the file, or with another, it says so in both languages', () => {
  const missing = () => cifar.dataset(values(), new Rng(4, 'task'), {});
  expect(missing).toThrow('the file data_batch_1.bin (60 images) is not here');
  for (const bytes of [cifarFile(59), cifarFile(61), new Uint8Array(1), new Uint8Array(COUNT * RECORD_BYTES).fill(200)]) {
    expect(() => make({}, bytes)).toThrow('the file data_batch_1.bin is not what its description says');
  }
});

test('more images than there are are refused, naming the side that is too large', () => {
  const check = (trainSize: number, valSize: number) => cifar.check?.(values({ trainSize, valSize }));
  expect([check(50, 10), check(10, 50)]).toEqual([[], []]);
  expect(check(50, 11)).toMatchObject([{ field: 'valSize', expected: { en: expect.stringContaining('at most 10') } }]);
  expect(check(51, 10)).toMatchObject([{ field: 'trainSize', value: 51 }]);
  expect(check(500, 500)).toMatchObject([{ field: 'trainSize', expected: { en: expect.stringContaining('at most 50') } }]);
});

test('photographs have names, made-up patterns have numbers, and a file that is needed is named', () => {
  expect([0, 6, 9, 10].map((label) => cifar.answer?.(label))).toEqual([
    { en: 'airplane', ja: '飛行機' },
    { en: 'frog', ja: '蛙' },
    { en: 'truck', ja: 'トラック' },
    '10',
  ]);
  expect(make().names).toBeUndefined();
  const { names } = cifar.dataset(sectionOf(cifar), new Rng(1, 'task'));
  expect(cifar.answer?.(6, names)).toBe('6');
  expect([cifar.files?.(values()), cifar.files?.(sectionOf(cifar))]).toEqual([[`own:${HASH}`], []]);
});
