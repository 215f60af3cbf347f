/** NumPy's archive of arrays: a ZIP of .npy files (numpy.lib.format, version 1.0). */
import { zipSync } from 'fflate';
import type { Series } from './series.ts';
import type { NamedTensor } from './safetensors.ts';

type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Numbers;
}

/** \x93NUMPY, version 1.0, and the header's length behind it. */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
const ALIGNED = 64;

const kindOf = (values: Numbers): string => (values instanceof Uint8Array ? '|u' : values instanceof Int32Array ? '<i' : '<f');

function npy({ values, shape }: Omit<NamedArray, 'name'>): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const words = `{'descr': '${kindOf(values)}${values.BYTES_PER_ELEMENT}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const before = MAGIC.length + 2;
  const header = new TextEncoder().encode(`${words.padEnd(Math.ceil((before + words.length + 1) / ALIGNED) * ALIGNED - before - 1)}\n`);
  const bytes = new Uint8Array(before + header.length + values.byteLength);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, header.length, true);
  bytes.set(header, before);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), before + header.length);
  return bytes;
}

function stacked(steps: Float64Array, values: Float64Array): Float64Array {
  const both = new Float64Array(2 * steps.length);
  both.set(steps);
  both.set(values, steps.length);
  return both;
}

/** Arrays by their names. */
export function packArrays(arrays: readonly NamedArray[]): Uint8Array {
  return zipSync(Object.fromEntries(arrays.map((array) => [`${array.name}.npy`, npy(array)])), { level: 0, mtime: '1980-01-01T12:00:00' });
}

/** Each curve as `curves.NAME`, steps over values (2, n). */
export function writeNpz(tensors: readonly NamedTensor[], curves: readonly Series[]): Uint8Array {
  return packArrays([
    ...tensors,
    ...curves.map(({ key, steps, values }) => ({ name: `curves.${key}`, shape: [2, steps.length], values: stacked(steps, values) })),
  ]);
}
