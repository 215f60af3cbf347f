/** `sweep submit`, `sweep worker` and `--redis` as programs, at a Redis server of their own: each run is made once, whoever dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { nameIn, QUEUE, type Ordered, type Returned } from '../../../src/cli/sweep/queue/wire.ts';
import { cli, PROGRAM, TINY } from '../program.ts';
import { RedisServer } from '../redis.ts';

const root = mkdtempSync(join(tmpdir(), 'grokscope-'));
let folders = 0;
const folder = (): string => join(root, String(folders++));

const BASE = ['--preset', 'default', '--kernels', 'exact', ...TINY, '--axis', 'optimizer.weightDecay=0.1:10:4log', '--seeds', '1:3'];
const gridOf = (steps: number): string[] => [...BASE, '--steps', String(steps)];
const csvIn = (out: string): readonly string[] => cli('sweep', 'collect', out, '--csv').lines;
const filesIn = (out: string): string[] => readdirSync(join(out, 'runs')).toSorted();

let redis: RedisServer;
let queue: Queue<Ordered, Returned>;
let client: ReturnType<RedisServer['client']>;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  redis = await RedisServer.start();
  client = redis.client();
  queue = new Queue(QUEUE, { connection: client });
  queue.on('error', () => undefined);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await queue.obliterate({ force: true });
});
afterAll(async () => {
  await queue.close();
  client.disconnect();
  await redis.end();
  rmSync(root, { recursive: true });
});

interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Runs that it said it made. */
  readonly made: string[];
}

function start(...args: readonly string[]): Program {
  const child = spawn(process.execPath, [PROGRAM, 'sweep', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.add(child);
  const made: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line !== '') made.push((JSON.parse(line) as { readonly run: string }).run);
  });
  return { child, made, ended: once(child, 'close').then(([status]) => status as number | null) };
}

const work = (...more: readonly string[]): Program => start('worker', '--redis', redis.url, '--jobs', '1', ...more);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}
const waiting = async (): Promise<number> => queue.getJobCountByTypes('waiting');
const active = async (): Promise<number> => queue.getJobCountByTypes('active');

