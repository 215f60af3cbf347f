/** Run files of anybody: whatever stands in one, it is read, or refused by name. */
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { readRunFile } from '../../src/engine/runfile/read.ts';
import { writeRunFile } from '../../src/engine/runfile/write.ts';
import { made } from '../engine/runfile/made.ts';
import { lineOf } from '../../src/cli/sink.ts';
import { configOf, record } from '../engine/run/scripted.ts';
import { TIMEOUT, tried } from './runs.ts';
import { tell } from './tell.ts';

let whole: Uint8Array;
let parts: Record<string, Uint8Array>;
/** As the command line prints a run. */
let printed: Uint8Array;
beforeAll(async () => {
  whole = writeRunFile((await made(configOf({ steps: 4, 'model.width': 4 }), [{ step: 2, patch: { 'optimizer.lr': 0.002 } }])).file);
  parts = unzipSync(whole);
  const { events } = await record(configOf({ steps: 4, 'model.width': 4 }), undefined, { plan: [{ step: 2, patch: { 'optimizer.lr': 0.002 } }] });
  printed = strToU8(events.map((event) => `${lineOf(event)}\n`).join(''));
});

/** Refused by name, or taken: then it is the same when it is written and read again. */
function check(bytes: Uint8Array): void {
  const read = readRunFile(bytes);
  expect(read).toHaveProperty(read.ok ? 'file' : 'problems');
  if (!read.ok) return tell(read.problems);
  expect(readRunFile(writeRunFile(read.file))).toEqual(read);
}

/** Where, between 0 and 1, and what to put there. */
const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.integer({ min: 0, max: 255 })), {
  minLength: 1,
  maxLength: 4,
});

function edited(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = bytes.slice();
  for (const [where, byte] of changes) copy[Math.floor(where * copy.length)] = byte;
  return copy;
}

test('archives with other bytes', { timeout: TIMEOUT }, () => {
  expect.hasAssertions();
  tried(
    'archives',
    300,
    (act) => fc.property(edits, act),
    (changes: [number, number][]) => check(edited(whole, changes)),
  );
});

test('archives whose parts have other bytes, with sums that fit', { timeout: TIMEOUT }, () => {
  expect.hasAssertions();
  tried(
    'parts',
    300,
    (act) => fc.property(fc.nat(), edits, act),
    (which: number, changes: [number, number][]) => {
      const names = Object.keys(parts);
      const name = names[which % names.length] as string;
      check(zipSync({ ...parts, [name]: edited(parts[name] as Uint8Array, changes) }));
    },
  );
});

test('run.json with anything at one of its places', { timeout: TIMEOUT }, () => {
  expect.hasAssertions();
  const json = JSON.parse(strFromU8(parts['run.json'] as Uint8Array)) as object;
  const places = (value: unknown, path: string[] = []): string[][] =>
    typeof value === 'object' && value !== null ? [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))] : [path];
  const all = places(json).filter((path) => path.length > 0);
  tried(
    'run.json',
    600,
    (act) => fc.property(fc.nat(), fc.jsonValue(), act),
    (which: number, value: unknown) => {
      const path = all[which % all.length] as string[];
      const copy = structuredClone(json);
      const holder = path.slice(0, -1).reduce((inner, key) => (inner as Record<string, object>)[key] as object, copy);
      Object.defineProperty(holder, path.at(-1) ?? '', { value, enumerable: true });
      check(zipSync({ ...parts, 'run.json': strToU8(JSON.stringify(copy)) }));
    },
  );
});

test('lines with other bytes, and with anything in the place of one', { timeout: TIMEOUT }, () => {
  expect.hasAssertions();
  tried(
    'lines',
    300,
    (act) => fc.property(edits, act),
    (changes: [number, number][]) => check(edited(printed, changes)),
  );
  const lines = new TextDecoder().decode(printed).trimEnd().split('\n');
  tried(
    'a line',
    300,
    (act) => fc.property(fc.nat(), fc.jsonValue(), act),
    (which: number, value: unknown) => {
      const at = which % lines.length;
      const line = JSON.parse(lines[at] as string) as Record<string, unknown>;
      const keys = Object.keys(line);
      const other = which % 3 === 0 ? value : { ...line, [keys[which % keys.length] as string]: value };
      check(strToU8(lines.with(at, JSON.stringify(other)).join('\n')));
    },
  );
});
