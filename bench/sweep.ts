/**
 * Sweeps of many runs, by the command line as a program.
 *
 *   npm run bench:sweep -- results [--runs 100000] [--check]   a folder of so many results: `status`, and `collect` as CSV
 *   npm run bench:sweep -- kills [--runs 10000] [--every 10] [--redis URL] [--check]
 *
 * `results` fills a folder with copies of one run's file under the names of a sweep's runs, and times the two commands and the most memory they hold.
 * --check exits 1 where `status` takes 2 s or more, or `collect` 1 GB.
 *
 * `kills` makes tiny runs in processes of this machine, one of which is killed every so many seconds, then all of them again without; with --redis in
 * three workers at that queue, one of which is killed and another begun in its place. --check exits 1 where the two tables differ in a byte or a run was told of twice.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSweep } from '../src/cli/sweep/folder.ts';
import { jobsOf } from '../src/cli/sweep/plan.ts';
import { machine } from './report.ts';

const PROGRAM = join(process.cwd(), 'scripts/cli.mjs');
const TINY = ['task.p=7', 'model.width=8', 'model.ffn=8', 'probes.localComplexity.measure=off'].flatMap((pair) => ['--set', pair]);
const BASE = ['--preset', 'default', '--kernels', 'exact', '--steps', '10', ...TINY];
const MOST_STATUS_S = 2;
const MOST_COLLECT_MB = 1000;

const args = process.argv.slice(2);
const [what = ''] = args;
const after = (flag: string, usual: string): string => (args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? usual) : usual);
const root = mkdtempSync(join(tmpdir(), 'grokscope-bench-'));

interface Ended {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly seconds: number;
  /** The most that it held, in MB; null where the system does not say. */
  readonly megabytes: number | null;
}

const held = (pid: number): number | null => {
  const path = `/proc/${pid}/status`;
  const kilobytes = existsSync(path) ? /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return kilobytes === undefined ? null : Number(kilobytes) / 1000;
};

const start = (...command: readonly string[]): ChildProcess => spawn(process.execPath, [PROGRAM, ...command], { stdio: ['ignore', 'pipe', 'ignore'] });

async function ended(child: ChildProcess): Promise<Ended> {
  const begun = performance.now();
  let [text, megabytes]: [string, number | null] = ['', null];
  child.stdout?.setEncoding('utf8').on('data', (some: string) => (text += some));
  const looking = setInterval(() => (megabytes = held(child.pid ?? 0) ?? megabytes), 20);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  return { status, lines: text.split('\n').filter((line) => line !== ''), seconds: (performance.now() - begun) / 1000, megabytes };
}

const seeds = (count: number): string => `1:${count}`;
const report = (lines: readonly (readonly [string, string])[]): void => {
  for (const [name, words] of lines) console.log(`| ${name} | ${words} |`);
};

/** @returns what is above its bar */
async function results(): Promise<string[]> {
  const runs = Number(after('--runs', '100000'));
  const out = join(root, 'results');
  // One is made; the others are it under their names.
  const begun = start(
    'sweep',
    ...BASE,
    '--axis',
    `optimizer.weightDecay=0.1:10:${Math.ceil(runs / 100)}log`,
    '--seeds',
    seeds(100),
    '--out',
    out,
    '--jobs',
    '1',
  );
  const [line] = (await once(begun.stdout ?? begun, 'data')) as [Buffer];
  begun.kill('SIGKILL');
  await once(begun, 'close');
  const { run } = JSON.parse(line.toString('utf8').split('\n')[0] ?? '') as { readonly run: string };
  const bytes = readFileSync(join(out, 'runs', `${run}.jsonl`));
  const { jobs } = jobsOf((await openSweep(out)).plan);
  // By links, of which file systems allow so many to a file.
  for (let i = 0; i < jobs.length; i += 10_000) {
    const source = join(root, `source${i}`);
    writeFileSync(source, bytes);
    for (const { name } of jobs.slice(i, i + 10_000)) {
      const path = join(out, 'runs', `${name}.jsonl`);
      if (!existsSync(path)) linkSync(source, path);
    }
  }
  const [status, collect] = [await ended(start('sweep', 'status', out)), await ended(start('sweep', 'collect', out, '--csv', join(root, 'table.csv')))];
  const rows = readFileSync(join(root, 'table.csv'), 'utf8').trimEnd().split('\n').length - 1;
  report([
    [`status of ${jobs.length} runs of ${bytes.length} bytes`, `${status.seconds.toFixed(2)} s, ${status.megabytes?.toFixed(0)} MB: ${status.lines[0]}`],
    ['collect --csv', `${collect.seconds.toFixed(1)} s, ${collect.megabytes?.toFixed(0)} MB, ${rows} rows`],
  ]);
  return [
    ...(status.seconds < MOST_STATUS_S ? [] : [`status takes ${MOST_STATUS_S} s or more`]),
    ...((collect.megabytes ?? 0) < MOST_COLLECT_MB ? [] : [`collect takes ${MOST_COLLECT_MB} MB or more`]),
    ...(rows === jobs.length ? [] : [`the table has ${rows} rows`]),
  ];
}

