/** Weights from anybody's file: of every kind of number, of our own exports, and of files that are broken or lie. */
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeNpz } from '../../../src/engine/runfile/npz.ts';
import { encodeTensors, type NamedTensor } from '../../../src/engine/runfile/safetensors.ts';
import { describeProblems } from '../../../src/engine/problem.ts';
import { MOST_BYTES, readWeights, weightsLine, writeWeights } from '../../../src/engine/weights/descriptor.ts';
import { fitWeights, type Fit } from '../../../src/engine/weights/fit.ts';

const SPECS = [
  { name: 'a', shape: [2, 3] },
  { name: 'b', shape: [2] },
];
const A = Float32Array.of(1, -2.5, 0, 3e-8, 65504, -0.125);
const B = Float32Array.of(0.1, -7);
const tensors = (prefix = 'parameters.'): NamedTensor[] => [
  { name: `${prefix}b`, shape: [2], values: B },
  { name: `${prefix}a`, shape: [2, 3], values: A },
];
const SLOT: NamedTensor = { name: 'slots.m.a', shape: [2, 3], values: Float32Array.of(NaN, 1, 1, 1, 1, 1) };
const CURVE = { key: 'train.loss', steps: Float64Array.of(0), values: Float64Array.of(NaN) };

const fit = (bytes: Uint8Array): Fit => fitWeights(bytes, SPECS, 'mine');
const said = (bytes: Uint8Array): string => {
  const read = fit(bytes);
  return read.ok ? 'ok' : describeProblems(read.problems, 'en').join('\n');
};

/** A file of safetensors with any header. */
function safetensors(header: unknown, numbers: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + numbers.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(numbers, 8 + json.length);
  return bytes;
}

/** An array of NumPy with any header. */
function npy(header: string, numbers: Uint8Array, version = 1): Uint8Array {
  const words = new TextEncoder().encode(header);
  const long = version > 1;
  const bytes = new Uint8Array((long ? 12 : 10) + words.length + numbers.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (long) view.setUint32(8, words.length, true);
  else view.setUint16(8, words.length, true);
  bytes.set(words, long ? 12 : 10);
  bytes.set(numbers, bytes.length - numbers.length);
  return bytes;
}

const header = (descr: string, shape: string, order = 'False'): string => `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }\n`;
const raw = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const goodB = npy(header('<f4', '2,'), raw(B));
const archive = (a: Uint8Array, more: Record<string, Uint8Array> = {}): Uint8Array => zipSync({ 'a.npy': a, 'b.npy': goodB, ...more });

describe('a file that fits', () => {
  test.each([
    ['safetensors', encodeTensors([...tensors(), SLOT], { step: '5' })],
    ['safetensors, bare names', encodeTensors(tensors(''), {})],
    ['npz', writeNpz([...tensors(), SLOT], [CURVE])],
    ['npz, bare names', writeNpz(tensors(''), [])],
    ['npz, deflated', zipSync({ 'a.npy': npy(header('<f4', '2, 3'), raw(A)), 'b.npy': goodB }, { level: 9 })],
    ['npz, version 3 of the array', archive(npy(header('<f4', '2, 3'), raw(A), 3))],
  ])('%s: every number as it is there, in the order of the network; what is no weight is not looked at', (_, bytes) => {
    expect(fit(bytes)).toEqual({ ok: true, parameters: [A, B] });
  });

  test.each([
    ['F64', '<f8', raw(Float64Array.from(A))],
    ['F32', '<f4', raw(A)],
  ])('%s: the nearest float32', (dtype, descr, numbers) => {
    const both = new Uint8Array([...numbers, ...raw(B)]);
    const stated = {
      a: { dtype, shape: [2, 3], data_offsets: [0, numbers.length] },
      b: { dtype: 'F32', shape: [2], data_offsets: [numbers.length, both.length] },
    };
    expect(fit(safetensors(stated, both))).toEqual({ ok: true, parameters: [A, B] });
    expect(fit(archive(npy(header(descr, '2, 3'), numbers)))).toEqual({ ok: true, parameters: [A, B] });
  });

  // From IEEE 754's tables: 1, −2, the largest, the smallest normal, the smallest, −0.
  test.each([
    ['F16', [0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000], [1, -2, 65504, 2 ** -14, 2 ** -24, -0]],
    ['BF16', [0x3f80, 0xc000, 0x7f7f, 0x0080, 0x0001, 0x8000], [1, -2, (2 - 2 ** -7) * 2 ** 127, 2 ** -126, 2 ** -133, -0]],
  ])('%s: exactly', (dtype, bits, values) => {
    const both = new Uint8Array([...raw(Uint16Array.from(bits)), ...raw(B)]);
    const read = fit(safetensors({ a: { dtype, shape: [2, 3], data_offsets: [0, 12] }, b: { dtype: 'F32', shape: [2], data_offsets: [12, 20] } }, both));
    expect(read).toEqual({ ok: true, parameters: [Float32Array.from(values), B] });
  });
});

const a2 = { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] };
const b2 = { dtype: 'F32', shape: [2], data_offsets: [24, 32] };
const NUMBERS = new Uint8Array([...raw(A), ...raw(B)]);

