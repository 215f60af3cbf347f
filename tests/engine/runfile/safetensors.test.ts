/** safetensors, read by another reader, written after the format's own page: 8 bytes, JSON, numbers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeTensors, encodeTensors, type NamedTensor } from '../../../src/engine/runfile/safetensors.ts';
import { Refused } from '../../../src/engine/runfile/refused.ts';
import { pythonWith } from '../../python.ts';
import { unless } from '../../unless.ts';

interface Line {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** A reader of its own: number by number, as the format's page says. */
function parsed(bytes: Uint8Array): { readonly metadata: unknown; readonly tensors: Map<string, { shape: readonly number[]; values: number[] }> } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length));
  if (!json.startsWith('{')) throw new Error('the header does not begin with {');
  const { __metadata__: metadata, ...lines } = JSON.parse(json) as Record<string, Line> & { __metadata__?: unknown };
  let next = 0;
  const tensors = new Map<string, { shape: readonly number[]; values: number[] }>();
  for (const [name, { dtype, shape, data_offsets: span }] of Object.entries(lines).toSorted(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])) {
    const [from, to] = span;
    if (dtype !== 'F32' || from !== next || to - from !== 4 * shape.reduce((a, b) => a * b, 1)) throw new Error(`${name} does not fit`);
    next = to;
    tensors.set(name, { shape, values: Array.from({ length: (to - from) / 4 }, (_, i) => view.getFloat32(8 + length + from + 4 * i, true)) });
  }
  if (8 + length + next !== bytes.length) throw new Error('there are holes, or more bytes');
  return { metadata, tensors };
}

const TENSORS: readonly NamedTensor[] = [
  { name: 'parameters.w', shape: [2, 3], values: Float32Array.of(1, -2, 3.5, 0.1, 1e-30, -0) },
  { name: 'parameters.none', shape: [0, 4], values: new Float32Array(0) },
  { name: 'slots.m.b', shape: [1], values: Float32Array.of(7) },
  { name: 'one', shape: [], values: Float32Array.of(9) },
];
const asked = TENSORS.map(({ name, shape }) => ({ name, shape }));

test('another reader finds the same names, shapes and numbers, and they lie where they can be taken as they are', () => {
  const bytes = encodeTensors(TENSORS, { step: '12' });
  const { metadata, tensors } = parsed(bytes);
  expect(metadata).toEqual({ step: '12' });
  expect([...tensors]).toEqual(TENSORS.map(({ name, shape, values }) => [name, { shape, values: [...values] }]));
  expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
});

test('they are read as they were written, whatever lies before them', () => {
  const bytes = encodeTensors(TENSORS, {});
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  expect(decodeTensors(moved.subarray(3), asked, 'x')).toEqual(TENSORS.map(({ values }) => values));
});

const python = pythonWith('safetensors', 'numpy');

test('Hugging Face’s own library reads them', unless(python.missing), () => {
  const read = `
import json, sys, safetensors.numpy
from safetensors import safe_open
tensors = safetensors.numpy.load_file(sys.argv[1])
with safe_open(sys.argv[1], 'np') as file:
    metadata = file.metadata()
json.dump([metadata, {name: [str(x.dtype), list(x.shape), x.ravel().tolist()] for name, x in tensors.items()}], sys.stdout)`;
  const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
  writeFileSync(join(folder, 'a.safetensors'), encodeTensors(TENSORS, { step: '12' }));
  const [metadata, tensors] = JSON.parse(python.run(['-c', read, join(folder, 'a.safetensors')]).stdout) as [unknown, Record<string, unknown>];
  rmSync(folder, { recursive: true });
  expect(metadata).toEqual({ step: '12' });
  expect(tensors).toEqual(Object.fromEntries(TENSORS.map(({ name, shape, values }) => [name, ['float32', shape, [...values]]])));
});

describe('refused', () => {
  const said = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const [problem] = error.problems;
      return `${problem?.field} = ${JSON.stringify(problem?.value)}: ${problem?.expected.en}`;
    }
    return 'taken';
  };
  /** A file with this header. */
  const withHeader = (json: string, numbers: number): Uint8Array => {
    const header = new TextEncoder().encode(json);
    const bytes = new Uint8Array(8 + header.length + 4 * numbers);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    return bytes;
  };
  const w = (more: string): string => `{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}${more}}`;
  const read = (bytes: Uint8Array) => () => decodeTensors(bytes, [{ name: 'w', shape: [2] }], 'x', { step: '7' });

  test.each(['', ',"__metadata__":{"step":"7"}', ',"__metadata__":{"of":"another"}', ',"__metadata__":null'])('nothing of what is sound: %s', (more) =>
    expect(said(read(withHeader(w(more), 2)))).toBe('taken'),
  );

  test.each([
    ['another type of numbers', withHeader(w('').replace('F32', 'F64'), 2), /^x: w = "F64"/],
    ['bytes behind the last number', withHeader(w(''), 3), /^x = /],
    ['fewer numbers than stated', withHeader(w(''), 1), /^x = /],
    ['a tensor too many', withHeader(w(',"v":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}'), 3), /^x = "v"/],
    ['a tensor missing', withHeader('{}', 0), /with the tensor w/],
    ['tensors that overlap', withHeader(w(',"w2":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}'), 2), /^x = /],
    ['another shape', withHeader(w('').replace('[2]', '[1,2]'), 2), /^x: w = \[1,2\]: of the shape \[2\]/],
    ['a shape that is not its length', withHeader('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 1), /^x: w/],
    ['an ancestor', withHeader('{"__proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 2), /^x = "__proto__"/],
    ['what it says of itself is otherwise', withHeader(w(',"__metadata__":{"step":"8"}'), 2), /^x = "step 8": the numbers of step 7/],
    ['no JSON', withHeader('{"w":', 2), /JSON/],
    ['no object', withHeader('[]', 0), /^x = /],
    ['null', withHeader('null', 0), /^x = null/],
    ['hardly anything', new Uint8Array(7), /^x = {"bytes":7}/],
    ['a header longer than the file', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 123), /^x = {"bytes":9}/],
  ])('%s', (_, bytes, words) => expect(said(read(bytes))).toMatch(words));

  test.each([Number.NaN, Number.NEGATIVE_INFINITY])('%s', (value) => {
    const bytes = encodeTensors([{ name: 'w', shape: [2], values: Float32Array.of(1, value) }], {});
    expect(said(read(bytes))).toMatch(/^x: w = ".* at 1": finite/);
  });
});