/** Processes whose command line holds all of these words; of Linux alone. */
function processesOf(...words: readonly string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const path = `/proc/${name}/cmdline`;
      const line = existsSync(path) ? readFileSync(path, 'utf8').split('\0').join(' ') : '';
      return words.every((word) => line.includes(word)) ? [Number(name)] : [];
    });
}

interface Killing {
  readonly killed: number;
  readonly ended: Ended;
}

/** Kills one of the processes now and then until a program ends. */
async function killing(program: ChildProcess, kill: () => boolean): Promise<Killing> {
  const every = Number(after('--every', '10')) * 1000;
  let killed = 0;
  const strike = setInterval(() => {
    if (kill()) killed++;
  }, every);
  const end = await ended(program);
  clearInterval(strike);
  return { killed, ended: end };
}

const isMine = (pid: number, parent: number): boolean => {
  const path = `/proc/${pid}/stat`;
  return existsSync(path) && readFileSync(path, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent);
};

const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

function strikeChild(parent: number): boolean {
  const victim = any(processesOf('sweep', 'process').filter((pid) => isMine(pid, parent)));
  if (victim === undefined) return false;
  process.kill(victim, 'SIGKILL');
  return true;
}

async function kills(): Promise<string[]> {
  const runs = Number(after('--runs', '10000'));
  const grid = [...BASE, '--axis', `optimizer.weightDecay=0.1:10:${Math.ceil(runs / 100)}log`, '--seeds', seeds(Math.min(100, runs))];
  const url = after('--redis', '');
  const [out, alone] = [join(root, 'killed'), join(root, 'alone')];
  let killed: Killing;
  if (url === '') {
    const program = start('sweep', ...grid, '--out', out);
    killed = await killing(program, () => strikeChild(program.pid ?? 0));
  } else {
    const begin = (): ChildProcess => start('sweep', 'worker', '--redis', url, '--jobs', '1');
    const workers = [begin(), begin(), begin()];
    killed = await killing(start('sweep', ...grid, '--out', out, '--redis', url), () => {
      const i = Math.floor(Math.random() * workers.length);
      workers[i]?.kill('SIGKILL');
      workers[i] = begin();
      return true;
    });
    const closed = workers.map((worker) => once(worker, 'close'));
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all(closed);
  }
  const told = killed.ended.lines.map((line) => (JSON.parse(line) as { readonly run: string }).run);
  const plain = await ended(start('sweep', ...grid, '--out', alone));
  for (const folder of [out, alone]) await ended(start('sweep', 'collect', folder, '--csv', `${folder}.csv`));
  const same = readFileSync(`${out}.csv`).equals(readFileSync(`${alone}.csv`));
  const broken = readdirSync(join(out, 'runs')).filter((name) => !name.endsWith('.jsonl') || name.startsWith('.'));
  report([
    [
      `${runs} runs, ${killed.killed} kills`,
      `${killed.ended.seconds.toFixed(0)} s; told of ${told.length}, ${new Set(told).size} of them different; ${broken.length} files that are not whole`,
    ],
    ['the same without', `${plain.seconds.toFixed(0)} s, ${plain.lines.length} runs`],
    ['tables', same ? 'the same to the byte' : 'different'],
  ]);
  return [
    ...(same ? [] : ['the tables differ']),
    ...(told.length === runs && new Set(told).size === runs ? [] : ['a run was told of twice, or not at all']),
    ...(broken.length === 0 ? [] : ['files are left that are not whole']),
  ];
}

try {
  console.log(machine('Node'));
  const above = await (what === 'kills' ? kills() : results());
  for (const words of above) console.log(`not reached: ${words}`);
  if (args.includes('--check') && above.length > 0) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
