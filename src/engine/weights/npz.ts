/** Tensors of NumPy's archive of arrays: a ZIP of .npy files (numpy.lib.format, versions 1 to 3). No pickle is ever read. */
import { sized } from '../problem.ts';
import { refuse } from '../runfile/refused.ts';
import { contentOf, directoryOf, Zip, type ZipWords } from '../runfile/zip.ts';
import { text } from '../text.ts';
import type { Kind, Opened, Stored } from './stored.ts';

const WORDS: ZipWords = {
  archive: text('an archive of NumPy (.npz), complete', '完全な NumPy のアーカイブ（.npz）にしてください。'),
  part: text('as it was saved: this array is damaged', '保存したときのままにしてください。この配列が壊れています。'),
};
const AN_ARRAY = text('an array of NumPy, with a header that fits', '整合するヘッダーを持つ NumPy の配列にしてください。');
const A_KIND = text(
  'of the type <f4, <f2 or <f8 (float32, float16 or float64, little-endian): nothing pickled is read',
  '型を <f4・<f2・<f8（リトルエンディアンの float32・float16・float64）のいずれかにしてください。pickle は読みません。',
);
const BY_ROWS = text(
  'stored row by row (numpy.ascontiguousarray), not in Fortran order',
  '行優先（numpy.ascontiguousarray）で保存してください。Fortran 順は読めません。',
);

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const MOST_HEADER = 2 ** 16;
const KINDS: Readonly<Record<string, Kind>> = { '<f2': 'F16', '<f4': 'F32', '<f8': 'F64' };
const SUFFIX = '.npy';

function openArray(bytes: Uint8Array, where: string): Opened {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6] ?? 0;
  const from = version === 1 ? 10 : 12;
  if (bytes.length < from || !MAGIC.every((byte, i) => bytes[i] === byte) || version < 1 || version > 3) return refuse(where, sized(bytes.length), AN_ARRAY);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MOST_HEADER || from + length > bytes.length) return refuse(where, `a header of ${length} bytes`, AN_ARRAY);
  const header = new TextDecoder().decode(bytes.subarray(from, from + length));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (order === undefined || sizes === undefined) return refuse(where, header.trim(), AN_ARRAY);
  const kind = descr !== undefined && Object.hasOwn(KINDS, descr) ? KINDS[descr] : undefined;
  if (kind === undefined) return refuse(where, descr, A_KIND);
  const shape = [...sizes.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (order === 'True' && shape.length > 1) return refuse(where, 'fortran_order', BY_ROWS);
  return { shape, kind, bytes: bytes.subarray(from + length) };
}

/** Every array of a file. @param where the file, for what is said of it. @throws Refused */
export function storedInNpz(bytes: Uint8Array, where: string): Stored[] {
  const zip = new Zip(bytes);
  return directoryOf(zip, WORDS).map((entry) => ({
    name: entry.name.endsWith(SUFFIX) ? entry.name.slice(0, -SUFFIX.length) : entry.name,
    open(most): Opened {
      const named = `${where}: ${entry.name}`;
      if (entry.bytes > most + 12 + MOST_HEADER) {
        return refuse(named, sized(entry.bytes), text(`at most ${most} bytes of numbers`, `数値は ${most} バイト以下にしてください。`));
      }
      return openArray(contentOf(zip, entry, WORDS), named);
    },
  }));
}
