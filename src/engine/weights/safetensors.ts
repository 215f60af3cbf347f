/** Tensors of a file in the format safetensors, as weights to start from. */
import { refuse } from '../runfile/refused.ts';
import { tensorsIn } from '../runfile/safetensors.ts';
import { text } from '../text.ts';
import { BYTES, type Kind, type Opened, type Stored } from './stored.ts';

const A_KIND = text('of the type F32, F16, BF16 or F64', '型を F32・F16・BF16・F64 のいずれかにしてください。');

/** Every tensor of a file. @param where the file, for what is said of it. @throws Refused */
export const storedInSafetensors = (bytes: Uint8Array, where: string): Stored[] =>
  tensorsIn(bytes, where).tensors.map(({ name, dtype, shape, bytes: own }) => ({
    name,
    open(): Opened {
      if (!Object.hasOwn(BYTES, dtype)) return refuse(`${where}: ${name}`, dtype, A_KIND);
      return { shape, kind: dtype as Kind, bytes: own };
    },
  }));
