/** The command `export`: what is in a run file, for other programs. */
import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { withChanges } from '../../engine/config/live.ts';
import { networkAt } from '../../engine/looks/look.ts';
import { chartsOf } from '../../engine/probes/measuring.ts';
import { loadDataset } from '../../engine/run/data.ts';
import type { Snapshot } from '../../engine/run/snapshot.ts';
import { bibtexOfRuns } from '../../engine/runfile/citation.ts';
import { writeNpz } from '../../engine/runfile/npz.ts';
import type { RunFile } from '../../engine/runfile/runfile.ts';
import { encodeTensors } from '../../engine/runfile/safetensors.ts';
import { csvLines, jsonPieces, type Form } from '../../engine/runfile/tables.ts';
import { tensorsOf } from '../../engine/runfile/tensors.ts';
import { describeRun, linkOf } from '../../engine/runfile/write.ts';
import { pythonFolder } from '../../engine/script/folder.ts';
import { LANGUAGES, type Language } from '../../engine/text.ts';
import type { Axis } from '../../figures/plot/xAxis.ts';
import { runFigure } from '../../figures/runFigure.ts';
import { sourceOf } from '../data.ts';
import { loadRun } from '../runFiles.ts';
import { STATUS } from '../status.ts';
import { UsageError } from '../usage.ts';

/** Flags that not every form takes. */
const FLAGS = ['step', 'wide', 'chart', 'axis', 'language'] as const;
type Flag = (typeof FLAGS)[number];

interface Flags {
  readonly to?: string;
  readonly step?: number;
  readonly wide?: boolean;
  readonly chart?: string;
  readonly axis?: Axis;
  readonly language?: Language;
}

interface Format {
  readonly help: string;
  readonly binary: boolean;
  readonly takes: readonly Flag[];
  /** Whether a file may be named at once. */
  readonly named?: boolean;
  write(file: RunFile, flags: Flags): Uint8Array | string | Promise<Uint8Array>;
}

const formOf = ({ wide }: Flags): Form => (wide === true ? 'wide' : 'long');

/** @throws UsageError where there is none at that step */
function snapshotOf({ snapshots }: RunFile, { step }: Flags): Snapshot {
  const found = step === undefined ? snapshots.at(-1) : snapshots.find((one) => one.step === step);
  if (found !== undefined) return found;
  if (snapshots.length === 0) throw new UsageError('the file has no snapshot');
  throw new UsageError(`--step ${step ?? ''}: it must be one of ${snapshots.map((one) => one.step).join(', ')}`);
}

/** @throws UsageError where the run has no such chart, or was never at that step */
function drawn(file: RunFile, { chart, step, axis = 'log', language = 'en' }: Flags): string {
  const all = chartsOf(file.config);
  const specs = all.filter(({ id }) => chart === undefined || id === chart);
  if (specs.length === 0) throw new UsageError(`--chart ${chart ?? ''}: it must be one of ${all.map(({ id }) => id).join(', ')}`);
  if (step !== undefined && step > file.step) throw new UsageError(`--step ${step}: the run is at step ${file.step}`);
  return runFigure(file, specs, { axis, language, at: step ?? null });
}

