/** The weights of a file as the parameters of a network: every one by its name and shape, or what does not fit. */
import type { ParameterSpec } from '../models/model.ts';
import { sized, type Problem } from '../problem.ts';
import { refuse, Refused } from '../runfile/refused.ts';
import { text } from '../text.ts';
import { MOST_BYTES } from './descriptor.ts';
import { storedInNpz } from './npz.ts';
import { storedInSafetensors } from './safetensors.ts';
import { BYTES, numbersIn, type Stored } from './stored.ts';

type Spec = Pick<ParameterSpec, 'name' | 'shape'>;

export type Fit = { readonly ok: true; readonly parameters: readonly Float32Array[] } | { readonly ok: false; readonly problems: readonly Problem[] };

/** How files of ours name a parameter; its bare name will do. */
const OURS = 'parameters.';
/** What else files of ours hold: the optimiser's state, what a step hands on, curves. */
const BESIDE = /^(?:slots|carried|curves)\./;
const LARGEST = Math.max(...Object.values(BYTES));

/** With which the header of the format safetensors begins, behind its length. */
const BRACE = 0x7b;
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
/** What a file is, its first bytes say; of one that is neither, its name says what it was to be. */
const isNpz = (bytes: Uint8Array, where: string): boolean => isZip(bytes) || (where.toLowerCase().endsWith('.npz') && bytes[8] !== BRACE);
const plainName = ({ name }: Stored): string => (name.startsWith(OURS) ? name.slice(OURS.length) : name);
const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** The tensors that are parameters, by the network's names. @throws Refused */
function namedIn(bytes: Uint8Array, specs: readonly Spec[], where: string): ReadonlyMap<string, Stored> {
  if (bytes.length > MOST_BYTES) refuse(where, sized(bytes.length), text(`at most ${MOST_BYTES} bytes`, `${MOST_BYTES} バイト以下にしてください。`));
  const all = isNpz(bytes, where) ? storedInNpz(bytes, where) : storedInSafetensors(bytes, where);
  const known = new Set(specs.map(({ name }) => name));
  const found = new Map<string, Stored>();
  for (const stored of all) {
    const name = plainName(stored);
    if (!known.has(name)) {
      if (BESIDE.test(stored.name)) continue;
      refuse(where, stored.name, text('without this tensor: the network has none such', 'このテンソルを除いてください。このネットワークにはありません。'));
    }
    if (found.has(name)) refuse(where, stored.name, text('there once: it is there twice', '1 つだけにしてください。2 つあります。'));
    found.set(name, stored);
  }
  return found;
}

/** @throws Refused */
function parameterOf(stored: Stored | undefined, { name, shape }: Spec, where: string): Float32Array {
  const wanted = shapeText(shape);
  if (stored === undefined) {
    return refuse(where, undefined, text(`with the tensor ${name} of the shape ${wanted}`, `形状 ${wanted} のテンソル ${name} を含めてください。`));
  }
  const size = shape.reduce((product, n) => product * n, 1);
  const named = `${where}: ${stored.name}`;
  const opened = stored.open(size * LARGEST);
  if (opened.shape.join() !== shape.join()) refuse(named, opened.shape, text(`of the shape ${wanted}`, `形状を ${wanted} にしてください。`));
  const bytes = size * BYTES[opened.kind];
  if (opened.bytes.length !== bytes) {
    refuse(named, sized(opened.bytes.length), text(`${bytes} bytes, as its shape says`, `形状に合う ${bytes} バイトにしてください。`));
  }
  return numbersIn(opened, named);
}

/** Reads weights from anything. @param specs of the network. @param where the file, for what is said of it. Never throws; of a file that does not fit nothing is taken. */
export function fitWeights(bytes: Uint8Array, specs: readonly Spec[], where: string): Fit {
  try {
    const found = namedIn(bytes, specs, where);
    const problems: Problem[] = [];
    const parameters = specs.flatMap((spec): Float32Array[] => {
      try {
        return [parameterOf(found.get(spec.name), spec, where)];
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problems.push(...error.problems);
        return [];
      }
    });
    return problems.length === 0 ? { ok: true, parameters } : { ok: false, problems };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, problems: error.problems };
  }
}
