/** The archive around a run: what another program zips is taken, what is no run file or would fill a machine is not. */
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../../src/engine/runfile/archive.ts';
import { crc32 } from '../../../src/engine/runfile/crc.ts';
import { Refused } from '../../../src/engine/runfile/refused.ts';
import { toldOf } from './made.ts';

const ENTRIES = new Map([
  ['run.json', strToU8('{}')],
  ['curves.csv', strToU8('step,series,value\n'.repeat(40))],
  ['snapshots/0.safetensors', new Uint8Array(200)],
  ['data/0123456789abcdef', Uint8Array.of(1, 2, 3)],
]);
const WHOLE = pack(ENTRIES);

const said = (bytes: Uint8Array): string => {
  try {
    unpack(bytes);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const [problem] = error.problems;
    return `${problem?.field} = ${toldOf(problem?.value)}: ${problem?.expected.en}`;
  }
  return 'taken';
};

/** Where the central directory begins, and its lines. */
function directory(bytes: Uint8Array): { readonly end: number; readonly lines: readonly number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  const lines: number[] = [];
  for (let at = view.getUint32(end + 16, true); at < end; at += 46 + view.getUint16(at + 28, true)) lines.push(at);
  return { end, lines };
}

/** The same with bytes changed. */
function changed(change: (view: DataView, bytes: Uint8Array) => void, of: Uint8Array = WHOLE): Uint8Array {
  const bytes = of.slice();
  change(new DataView(bytes.buffer), bytes);
  return bytes;
}

