/** Works at the queue: makes what is in it, in processes of this machine, and puts it back made. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Job as Entry } from 'bullmq';
import type { Redis } from 'ioredis';
import { configKey } from '../../../engine/sweeps/sweep.ts';
import { parseConfig } from '../../../engine/config/parse.ts';
import { describeProblems } from '../../../engine/problem.ts';
import { print } from '../../print.ts';
import { hearSignals } from '../../signals.ts';
import { STATUS, statusOf } from '../../status.ts';
import { layDown, prepare, runPath } from '../folder.ts';
import { Lane, type Answer, type Program } from '../lane.ts';
import { nameOf, readPlan, type SweepPlan } from '../plan.ts';
import { connect, disconnect, placeOf } from './connection.ts';
import { dataKey, packed, planId, planKey, QUEUE, type Ordered, type Returned } from './wire.ts';

/** A worker that is not heard of for so long is taken to be gone, and what it had is given to another. */
const LOCK_MS = 15_000;
const STALLED_MS = 5000;
/** How often that may happen to one run: machines that are lent are taken away now and then. Beyond it, it is the run that takes them down. */
const RETAKEN = 100;
const LOOK_MS = 200;

export interface Serving {
  readonly url: string;
  readonly count: number;
  /** To end once there is nothing left to make. */
  readonly untilEmpty: boolean;
  readonly program: Program;
}

interface Laid {
  readonly path: string;
  readonly plan: SweepPlan;
}

/** Folders of the sweeps whose runs come by, as they would lie beside whoever submitted them. */
class Scratch {
  readonly #redis: Redis;
  readonly #root: string;
  readonly #folders = new Map<string, Promise<Laid>>();

  constructor(redis: Redis, root: string) {
    this.#redis = redis;
    this.#root = root;
  }

  folderOf(id: string): Promise<Laid> {
    const known = this.#folders.get(id) ?? this.#lay(id);
    this.#folders.set(id, known);
    // What could not be had may be had another time.
    known.catch(() => this.#folders.delete(id));
    return known;
  }

  async #lay(id: string): Promise<Laid> {
    const text = await this.#redis.get(planKey(id));
    if (text === null || planId(text) !== id) throw new Error('the plan of its sweep is not in Redis any more; submit it again');
    const { plan } = readPlan(text, 'plan');
    const path = join(this.#root, id);
    const data: Record<string, Uint8Array> = {};
    for (const fingerprint of plan.data) {
      const bytes = await this.#redis.getBuffer(dataKey(fingerprint));
      if (bytes === null) throw new Error('a file that it learns from is not in Redis any more; submit its sweep again');
      data[fingerprint] = bytes;
    }
    await layDown(path, text, data);
    await prepare(path);
    return { path, plan };
  }
}

export async function serve({ url, count, untilEmpty, program }: Serving): Promise<number> {
  const { Worker, Queue, UnrecoverableError, WaitingError } = await import('bullmq');
  const redis = await connect(url);
  const root = await mkdtemp(join(tmpdir(), 'grokscope-worker-'));
  const scratch = new Scratch(redis, root);
  const lanes = Array.from({ length: count }, () => new Lane(program));
  const free = [...lanes];
  const signal = hearSignals();

  async function makeIn(lane: Lane, { plan, name, config }: Ordered): Promise<Answer | Returned | null> {
    const folder = await scratch.folderOf(plan).catch((error: unknown) => ({ why: (error as Error).message }));
    if (!('path' in folder)) return folder;
    // What comes from elsewhere is a run of that plan, or it is not made.
    const parsed = parseConfig(config);
    if (!parsed.ok) return { why: describeProblems(parsed.problems, 'en').join('; ') };
    if (nameOf(configKey(parsed.config), folder.plan) !== name) return { why: 'its settings are not those that its name stands for' };
    const answer = await lane.make({ folder: folder.path, name, config: parsed.config });
    if (answer === null || 'why' in answer) return answer;
    const path = runPath(folder.path, name);
    const file = packed(await readFile(path));
    await rm(path);
    await print(JSON.stringify({ run: name, ...answer.result }));
    return file;
  }

  async function make(entry: Entry<Ordered, Returned>, token?: string): Promise<Returned> {
    const lane = free.pop();
    if (lane === undefined) throw new Error('more runs at a time than there are processes');
    try {
      const made = await makeIn(lane, entry.data);
      if (made !== null && 'file' in made) return made;
      if (made !== null && 'why' in made) throw new UnrecoverableError(made.why);
      // Told to stop: another one takes it, at once.
      await entry.moveToWait(token);
      throw new WaitingError();
    } finally {
      free.push(lane);
    }
  }

  const queue = new Queue<Ordered, Returned>(QUEUE, { connection: redis });
  queue.on('error', () => undefined);
  const worker = new Worker<Ordered, Returned>(QUEUE, make, {
    connection: redis,
    concurrency: count,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_MS,
    maxStalledCount: RETAKEN,
  });
  // Connections say themselves that they are lost.
  worker.on('error', () => undefined);
  process.stderr.write(`grokscope: ${count} process${count === 1 ? '' : 'es'} for what comes from ${placeOf(url)}; Ctrl+C gives back what they are at\n`);
  const isOver = async (): Promise<boolean> => untilEmpty && free.length === count && (await queue.getJobCountByTypes('waiting', 'active')) === 0;
  while (signal() === null && !(await isOver())) await wait(LOOK_MS);
  for (const lane of lanes)
    if (signal() === null) lane.end();
    else lane.stop();
  await worker.close();
  await queue.close();
  disconnect(redis);
  await rm(root, { recursive: true, force: true });
  const heard = signal();
  return heard === null ? STATUS.done : statusOf(heard);
}