describe('a file that does not', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['another shape', encodeTensors([{ name: 'a', shape: [3, 2], values: A }, tensors()[0] as NamedTensor], {}), /mine: a: \[3,2\] is.*of the shape \[2, 3\]/],
    ['one is missing', encodeTensors(tensors().slice(1), {}), /with the tensor b of the shape \[2\]/],
    ['one too many', encodeTensors([...tensors(), { name: 'head', shape: [2], values: B }], {}), /"head".*the network has none such/],
    ['one twice', encodeTensors([...tensors(), { name: 'a', shape: [2, 3], values: A }], {}), /it is there twice/],
    ['no number', encodeTensors([{ name: 'a', shape: [2, 3], values: Float32Array.of(1, 2, 3, NaN, 5, 6) }, tensors()[0] as NamedTensor], {}), /NaN at 3/],
    ['too large a number', archive(npy(header('<f8', '2, 3'), raw(Float64Array.of(1e300, 0, 0, 0, 0, 0)))), /Infinity at 0/],
    ['empty', new Uint8Array(), /mine: it is empty; it must be/],
    ['text', new TextEncoder().encode('width,height\n1,2\n'), /in the format safetensors/],
    ['a header longer than the file', safetensors({ a: a2, b: b2 }, NUMBERS).subarray(0, 60), /in the format safetensors/],
    ['no JSON', safetensors('{{', NUMBERS), /JSON/],
    ['a field of every object', safetensors('{"__proto__": {}}', NUMBERS), /without a field of this name/],
    ['a gap', safetensors({ a: a2, b: { ...b2, data_offsets: [25, 32] } }, NUMBERS), /in the format safetensors/],
    ['tensors upon one another', safetensors({ a: a2, b: { ...b2, data_offsets: [16, 24] } }, NUMBERS), /in the format safetensors/],
    ['more than is stated', safetensors({ a: a2, b: b2 }, new Uint8Array(40)), /in the format safetensors/],
    [
      'fewer bytes than its shape',
      safetensors({ a: { ...a2, data_offsets: [0, 20] }, b: { ...b2, data_offsets: [20, 28] } }, new Uint8Array(28)),
      /24 bytes, as its shape says/,
    ],
    ['a shape that is negative', safetensors({ a: { ...a2, shape: [-2, -3] }, b: b2 }, NUMBERS), /in the format safetensors/],
    ['integers', safetensors({ a: { ...a2, dtype: 'I32' }, b: b2 }, NUMBERS), /"I32".*F32, F16, BF16 or F64/],
    ['a name of an ancestor', safetensors({ a: { ...a2, dtype: 'toString' }, b: b2 }, NUMBERS), /F32, F16, BF16 or F64/],
    ['pickled', archive(npy(header('|O', '2, 3'), raw(A))), /"\|O".*nothing pickled/],
    ['big-endian', archive(npy(header('>f4', '2, 3'), raw(A))), /">f4".*little-endian/],
    ['by columns', archive(npy(header('<f4', '2, 3', 'True'), raw(A))), /Fortran/],
    ['no array', archive(raw(A)), /an array of NumPy/],
    ['an array of an unknown version', archive(npy(header('<f4', '2, 3'), raw(A), 9)), /an array of NumPy/],
    ['a shape of digits without end', archive(npy(header('<f4', '1'.repeat(50_000)).replace('), }', 'x'), raw(A))), /an array of NumPy/],
    ['a header without a shape', archive(npy("{'descr': '<f4', 'fortran_order': False}\n", raw(A))), /an array of NumPy/],
    ['an array that is cut', archive(npy(header('<f4', '2, 3'), raw(A).subarray(0, 20))), /24 bytes, as its shape says/],
    ['an archive that is cut', archive(npy(header('<f4', '2, 3'), raw(A))).subarray(0, 300), /an archive of NumPy/],
    ['something else in the archive', archive(npy(header('<f4', '2, 3'), raw(A)), { 'data.pkl': B as unknown as Uint8Array }), /"data\.pkl".*none such/],
    ['a bomb', zipSync({ 'a.npy': new Uint8Array(2 ** 25), 'b.npy': goodB }, { level: 9 }), /a\.npy: it has 33554432 bytes; it must be at most 48 bytes/],
    ['too long', new Uint8Array(MOST_BYTES + 1), /at most 67108864 bytes/],
  ])('%s: is refused in words', (_, bytes, words) => expect(said(bytes)).toMatch(words));

  test.each([
    ['mine.npz', 'text', /an archive of NumPy/],
    ['MINE.NPZ', '', /an archive of NumPy/],
    ['mine.safetensors', 'text', /in the format safetensors/],
    ['weights', 'text', /in the format safetensors/],
  ])('of what is nothing of the kind its name says what it was to be: %s', (name, words, kind) => {
    const read = fitWeights(new TextEncoder().encode(words), SPECS, name);
    expect(read.ok ? '' : read.problems.map(({ expected }) => expected.en).join()).toMatch(kind);
  });

  test('a file in the format safetensors is one whatever it is called', () => {
    expect(fitWeights(encodeTensors(tensors(), {}), SPECS, 'mine.npz').ok).toBe(true);
  });

  test('a byte that has changed is told by its sum', () => {
    const bytes = archive(npy(header('<f4', '2, 3'), raw(A)));
    const at = bytes.findIndex((_, i) => i > 20 && bytes[i] === 0x0a) + 3;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(said(bytes)).toMatch(/this array is damaged/);
  });

  test('an archive that states a size smaller than what comes is not followed', () => {
    const bytes = zipSync({ 'a.npy': new Uint8Array(2 ** 22), 'b.npy': goodB }, { level: 9 });
    const view = new DataView(bytes.buffer);
    const central = Array.from({ length: bytes.length - 4 }, (_, i) => i).find((i) => view.getUint32(i, true) === 0x02014b50) ?? 0;
    view.setUint32(central + 24, 152, true);
    expect(said(bytes)).toMatch(/this array is damaged/);
  });

  test('whatever the bytes, it ends in words or in finite numbers of the right sizes', () => {
    const good = [encodeTensors(tensors(), {}), writeNpz(tensors(), [CURVE])];
    const mutated = fc
      .tuple(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat())
      .map(([from, edits, cut]) => {
        const bytes = from.slice(0, cut % 3 === 0 ? cut % from.length : from.length);
        for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const read = fit(bytes);
        const sound = read.ok
          ? read.parameters.map((p) => [p.length, p.every(Number.isFinite)])
          : read.problems.map(({ expected }) => expected.ja !== '' && expected.en !== '');
        expect(sound).toEqual(
          read.ok
            ? [
                [6, true],
                [2, true],
              ]
            : read.problems.map(() => true),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

test('a description has one way of being written, and says which file', () => {
  const written = writeWeights({ hash: '0123456789abcdef', name: 'dir/my~net.npz' });
  expect(written).toBe('weights~0123456789abcdef~my_net.npz');
  expect(readWeights(written)).toEqual({ hash: '0123456789abcdef', name: 'my_net.npz' });
  expect(weightsLine(' WEIGHTS~0123456789ABCDEF~my_net.npz ')).toEqual({ ok: true, value: written });
  expect(weightsLine(' ')).toEqual({ ok: true, value: '' });
  for (const bad of ['x', 'weights~sample~a.npz', 'weights~0123~a.npz', `${written}~x`, 'weights~0123456789abcdef~a/b']) {
    expect(weightsLine(bad)).toMatchObject({ ok: false });
  }
});