/** The network of a snapshot as a folder for Python. */
async function pythonOf(file: RunFile, flags: Flags): Promise<Uint8Array> {
  const at = snapshotOf(file, flags);
  const config = withChanges(file.config, at.changes);
  const dataset = await loadDataset(config, await sourceOf(config, { data: [] }, file.data));
  const work = pythonFolder(networkAt(config, dataset, at), linkOf(file));
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

const FORMATS: Readonly<Record<string, Format>> = {
  csv: {
    help: 'every number that was measured: step, series, value',
    binary: false,
    takes: ['wide'],
    write: ({ curves }, flags) => [...csvLines([{ name: '', curves }], formOf(flags))].join(''),
  },
  json: {
    help: 'run.json, with the curves by name',
    binary: false,
    takes: ['wide'],
    write: (file, flags) => [...jsonPieces([{ name: '', about: describeRun(file), curves: file.curves }], formOf(flags))].join(''),
  },
  svg: {
    help: 'the figure of its charts, as the page makes it for a paper',
    binary: false,
    named: true,
    takes: ['step', 'chart', 'axis', 'language'],
    write: drawn,
  },
  bibtex: {
    help: 'the papers that its preset is after, and the run, as BibTeX',
    binary: false,
    takes: [],
    write: (file) => bibtexOfRuns([{ file, address: null, year: new Date().getFullYear() }]),
  },
  npz: {
    help: 'the network’s arrays, and each curve as curves.NAME, its steps over its values (2, n)',
    binary: true,
    takes: ['step'],
    write: (file, flags) => {
      const snapshot = snapshotOf(file, flags);
      return writeNpz(tensorsOf(file.config, snapshot), file.curves);
    },
  },
  safetensors: {
    help: 'the network’s arrays',
    binary: true,
    takes: ['step'],
    write: (file, flags) => {
      const snapshot = snapshotOf(file, flags);
      return encodeTensors(tensorsOf(file.config, snapshot), { step: String(snapshot.step) });
    },
  },
  pytorch: {
    help: 'the network as a program of PyTorch and one of NumPy, with its weights, which check themselves: a ZIP',
    binary: true,
    takes: ['step'],
    named: true,
    write: pythonOf,
  },
};

/** What was said of each form by its name: that it is wanted, or the file that it goes to. */
type Asked = Readonly<Record<string, boolean | string | undefined>>;

/** Why a form does not take a flag. */
const NOT: Readonly<Record<Flag, string>> = {
  step: 'is about all steps',
  wide: 'has one form',
  chart: 'has no charts',
  axis: 'has no axis',
  language: 'is in no language',
};

/** Writes to stdout as fast as whoever reads takes it. */
const send = (content: Uint8Array | string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });

async function write(path: string, asked: Asked, flags: Flags): Promise<number> {
  const names = Object.keys(FORMATS).filter((one) => asked[one] !== undefined && asked[one] !== false);
  const [name = ''] = names;
  const format = FORMATS[name];
  if (format === undefined || names.length > 1)
    throw new UsageError(
      `name one of ${Object.keys(FORMATS)
        .map((one) => `--${one}`)
        .join(', ')}`,
    );
  const wrong = FLAGS.find((flag) => flags[flag] !== undefined && !format.takes.includes(flag));
  if (wrong !== undefined) throw new UsageError(`--${wrong}: --${name} ${NOT[wrong]}`);
  const named = asked[name];
  if (typeof named === 'string' && flags.to !== undefined) throw new UsageError(`--to: --${name} names a file already`);
  const to = typeof named === 'string' ? named : flags.to;
  if (format.binary && to === undefined && process.stdout.isTTY) throw new UsageError(`--${name}: name a file with --to, or send the output to one`);
  const content = await format.write(await loadRun(path, 'export'), flags);
  await (to === undefined ? send(content) : writeFile(to, content));
  return STATUS.done;
}

function stepNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('it must be a step, of a snapshot where arrays are wanted; the command «show» lists them.');
  return Number(text);
}

export function exportCommand(cli: Command, done: (status: number) => void): void {
  const command = cli.command('export').argument('<file>', 'a run file (.grokscope)').description('Write what is in a run file for other programs, to stdout.');
  for (const [name, { help, named }] of Object.entries(FORMATS)) command.option(named === true ? `--${name} [path]` : `--${name}`, help);
  command
    .option('--step <n>', 'of which snapshot, or of --svg the moment; the latest where none is named', stepNumber)
    .option('--wide', 'of --csv and --json: a row for each step, a column for each series')
    .option('--chart <name>', 'of --svg: one chart alone')
    .addOption(new Option('--axis <kind>', 'of --svg: the step axis').choices(['log', 'linear']))
    .addOption(new Option('--language <code>', 'of --svg: its words').choices(LANGUAGES))
    .option('--to <path>', 'into a file instead')
    .action(async (path: string, flags: Asked & Flags) => done(await write(path, flags, flags)));
}
