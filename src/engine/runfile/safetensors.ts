/**
 * The format safetensors (github.com/huggingface/safetensors, «Format»): 8 bytes N, little-endian; N bytes of JSON, a line for each tensor; then the
 * numbers, one tensor right behind the other. Of float32 alone, which is all that a network here is made of.
 */
import { sized } from '../problem.ts';
import { text } from '../text.ts';
import { z } from '../zod.ts';
import { parseJson } from './json.ts';
import { refuse } from './refused.ts';

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float32Array;
}

const LENGTH_BYTES = 8;
const MOST_HEADER = 2 ** 22;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

export function encodeTensors(tensors: readonly NamedTensor[], metadata: Readonly<Record<string, string>>): Uint8Array {
  let end = 0;
  const stated = tensors.map(({ name, shape, values }) => {
    const from = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [from, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(stated) });
  // Spaces behind it put the numbers where a reader can take them as they lie.
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / LENGTH_BYTES) * LENGTH_BYTES));
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

const whole = z.number().int().min(0);
const stated = z.record(z.string(), z.strictObject({ dtype: z.string(), shape: z.array(whole).max(8), data_offsets: z.tuple([whole, whole]) }));

const A_HEADER = text('in the format safetensors, with a header that fits', '整合するヘッダーを持つ safetensors 形式にしてください。');

/** A tensor as it lies in a file. */
export interface Lying {
  readonly name: string;
  /** As the format calls it. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Row by row, little-endian; not aligned. */
  readonly bytes: Uint8Array;
}

/** Every tensor of a file, whoever wrote it, and what it says of itself. @param where the file, for what is said of it. @throws Refused */
export function tensorsIn(bytes: Uint8Array, where: string): { readonly tensors: readonly Lying[]; readonly metadata: unknown } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < LENGTH_BYTES ? MOST_HEADER + 1 : Number(view.getBigUint64(0, true));
  if (length > MOST_HEADER || LENGTH_BYTES + length > bytes.length) return refuse(where, sized(bytes.length), A_HEADER);
  const raw = parseJson(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length), where);
  if (typeof raw !== 'object' || raw === null) return refuse(where, raw, A_HEADER);
  const { __metadata__: metadata, ...named } = raw as Record<string, unknown>;
  const read = stated.safeParse(named);
  if (!read.success) return refuse(where, read.error.issues[0]?.path.map(String).join('.'), A_HEADER);
  const numbers = bytes.subarray(LENGTH_BYTES + length);
  let end = 0;
  for (const { data_offsets: span } of Object.values(read.data).toSorted((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
    if (span[0] !== end || span[1] < span[0]) return refuse(where, span, A_HEADER);
    [, end] = span;
  }
  if (end !== numbers.length) return refuse(where, sized(bytes.length), A_HEADER);
  const tensors = Object.entries(read.data).map(([name, { dtype, shape, data_offsets: span }]) => ({ name, dtype, shape, bytes: numbers.subarray(...span) }));
  return { tensors, metadata };
}

/**
 * Reads tensors of these names and shapes, and no others.
 * @param where the file, for what is said of it. @param said what the file may not contradict where it speaks of itself. @returns their numbers, in the order asked for. @throws Refused
 */
export function decodeTensors(
  bytes: Uint8Array,
  asked: readonly Omit<NamedTensor, 'values'>[],
  where: string,
  said: Readonly<Record<string, string>> = {},
): Float32Array[] {
  const { tensors, metadata } = tensorsIn(bytes, where);
  for (const [key, wanted] of Object.entries(said)) {
    const own = (metadata as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (own !== undefined && own !== wanted)
      refuse(where, `${key} ${typeof own === 'string' ? own : typeof own}`, text(`the numbers of ${key} ${wanted}`, `${key} ${wanted} の数値にしてください。`));
  }
  const names = new Set(asked.map(({ name }) => name));
  const other = tensors.find(({ name }) => !names.has(name));
  if (other !== undefined)
    refuse(where, other.name, text('without this tensor: its network has none such', 'このテンソルを除いてください。このネットワークにはありません。'));
  return asked.map(({ name, shape }) => {
    const one = tensors.find((tensor) => tensor.name === name);
    if (one === undefined) return refuse(where, undefined, text(`with the tensor ${name}`, `テンソル ${name} を含めてください。`));
    if (one.dtype !== 'F32') return refuse(`${where}: ${name}`, one.dtype, text('of the type F32', '型を F32 にしてください。'));
    if (one.shape.join() !== shape.join() || one.bytes.length !== BYTES * sizeOf(shape)) {
      return refuse(`${where}: ${name}`, one.shape, text(`of the shape [${shape.join(', ')}]`, `形状を [${shape.join(', ')}] にしてください。`));
    }
    // A copy: what lies in the file need not begin where numbers may.
    const values = new Float32Array(new Uint8Array(one.bytes).buffer);
    const odd = values.findIndex((x) => !Number.isFinite(x));
    if (odd >= 0) refuse(`${where}: ${name}`, `${values[odd] as number} at ${odd}`, text('finite numbers throughout', 'すべて有限の数にしてください。'));
    return values;
  });
}
