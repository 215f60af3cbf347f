/** NumPy's archive of arrays: a ZIP of .npy files (numpy.lib.format, version 1.0). */
import { zipSync } from 'fflate';
import type { Series } from './series.ts';
import type { NamedTensor } from './safetensors.ts';

/** \x93NUMPY, version 1.0, and the header's length behind it. */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
const ALIGNED = 64;

/** @param shape of the array, which lies row by row. */
function npy(values: Float32Array | Float64Array, shape: readonly number[]): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const words = `{'descr': '<f${values.BYTES_PER_ELEMENT}', 'fortran_order': False, 'shape': (${sizes}), }`;
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

/** Arrays by their names; each curve as `curves.NAME`, steps over values (2, n). */
export function writeNpz(tensors: readonly NamedTensor[], curves: readonly Series[]): Uint8Array {
  const arrays = [
    ...tensors.map(({ name, shape, values }) => [name, npy(values, shape)] as const),
    ...curves.map(({ key, steps, values }) => [`curves.${key}`, npy(stacked(steps, values), [2, steps.length])] as const),
  ];
  return zipSync(Object.fromEntries(arrays.map(([name, bytes]) => [`${name}.npy`, bytes])), { level: 0, mtime: '1980-01-01T12:00:00' });
}
