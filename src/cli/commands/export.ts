/** The command `export`: what is in a run file, for other programs. */
import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import type { Snapshot } from '../../engine/run/snapshot.ts';
import { bibtexOfRuns } from '../../engine/runfile/citation.ts';
import { writeNpz } from '../../engine/runfile/npz.ts';
import type { RunFile } from '../../engine/runfile/runfile.ts';
import { encodeTensors } from '../../engine/runfile/safetensors.ts';
import { csvLines, jsonPieces, type Form } from '../../engine/runfile/tables.ts';
import { tensorsOf } from '../../engine/runfile/tensors.ts';
import { describeRun } from '../../engine/runfile/write.ts';
import { loadRun } from '../runFiles.ts';
import { STATUS } from '../status.ts';
import { UsageError } from '../usage.ts';

interface Format {
  readonly help: string;
  readonly binary: boolean;
  /** Whether it can be written in either form. */
  readonly forms?: boolean;
  write(file: RunFile, snapshot: () => Snapshot, form: Form): Uint8Array | string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  csv: {
    help: 'every number that was measured: step, series, value',
    binary: false,
    forms: true,
    write: ({ curves }, _, form) => [...csvLines([{ name: '', curves }], form)].join(''),
  },
  json: {
    help: 'run.json, with the curves by name',
    binary: false,
    forms: true,
    write: (file, _, form) => [...jsonPieces([{ name: '', about: describeRun(file), curves: file.curves }], form)].join(''),
  },
  bibtex: {
    help: 'the papers that its preset is after, and the run, as BibTeX',
    binary: false,
    write: (file) => bibtexOfRuns([{ file, address: null, year: new Date().getFullYear() }]),
  },
  npz: {
    help: 'the network’s arrays, and each curve as curves.NAME, its steps over its values (2, n)',
    binary: true,
    write: (file, snapshot) => writeNpz(tensorsOf(file.config, snapshot()), file.curves),
  },
  safetensors: {
    help: 'the network’s arrays',
    binary: true,
    write: (file, snapshot) => encodeTensors(tensorsOf(file.config, snapshot()), { step: String(snapshot().step) }),
  },
};

type ExportFlags = Readonly<Record<string, boolean | undefined>> & { readonly step?: number; readonly to?: string; readonly wide?: boolean };

function snapshotAt({ snapshots }: RunFile, step: number | undefined): Snapshot {
  const found = step === undefined ? snapshots.at(-1) : snapshots.find((one) => one.step === step);
  if (found !== undefined) return found;
  if (snapshots.length === 0) throw new UsageError('the file has no snapshot');
  throw new UsageError(`--step ${step ?? ''}: it must be one of ${snapshots.map((one) => one.step).join(', ')}`);
}

/** Writes to stdout as fast as whoever reads takes it. */
const send = (content: Uint8Array | string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });

async function write(path: string, flags: ExportFlags): Promise<number> {
  const asked = Object.keys(FORMATS).filter((name) => flags[name] === true);
  const [name = ''] = asked;
  const format = FORMATS[name];
  const all = Object.keys(FORMATS).map((one) => `--${one}`);
  if (format === undefined || asked.length > 1) throw new UsageError(`name one of ${all.join(', ')}`);
  if (flags.step !== undefined && !format.binary) throw new UsageError(`--step: --${name} is about all steps`);
  if (format.binary && flags.to === undefined && process.stdout.isTTY) throw new UsageError(`--${name}: name a file with --to, or send the output to one`);
  if (flags.wide === true && format.forms !== true) throw new UsageError(`--wide: --${name} has one form`);
  const file = await loadRun(path, 'export');
  const content = format.write(file, () => snapshotAt(file, flags.step), flags.wide === true ? 'wide' : 'long');
  await (flags.to === undefined ? send(content) : writeFile(flags.to, content));
  return STATUS.done;
}

function stepNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('it must be the step of a snapshot; the command «show» lists them.');
  return Number(text);
}

export function exportCommand(cli: Command, done: (status: number) => void): void {
  const command = cli.command('export').argument('<file>', 'a run file (.grokscope)').description('Write what is in a run file for other programs, to stdout.');
  for (const [name, { help }] of Object.entries(FORMATS)) command.option(`--${name}`, help);
  command
    .option('--step <n>', 'of which snapshot; the latest where none is named', stepNumber)
    .option('--wide', 'of --csv and --json: a row for each step, a column for each series')
    .option('--to <path>', 'into a file instead')
    .action(async (path: string, flags: ExportFlags) => done(await write(path, flags)));
}