test('submitted twice and made by three, each run is made once, to the same table as by one machine', async () => {
  const [alone, out] = [folder(), folder()];
  cli('sweep', ...gridOf(20), '--out', alone);
  expect(cli('sweep', 'submit', ...gridOf(20), '--out', out, '--redis', redis.url).stderr).toContain('12 runs submitted');
  expect(cli('sweep', 'submit', '--out', out, '--redis', redis.url).stderr).toContain('0 runs submitted; 12 of 12 were in the queue already');
  const said = cli('sweep', 'status', out, '--redis', redis.url).lines[0] ?? '';
  expect(JSON.parse(said)).toMatchObject({ runs: 12, made: 0, queue: { waiting: 12, active: 0, made: 0, failed: 0, workers: 0 } });
  const three = [1, 2, 3].map(() => work('--until-empty'));
  expect(await Promise.all(three.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  const made = three.flatMap((one) => one.made);
  expect([made.length, new Set(made).size]).toEqual([12, 12]);
  const { lines, stderr } = cli('sweep', 'collect', out, '--redis', redis.url, '--csv');
  expect(stderr).toContain('12 runs came from the queue; 0 of this sweep are not made yet');
  expect(lines).toEqual(csvIn(alone));
  expect(filesIn(out)).toEqual(filesIn(alone));
  expect(await queue.count()).toBe(0);
});

test('whoever waits for it goes on when a worker is killed over a run and Redis is killed and started again', async () => {
  const [alone, out] = [folder(), folder()];
  cli('sweep', ...gridOf(2000), '--out', alone);
  const waits = start(...gridOf(2000), '--out', out, '--redis', redis.url);
  const first = work();
  await until(async () => first.made.length > 0 && (await active()) > 0);
  first.child.kill('SIGKILL');
  const others = [work('--until-empty'), work('--until-empty')];
  await until(() => waits.made.length > 3);
  await redis.stop();
  await wait(1000);
  await redis.begin();
  expect([await waits.ended, ...(await Promise.all(others.map(({ ended }) => ended)))]).toEqual([0, 0, 0]);
  expect([waits.made.length, new Set(waits.made).size]).toEqual([12, 12]);
  expect(csvIn(out)).toEqual(csvIn(alone));
});

test('a worker that is told to stop gives back what it is at, at once', async () => {
  const out = folder();
  cli('sweep', 'submit', ...gridOf(1_000_000), '--out', out, '--redis', redis.url);
  const one = work();
  await until(async () => (await active()) === 1);
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(143);
  expect([await waiting(), await active()]).toEqual([12, 0]);
});

test('what cannot be made fails alone and is named, and can be submitted again', async () => {
  const out = folder();
  cli('sweep', 'submit', ...gridOf(20), '--out', out, '--redis', redis.url);
  const [wrong, other] = await queue.getWaiting();
  await wrong?.updateData({ ...wrong.data, config: { ...wrong.data.config, steps: -1 } });
  // Files of a worker's own machine are not to be named by what comes in.
  await other?.updateData({ ...other.data, name: `../../${other.data.name}` });
  await work('--until-empty').ended;
  expect((await queue.getFailed()).map(({ failedReason }) => failedReason).toSorted()).toEqual([
    'its settings are not those that its name stands for',
    expect.stringContaining('steps: '),
  ]);
  await other?.updateData({ ...other.data, name: nameIn(other.id ?? '') });
  const { stderr } = cli('sweep', 'collect', out, '--redis', redis.url);
  expect(stderr).toContain(`run ${wrong?.data.name} cannot be made: steps: `);
  expect(stderr).toContain('10 runs came from the queue');
  const { made, failed } = JSON.parse(cli('sweep', 'status', out).lines[0] ?? '') as { readonly made: number; readonly failed: readonly object[] };
  expect([made, failed.length]).toEqual([10, 2]);
  expect(cli('sweep', 'submit', '--out', out, '--redis', redis.url).stderr).toContain('2 runs submitted');
  await work('--until-empty').ended;
  cli('sweep', 'collect', out, '--redis', redis.url);
  expect(JSON.parse(cli('sweep', 'status', out).lines[0] ?? '')).toMatchObject({ made: 12, left: 0 });
});

test("the reader's own files go to the workers", async () => {
  const [alone, out] = [folder(), folder()];
  const path = join(root, 'own.csv');
  writeFileSync(path, `x,y,class\n${Array.from({ length: 40 }, (_, i) => `${(i % 7) / 7},${(i % 5) / 5},${i % 2 === 0 ? 'even' : 'odd'}`).join('\n')}\n`);
  const grid = ['--data', path, '--kernels', 'exact', '--steps', '5', '--seeds', '1:2'];
  cli('sweep', ...grid, '--out', alone);
  cli('sweep', 'submit', ...grid, '--out', out, '--redis', redis.url);
  await work('--until-empty').ended;
  cli('sweep', 'collect', out, '--redis', redis.url);
  expect(filesIn(out)).toHaveLength(2);
  expect(csvIn(out)).toEqual(csvIn(alone));
  expect(readFileSync(join(out, 'sweep.json'), 'utf8')).toBe(readFileSync(join(alone, 'sweep.json'), 'utf8'));
});

test('Redis that has forgotten everything is told again', async () => {
  const out = folder();
  const waits = start(...gridOf(20), '--out', out, '--redis', redis.url);
  await until(async () => (await waiting()) === 12);
  await client.flushall();
  await until(async () => (await waiting()) === 12);
  await work('--until-empty').ended;
  expect(await waits.ended).toBe(0);
  expect(filesIn(out)).toHaveLength(12);
});

test('an address that is none, and one where nothing answers, are named without the password', () => {
  const out = folder();
  expect(cli('sweep', 'worker', '--redis', 'localhost:6379')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--redis: it must be an address') as string,
  });
  const nobody = cli('sweep', 'submit', ...gridOf(20), '--out', out, '--redis', 'redis://me:secret@127.0.0.1:1');
  expect(nobody).toMatchObject({ status: 5, stderr: 'grokscope: --redis redis://127.0.0.1:1: connection refused (ECONNREFUSED)\n' });
  const refused = cli('sweep', 'worker', '--redis', redis.url.replace('redis://', 'redis://me:secret@'));
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/--redis redis:\/\/127\.0\.0\.1:\d+: WRONGPASS/);
});
