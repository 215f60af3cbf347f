/** Tensors as they lie in a file: read only where a network asks for one. */
import { text } from '../text.ts';
import { refuse } from '../runfile/refused.ts';

export interface Stored {
  readonly name: string;
  /** Says what it is. @throws Refused where that cannot be read, before more than `most` bytes are made of it */
  open(most: number): Opened;
}

export interface Opened {
  readonly shape: readonly number[];
  readonly kind: Kind;
  /** Row by row, little-endian; not aligned. */
  readonly bytes: Uint8Array;
}

export type Kind = 'F16' | 'BF16' | 'F32' | 'F64';

export const BYTES: Readonly<Record<Kind, number>> = { F16: 2, BF16: 2, F32: 4, F64: 8 };

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function half(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction === 0 ? Infinity : NaN) : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits >> 15 === 1 ? -size : size;
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function brain(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

const READ: Readonly<Record<Kind, (view: DataView, at: number) => number>> = {
  F16: (view, at) => half(view.getUint16(at, true)),
  BF16: (view, at) => brain(view.getUint16(at, true)),
  F32: (view, at) => view.getFloat32(at, true),
  F64: (view, at) => view.getFloat64(at, true),
};

/** Its numbers, each the nearest that float32 has. @param where names it, for what is said of it. @throws Refused where one is not finite */
export function numbersIn({ kind, bytes }: Opened, where: string): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Float32Array.from({ length: bytes.length / BYTES[kind] }, (_, i) => READ[kind](view, i * BYTES[kind]));
  const odd = values.findIndex((x) => !Number.isFinite(x));
  if (odd >= 0) refuse(where, `${values[odd] as number} at ${odd}`, text('finite numbers throughout', 'すべて有限の数にしてください。'));
  return values;
}
