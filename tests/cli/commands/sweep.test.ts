/** The command `sweep` as a program: a folder that holds what is made, whatever happens meanwhile. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { readLines } from '../../../src/engine/runfile/lines.ts';
import { unless } from '../../unless.ts';
import { cli, PROGRAM, TINY } from '../program.ts';

const posix = unless(process.platform === 'win32' ? 'Windows has no signals' : null);
const root = mkdtempSync(join(tmpdir(), 'grokscope-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const folder = (): string => join(root, String(folders++));

const SMALL = ['--preset', 'default', '--kernels', 'exact', ...TINY];
const GRID = [...SMALL, '--axis', 'optimizer.weightDecay=0.1:10:3log', '--seeds', '1:3', '--steps', '30'];
const runsIn = (out: string): string[] => readdirSync(join(out, 'runs')).toSorted();
const csvIn = (out: string, ...more: readonly string[]): readonly string[] => cli('sweep', 'collect', out, '--csv', ...more).lines;
const statusIn = (out: string): Record<string, unknown> => JSON.parse(cli('sweep', 'status', out).lines[0] ?? '{}') as Record<string, unknown>;

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

const whole = folder();
const first = cli('sweep', ...GRID, '--out', whole);

test('a run for each value and seed, told as it is made', () => {
  expect([first.status, first.lines.length]).toEqual([0, 9]);
  expect(first.stderr).toMatch(/9 of 9 runs are made, now 9 confusion/);
  expect(runsIn(whole)).toHaveLength(9);
  expect(statusIn(whole)).toEqual({ preset: 'default', axes: ['optimizer.weightDecay'], seeds: 3, runs: 9, made: 9, left: 0, failed: [] });
});

test('each file is the run that the same settings give, line for line, and opens as it', () => {
  const [name = ''] = runsIn(whole);
  const bytes = readFileSync(join(whole, 'runs', name));
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  const { config } = JSON.parse(lines[0] ?? '') as { config: object };
  writeFileSync(join(root, 'config.json'), JSON.stringify(config));
  const plain = cli('run', '--config', join(root, 'config.json'), '--kernels', 'exact').lines.filter((line) => !line.startsWith('{"type":"snapshot"'));
  expect(lines.slice(0, -1)).toEqual(plain);
  expect(readLines(new Uint8Array(bytes)).step).toBe(30);
});

test('the table has a row for each, in the order of the axis, then of the seeds', () => {
  const [head = '', ...rows] = csvIn(whole);
  expect(head).toMatch(/^run,optimizer\.weightDecay,seed,outcome,memorised,grokked,delay,steps,diverged,.*train\.loss.*,kernels,version,machine$/);
  expect(rows.map((row) => row.split(',').slice(1, 4).join(' '))).toEqual(
    ['0.1', '1', '10'].flatMap((decay) => [1, 2, 3].map((seed) => `${decay} ${seed} confusion`)),
  );
});

test('again, there is nothing to do; with other settings the folder is left as it is', () => {
  const before = readFileSync(join(whole, 'sweep.json'), 'utf8');
  expect(cli('sweep', ...GRID, '--out', whole)).toMatchObject({ status: 0, lines: [] });
  expect(cli('sweep', '--out', whole)).toMatchObject({ status: 0, lines: [] });
  expect(cli('sweep', ...GRID, '--steps', '31', '--out', whole)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('another sweep is in it') as string,
  });
  expect(readFileSync(join(whole, 'sweep.json'), 'utf8')).toBe(before);
});

test('killed in the middle, the folder alone goes on, to the same table', posix, async () => {
  const out = folder();
  const child = spawn(process.execPath, [PROGRAM, 'sweep', ...GRID, '--out', out], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (!existsSync(join(out, 'runs')) || runsIn(out).length < 2) await wait(10);
  child.kill('SIGKILL');
  await ended;
  const made = Number(statusIn(out)['made']);
  expect(made).toBeGreaterThan(0);
  writeFileSync(join(out, 'runs', '.half-1.part'), '{"ty');
  const { status, lines } = cli('sweep', '--out', out);
  // Its processes may have finished a run after it was gone.
  expect([status, lines.length <= 9 - made]).toEqual([0, true]);
  expect(readdirSync(join(out, 'runs')).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(csvIn(out)).toEqual(csvIn(whole));
});

test('its processes are killed again and again: every run is made once, the table is the same', posix, async () => {
  const out = folder();
  const child = spawn(process.execPath, [PROGRAM, 'sweep', ...GRID, '--out', out], { stdio: ['ignore', 'pipe', 'inherit'] });
  const names: string[] = [];
  let killed = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    // After every second run, so that no run can be blamed.
    if (names.push((JSON.parse(line) as { run: string }).run) % 2 === 0) continue;
    const own = spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
      .stdout.trim()
      .split('\n');
    spawnSync('kill', ['-9', own[killed % own.length] ?? '']);
    killed++;
  }
  expect([names.length, new Set(names).size, killed]).toEqual([9, 9, 5]);
  expect(await exitOf(child)).toBe(0);
  expect(csvIn(out)).toEqual(csvIn(whole));
});

test('Ctrl+C leaves what is made and says how to go on', posix, async () => {
  const out = folder();
  const child = spawn(process.execPath, [PROGRAM, 'sweep', ...SMALL, '--seeds', '1:40', '--steps', '3000', '--out', out], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (words: string) => (stderr += words));
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(130);
  expect(stderr).toMatch(/stopped; «sweep --out .*» goes on/);
  expect(statusIn(out)).toMatchObject({ runs: 40, failed: [] });
});

test('shares of a scheduler make all of it, each a part of its own', () => {
  const out = folder();
  expect(cli('sweep', ...GRID, '--out', out, '--jobs', '1').status).toBe(0);
  rmSync(join(out, 'runs'), { recursive: true });
  const shares = [0, 1].map((index) => cli('sweep', 'run', out, '--index', String(index), '--of', '2', '--jobs', '1'));
  expect(shares.map(({ status, lines }) => [status, lines.length])).toEqual([
    [0, 5],
    [0, 4],
  ]);
  expect(csvIn(out)).toEqual(csvIn(whole));
  expect(cli('sweep', 'run', out, '--index', '2', '--of', '2').status).toBe(2);
});

test('a milestone ends each run early', () => {
  const out = folder();
  const { status, lines } = cli(
    'sweep',
    ...SMALL,
    '--set',
    'milestones.memorised=0.1',
    '--steps',
    '2000',
    '--seeds',
    '1:2',
    '--until',
    'memorised',
    '--out',
    out,
  );
  expect(status).toBe(0);
  expect(lines.map((line) => (JSON.parse(line) as { whole: boolean }).whole)).toEqual([false, false]);
});

test('the delay that is called grokking is the reader’s, afterwards too', () => {
  const out = folder();
  cli('sweep', '--preset', 'quadratic-97', '--steps', '60', '--seeds', '1', '--out', out);
  const outcome = (...more: readonly string[]): string | undefined => csvIn(out, ...more)[1]?.split(',')[2];
  expect([outcome(), outcome('--delay', '1')]).toEqual(['comprehension', 'grokking']);
});

test.each([
  [['--axis', 'optimizer.weightDecay=a', '--out', 'x'], '--axis optimizer.weightDecay: "a" is not allowed'],
  [['--axis', 'nothing=1', '--out', 'x'], '--axis axis: "nothing" is not allowed'],
  [['--seeds', '3:1', '--out', 'x'], '--seeds seeds: "3:1" is not allowed'],
  [['--seeds', '1:2', '--seed', '1', '--out', 'x'], '--seed and --seeds'],
  [['--axis', 'seed=1', '--out', 'x'], 'seeds are named with --seeds'],
  [['--axis', 'init.scale=1,2', '--axis', 'init.scale=3', '--out', 'x'], 'it is named twice'],
  [['--seeds', '1:2'], '--out: name the folder'],
  [['--jobs', '0', '--out', 'x'], 'at least 1'],
  [['--set', '@5.seed=1', '--out', 'x'], '@5.seed'],
  [['--axis', 'task.p=4,6', '--set', 'task.operation=divide', '--out', 'x'], 'task.p'],
  [['status', 'nowhere'], 'there is no sweep.json in it'],
  [['collect', 'nowhere'], 'name one of --csv'],
  [['run', 'nowhere', '--index', '1'], '--index and --of'],
  [['process'], 'only a sweep starts it'],
])('%j is refused: %s', (args, words) => {
  const { status, stderr } = cli('sweep', ...args);
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(words);
  expect(existsSync('x')).toBe(false);
});

test('a file that is no run any more is named', () => {
  const out = folder();
  cli('sweep', ...SMALL, '--steps', '3', '--seeds', '1', '--out', out);
  const [name = ''] = runsIn(out);
  writeFileSync(join(out, 'runs', name), 'nonsense');
  expect(cli('sweep', 'collect', out, '--csv')).toMatchObject({ status: 2, stderr: expect.stringContaining(name) as string });
});
