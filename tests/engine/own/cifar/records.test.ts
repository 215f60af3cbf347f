/** Files in the form of CIFAR-10's: taken, or refused by bytes and record. */
import { expect, test } from 'vitest';
import { readCifar, writeCifar } from '../../../../src/engine/own/cifar/descriptor.ts';
import { cifarFiles } from '../../../../src/engine/own/cifar/format.ts';
import { pixelsOf } from '../../../../src/engine/own/cifar/records.ts';
import { formatBehind, formatFor, FORMATS, formatOf } from '../../../../src/engine/own/formats.ts';
import { MOST_BYTES } from '../../../../src/engine/own/limits.ts';
import { tasks } from '../../../../src/engine/tasks/index.ts';
import { cifarFile, pixelIn, RECORD_BYTES } from '../../../cifarFile.ts';

const NAMED = { hash: '0123456789abcdef', name: 'data_batch_1.bin' };
const ORIGINAL = 10_000 * RECORD_BYTES;

function said(bytes: Uint8Array): readonly string[] {
  const found = cifarFiles.survey(bytes, NAMED, {});
  return found.ok ? [] : found.faults.flatMap(({ en, ja }) => [en, ja]);
}

function wrong(labels: Readonly<Record<number, number>>): Uint8Array {
  const bytes = cifarFile(60);
  for (const [record, label] of Object.entries(labels)) bytes[Number(record) * RECORD_BYTES] = label;
  return bytes;
}

test('any whole number of records is described, and read again', () => {
  for (const count of [20, 33, 1000]) {
    const found = cifarFiles.survey(cifarFile(count), NAMED, {});
    const descriptor = `cifar~${count}~0123456789abcdef~data_batch_1.bin`;
    expect(found).toEqual({ ok: true, descriptor, preview: null });
    expect(cifarFiles.described(descriptor)).toEqual({ count, ...NAMED });
  }
  expect(said(new Uint8Array(ORIGINAL))).toEqual([]);
});

test('red, green and blue stand together, pixel by pixel', () => {
  const bytes = cifarFile(3);
  for (let record = 0; record < 3; record++) {
    const pixels = pixelsOf(bytes, record);
    expect(pixels).toHaveLength(3072);
    pixels.forEach((level, i) => expect(level).toBe(pixelIn(bytes, record, Math.floor(i / 96), Math.floor(i / 3) % 32, i % 3)));
  }
});

test.each([
  ['empty', new Uint8Array(0), /^The file is empty/, /空/],
  ['cut short', cifarFile(40).subarray(0, -1), /122,919 bytes, which is no multiple of 3,073.*30,730,000 bytes/, /122,919 バイト.*3,073.*30,730,000/],
  ['longer than the original trains on', new Uint8Array(50_001 * RECORD_BYTES), /153,653,073 bytes; up to 153,650,000/, /50,000 枚/],
  ['too few', cifarFile(19), /19 images; at least 20/, /19 枚/],
  ['one', cifarFile(1), /1 image;/, /1 枚/],
  ['an archive', Uint8Array.of(0x1f, 0x8b, 8, 0), /archive/, /圧縮/],
  ['the Python version', Uint8Array.of(0x80, 2, 0x7d), /Python version/, /Python 版/],
  ['a bad label', wrong({ 13: 37 }), /^Record 14: label 37/, /^14 件目: ラベルが 37/],
  ['a label of ten', wrong({ 0: 10 }), /^Record 1: label 10/, /^1 件目/],
])('%s', (_, bytes, en, ja) => {
  const [first, second, ...others] = said(bytes);
  expect([first, second, others]).toEqual([expect.stringMatching(en), expect.stringMatching(ja), []]);
});

test('of many bad labels the first are named, and the others counted', () => {
  const all = said(wrong(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i, 200 + i])))).filter((_, i) => i % 2 === 0);
  expect(all).toHaveLength(6);
  expect([all[4], all[5]]).toEqual([expect.stringContaining('Record 5: label 204'), expect.stringContaining('And 25 more')]);
});