test('CRC-32 of «123456789» is the one that every list has', () => {
  expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

test('packed and unpacked, by us and by fflate', () => {
  expect(unpack(WHOLE)).toEqual(ENTRIES);
  expect(new Map(Object.entries(unzipSync(WHOLE)))).toEqual(ENTRIES);
  expect(WHOLE.length).toBeLessThan(1000);
  // The same bytes whatever the hour.
  expect(pack(ENTRIES)).toEqual(WHOLE);
});

test('what another program zips, with folders and a comment, is taken', () => {
  const files: Zippable = Object.fromEntries([...ENTRIES].map(([name, bytes]) => [name, [bytes, { level: 9, comment: 'hello' }]] as const));
  const zipped = zipSync({ 'snapshots/': new Uint8Array(0), ...files });
  const commented = new Uint8Array(zipped.length + 3);
  commented.set(zipped);
  new DataView(commented.buffer).setUint16(zipped.length - 2, 3, true);
  for (const bytes of [zipped, commented]) expect(Object.fromEntries(unpack(bytes))).toEqual(Object.fromEntries(ENTRIES));
});

describe('refused', () => {
  test('every beginning of a file', () => {
    for (let length = 0; length < WHOLE.length; length += 1) expect(said(WHOLE.subarray(0, length))).toMatch(/^file = \d+ bytes: a run file/);
  });

  test.each([
    ['up the tree', '../run.json'],
    ['from the root', '/etc/passwd'],
    ['with the other slash', 'snapshots\\0.safetensors'],
    ['out of a folder', 'snapshots/../../x.safetensors'],
    ['a script', '<script>alert(1)</script>'],
    ['to an ancestor', 'constructor'],
    ['a step with a zero before it', 'snapshots/01.safetensors'],
    ['a name in other letters', 'data/0123456789ABCDEF'],
    ['no file of ours', 'README'],
  ])('a name that leads %s', (_, name) =>
    expect(said(pack(new Map([[name, new Uint8Array(1)]])))).toBe(`file = ${name}: left out: a run file has no such part`),
  );

  test('two of one name', () => {
    const twice = changed(
      (_, bytes) => bytes.set(strToU8('data/fedcba9876543210'), (directory(bytes).lines[3] as number) + 46),
      pack(new Map([...ENTRIES, ['data/fedcba9876543210', new Uint8Array(2)]])),
    );
    expect(said(twice)).toMatch(/^file = data\/fedcba9876543210: there once/);
  });

  test('more bytes than are stated, or fewer: a bomb is not unpacked beyond what it states', () => {
    const bomb = zipSync({ 'run.json': [new Uint8Array(2 ** 23), { level: 9 }] });
    const size = (n: number): Uint8Array => changed((view, bytes) => view.setUint32((directory(bytes).lines[0] as number) + 24, n, true), bomb);
    for (const n of [10, 2 ** 23 - 1, 2 ** 23 + 1]) expect(said(size(n))).toMatch(/^run.json = \d+ bytes: as it was saved/);
    // Also where the sum is that of the bytes that are stated.
    const summed = changed((view, bytes) => view.setUint32((directory(bytes).lines[0] as number) + 16, crc32(new Uint8Array(10)), true), size(10));
    expect(said(summed)).toMatch(/^run.json = 10 bytes: as it was saved/);
    expect(said(size(2 ** 24 + 1))).toBe(`run.json = ${2 ** 24 + 1} bytes: at most ${2 ** 24} bytes`);
    expect(said(size(2 ** 32 - 1))).toMatch(/^run.json = 4294967295 bytes: at most/);
  });

  test('more than a machine can hold, together', () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`snapshots/${i}.safetensors`, new Uint8Array(1)])));
    const huge = changed((view, bytes) => {
      for (const line of directory(bytes).lines) view.setUint32(line + 24, 2 ** 28, true);
    }, many);
    expect(said(huge)).toMatch(/^file = 805306368 bytes unpacked: at most/);
  });

  test('thousands of parts', () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`snapshots/${i}.safetensors`, new Uint8Array(0)])));
    expect(said(many)).toMatch(/^file = 1001 parts: of at most 1000/);
  });

  test('a bit that has turned, wherever it is', () => {
    const [turned, untold] = [new Set<string>(), [] as number[]];
    for (let at = 0; at < WHOLE.length; at++) {
      const words = said(changed((_, bytes) => void (bytes[at] = (bytes[at] as number) ^ 1)));
      turned.add(words.split(':')[0] as string);
      if (words === 'taken') untold.push(at);
    }
    expect([...turned].some((words) => words.startsWith('snapshots/0.safetensors'))).toBe(true);
    // Times, versions and attributes are nobody's business: 26 bytes of each header at most.
    expect(untold.length).toBeLessThan(ENTRIES.size * 52 + 8);
    for (const at of untold) expect(unpack(changed((_, bytes) => void (bytes[at] = (bytes[at] as number) ^ 1)))).toEqual(ENTRIES);
  });

  test.each([
    ['a password', (view: DataView, line: number) => view.setUint16(line + 8, 1, true)],
    ['another way of packing', (view: DataView, line: number) => view.setUint16(line + 10, 93, true)],
    ['a place beyond its end', (view: DataView, line: number) => view.setUint32(line + 42, 2 ** 31, true)],
    ['another sum', (view: DataView, line: number) => view.setUint32(line + 16, 1, true)],
    ['more packed bytes than there are', (view: DataView, line: number) => view.setUint32(line + 20, 2 ** 30, true)],
  ])('%s', (_, change) => {
    expect(said(changed((view, bytes) => change(view, directory(bytes).lines[1] as number)))).toMatch(/^curves.csv = .*: as it was saved/);
  });

  test('a directory that is not where it is said to be', () => {
    expect(said(changed((view, bytes) => view.setUint32(directory(bytes).end + 16, 3, true)))).toMatch(/^file = part 1/);
    expect(said(changed((view, bytes) => view.setUint32(directory(bytes).end + 12, 2 ** 31, true)))).toMatch(/^file = \d+ bytes/);
    expect(said(changed((view, bytes) => view.setUint16(directory(bytes).end + 10, 5, true)))).toMatch(/^file = \d+ bytes/);
  });
});
