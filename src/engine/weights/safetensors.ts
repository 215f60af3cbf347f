/** Tensors of a file in the format safetensors, whoever wrote it (github.com/huggingface/safetensors, «Format»). */
import { parseJson } from '../runfile/json.ts';
import { refuse } from '../runfile/refused.ts';
import { text } from '../text.ts';
import { z } from '../zod.ts';
import { BYTES, type Kind, type Opened, type Stored } from './stored.ts';

const LENGTH_BYTES = 8;
const MOST_HEADER = 2 ** 22;

const whole = z.number().int().min(0);
const stated = z.record(z.string(), z.strictObject({ dtype: z.string(), shape: z.array(whole).max(8), data_offsets: z.tuple([whole, whole]) }));

const A_HEADER = text('in the format safetensors, with a header that fits', '整合するヘッダーを持つ safetensors 形式にしてください。');
const A_KIND = text('of the type F32, F16, BF16 or F64', '型を F32・F16・BF16・F64 のいずれかにしてください。');

/** Every tensor of a file. @param where the file, for what is said of it. @throws Refused */
export function storedInSafetensors(bytes: Uint8Array, where: string): Stored[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < LENGTH_BYTES ? Infinity : Number(view.getBigUint64(0, true));
  if (length > MOST_HEADER || LENGTH_BYTES + length > bytes.length) return refuse(where, `${bytes.length} bytes`, A_HEADER);
  const raw = parseJson(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length), where);
  if (typeof raw !== 'object' || raw === null) return refuse(where, raw, A_HEADER);
  const { __metadata__: _, ...tensors } = raw as Record<string, unknown>;
  const read = stated.safeParse(tensors);
  if (!read.success) return refuse(where, read.error.issues[0]?.path.map(String).join('.'), A_HEADER);
  const numbers = bytes.subarray(LENGTH_BYTES + length);
  let end = 0;
  for (const { data_offsets: span } of Object.values(read.data).toSorted((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
    if (span[0] !== end || span[1] < span[0]) return refuse(where, span, A_HEADER);
    [, end] = span;
  }
  if (end !== numbers.length) return refuse(where, `${bytes.length} bytes`, A_HEADER);
  return Object.entries(read.data).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ]) => ({
      name,
      open(): Opened {
        if (!Object.hasOwn(BYTES, dtype)) return refuse(`${where}: ${name}`, dtype, A_KIND);
        return { shape, kind: dtype as Kind, bytes: numbers.subarray(from, to) };
      },
    }),
  );
}