test('what is said of columns is refused', () => {
  expect(cifarFiles.survey(cifarFile(20), NAMED, { answer: 1 })).toMatchObject({ ok: false, faults: [{ en: expect.stringContaining('no columns') }] });
});

test.each([
  'cifar~19~0123456789abcdef~a.bin',
  'cifar~50001~0123456789abcdef~a.bin',
  'cifar~020~0123456789abcdef~a.bin',
  'cifar~20~0123456789ABCDEF~a.bin',
  'cifar~20~0123456789abcdef~a~b',
  'cifar~20~0123456789abcdef~',
  'images~20~0123456789abcdef~a.bin',
  'numbers~h~3~40~2~0~2~0123456789abcdef~sales.csv',
  '',
])('«%s» describes no images', (written) => {
  expect(readCifar(written)).toBeNull();
});

test('the sample is what its description says, with every class as often', () => {
  for (const descriptor of cifarFiles.samples) {
    const bytes = cifarFiles.sample(descriptor) as Uint8Array;
    const found = cifarFiles.survey(bytes, { hash: 'sample', name: 'patterns.bin' }, {});
    expect(found).toMatchObject({ ok: true, descriptor });
    const labels = Array.from({ length: bytes.length / RECORD_BYTES }, (_, record) => bytes[record * RECORD_BYTES]);
    expect(labels.filter((label) => label === 7)).toHaveLength(labels.length / 10);
  }
  expect(cifarFiles.sample(writeCifar({ ...NAMED, count: 1000 }))).toBeNull();
});

test('files are known by name, else by what they hold', () => {
  const good = cifarFile(20);
  const text = new TextEncoder().encode('1,2\n3,4\n');
  const taken = (name: string, bytes?: Uint8Array) => formatOf(name, bytes).task;
  expect(['data_batch_1.bin', 'TEST_BATCH.BIN', 'data_batch_1', 'cifar-10-binary.tar.gz'].map((name) => taken(name))).toEqual([
    'cifar',
    'cifar',
    'cifar',
    'cifar',
  ]);
  expect([taken('renamed', good), taken('renamed', good.subarray(1)), taken('sales.csv', text), taken('cifar-results.csv', text)]).toEqual([
    'cifar',
    'own',
    'own',
    'own',
  ]);
  expect([taken('empty', new Uint8Array(0)), taken('wrong', wrong({ 59: 10 }))]).toEqual(['own', 'own']);
});

test('a table may be as long as before, and the original’s files pass', () => {
  expect(formatOf('sales.csv').mostBytes).toBe(MOST_BYTES);
  expect(formatOf('data_batch_1.bin').mostBytes).toBeGreaterThanOrEqual(5 * ORIGINAL);
});

test('every format is a task’s whose field «file» begins with its sample', () => {
  for (const format of FORMATS) {
    expect(tasks.get(format.task).parameters['file']).toMatchObject({ kind: 'line', file: true, default: format.samples[0] });
    expect([formatFor(format.task), ...format.samples.map(formatBehind)]).toEqual([format, ...format.samples.map(() => format)]);
  }
  expect([formatFor('modular'), formatBehind('nothing')]).toEqual([undefined, undefined]);
});

test('sizes follow a file that has fewer images than are asked for', () => {
  const sizes = (count: number, task: Record<string, number> = {}) => cifarFiles.sizes(writeCifar({ ...NAMED, count }), task);
  expect([sizes(10_000), sizes(1000), sizes(41, { trainSize: 21, valSize: 20 })]).toEqual([[], [], []]);
  expect([sizes(41), sizes(41, { trainSize: 22, valSize: 20 })]).toEqual(
    Array.from({ length: 2 }, () => [
      ['trainSize', 20],
      ['valSize', 20],
    ]),
  );
});
