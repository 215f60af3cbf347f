/** Files of the reader's, named with --data and --weights: read here, and known by what they hold. */
import { basename } from 'node:path';
import type { RunConfig } from '../engine/config/config.ts';
import type { Pair } from '../engine/config/takePairs.ts';
import { fingerprint } from '../engine/own/fingerprint.ts';
import { formatFor, formatOf } from '../engine/own/formats.ts';
import type { Kind, Choices } from '../engine/own/layout.ts';
import { problemsOfWeights } from '../engine/run/data.ts';
import { calledIn, filesOf, weightsOf } from '../engine/run/files.ts';
import type { Host } from '../engine/run/host.ts';
import { describeProblems } from '../engine/problem.ts';
import { isOwn, type OwnFile } from '../engine/tasks/task.ts';
import { writeWeights } from '../engine/weights/descriptor.ts';
import { askedOf, startOf, type Asked, type Flags } from './flags.ts';
import { loadFile } from './platform.ts';
import { readNamed } from './readNamed.ts';
import { UsageError } from './usage.ts';

export interface DataFlags extends Flags {
  readonly data: readonly string[];
  readonly weights?: string;
  readonly answer?: string;
  readonly as?: Kind;
  readonly header?: 'yes' | 'no';
}

type Named = Pick<DataFlags, 'data' | 'weights'>;

interface Brought {
  readonly flag: '--data' | '--weights';
  readonly path: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** Where a run's files come from. */
export interface Source {
  /** The files that came with the page, and those that were brought. */
  readonly file: Host['file'];
  /** Those that were brought, by their fingerprints. */
  readonly data: Readonly<Record<string, Uint8Array>>;
}

export interface AskedWithData extends Asked, Source {}

const ownFilesOf = (config: RunConfig): readonly OwnFile[] => filesOf(config).filter(isOwn);

function choicesOf({ answer, as, header }: DataFlags): Choices {
  const column = answer !== undefined && /^\d+$/.test(answer) ? Number(answer) - 1 : answer;
  return {
    ...(as === undefined ? {} : { kind: as }),
    ...(header === undefined ? {} : { header: header === 'yes' }),
    ...(column === undefined ? {} : { answer: column }),
  };
}

/** What is asked for where a file is brought and nothing else says what it is for: the task that learns from such files. */
function described(flags: DataFlags, brought: readonly Brought[]): Pair[] {
  const [file, ...others] = brought.filter(({ flag }) => flag === '--data');
  if (file === undefined) {
    const idle = (['answer', 'as', 'header'] as const).find((name) => flags[name] !== undefined);
    if (idle !== undefined) throw new UsageError(`--${idle}: says how a file is read, and none is named with --data`);
    return [];
  }
  const set = new Map(flags.set);
  const task = set.get('task.id');
  const format = formatFor(task ?? '') ?? formatOf(basename(file.path), file.bytes);
  if (set.has('task.file') || (task !== undefined && task !== format.task) || ownFilesOf(startOf(flags).settings.config).length > 0) return [];
  if (others.length > 0) throw new UsageError('--data: one file at a time, where nothing else asks for more');
  const found = format.survey(file.bytes, { hash: file.hash, name: basename(file.path) }, choicesOf(flags));
  if (!found.ok) throw new UsageError(`--data ${file.path}: ${found.faults.map(({ en }) => en).join(' ')}`);
  return [
    ['task.id', format.task],
    ['task.file', found.descriptor],
    ...format.sizes(found.descriptor, {}).flatMap(([field, value]): Pair[] => (set.has(`task.${field}`) ? [] : [[`task.${field}`, String(value)]])),
  ];
}

/** The start that --weights stands for, as it is in the file; none where something else says already which file that is. */
function started(flags: DataFlags, brought: readonly Brought[]): Pair[] {
  const file = brought.find(({ flag }) => flag === '--weights');
  const set = new Map(flags.set);
  if (file === undefined || set.has('init.weights') || weightsOf(startOf(flags).settings.config) !== null) return [];
  return [['init.weights', writeWeights({ hash: file.hash, name: basename(file.path) })], ...(set.has('init.scale') ? [] : [['init.scale', '1'] as const])];
}

/** @throws the system's error where one cannot be read */
const broughtBy = ({ data, weights }: Named): Promise<Brought[]> =>
  Promise.all(
    [...data.map((path) => ['--data', path] as const), ...(weights === undefined ? [] : [['--weights', weights] as const])].map(async ([flag, path]) => {
      const bytes = new Uint8Array(await readNamed(path));
      return { flag, path, bytes, hash: await fingerprint(bytes) };
    }),
  );

/** The files of a config, of those that there are. @throws UsageError where one is missing, or was brought and nobody asks for it */
function sourced(config: RunConfig, brought: readonly Brought[], known: Source['data']): Source {
  const needed = ownFilesOf(config);
  const have = new Map<OwnFile, Uint8Array>(
    [...Object.entries(known), ...brought.map(({ hash, bytes }) => [hash, bytes] as const)].map(([hash, bytes]) => [`own:${hash}`, bytes]),
  );
  const missing = needed.find((file) => !have.has(file));
  if (missing !== undefined) {
    const called = calledIn(config, missing)?.en ?? missing;
    const flag = weightsOf(config) === missing ? '--weights' : '--data';
    const other = brought.length === 0 ? '' : ', and none of those named is that';
    throw new UsageError(`this run needs the file ${called}: name it with ${flag}; its SHA-256 begins with ${missing.slice('own:'.length)}${other}`);
  }
  const idle = brought.find(({ hash }) => !needed.includes(`own:${hash}`));
  if (idle !== undefined) throw new UsageError(`${idle.flag} ${idle.path}: nothing in this run asks for it`);
  const weights = weightsOf(config);
  const misfits = weights === null ? [] : problemsOfWeights(config, have.get(weights));
  if (misfits.length > 0) throw new UsageError(`--weights: ${describeProblems(misfits, 'en').join('; ')}`);
  return {
    file: async (name) => (isOwn(name) ? (have.get(name) as Uint8Array) : loadFile(name)),
    data: Object.fromEntries(needed.map((file) => [file.slice('own:'.length), have.get(file) as Uint8Array])),
  };
}

/** The files of a run that goes on: those in its own file, and what the flags bring. @throws UsageError as `askedWithData` */
export const sourceOf = async (config: RunConfig, flags: Named, known: Source['data']): Promise<Source> => sourced(config, await broughtBy(flags), known);

/** What the flags ask for, with the files that they bring. @throws UsageError where one is wrong, or missing, or nobody asks for it */
export async function askedWithData(flags: DataFlags, steps: string, more: readonly Pair[] = []): Promise<AskedWithData> {
  const brought = await broughtBy(flags);
  const asked = askedOf(flags, steps, [...more, ...described(flags, brought), ...started(flags, brought)]);
  return { ...asked, ...sourced(asked.settings.config, brought, {}) };
}
