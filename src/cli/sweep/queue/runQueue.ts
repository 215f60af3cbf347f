/** The runs of sweeps in Redis, by BullMQ: what is wanted goes in, what is made comes out. */
import type { Job as Entry, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { laidDown } from '../folder.ts';
import type { Job } from '../plan.ts';
import { connect, disconnect } from './connection.ts';
import { dataKey, idOf, nameIn, planId, planKey, QUEUE, unpacked, type Ordered, type Returned } from './wire.ts';

/** Entries that go to Redis at once. */
const CHUNK = 500;

export type Finished = { readonly job: Job } & ({ readonly lines: string } | { readonly why: string });

export interface Counts {
  readonly waiting: number;
  readonly active: number;
  readonly made: number;
  readonly failed: number;
  readonly workers: number;
}

const chunksOf = <T>(list: readonly T[]): T[][] => Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, i) => list.slice(i * CHUNK, (i + 1) * CHUNK));

export class RunQueue {
  readonly #redis: Redis;
  readonly #queue: Queue<Ordered, Returned>;

  private constructor(redis: Redis, queue: Queue<Ordered, Returned>) {
    this.#redis = redis;
    this.#queue = queue;
  }

  /** @throws as `connect` */
  static async open(url: string): Promise<RunQueue> {
    const redis = await connect(url);
    const { Queue } = await import('bullmq');
    const queue = new Queue<Ordered, Returned>(QUEUE, { connection: redis });
    // Connections say themselves that they are lost.
    queue.on('error', () => undefined);
    return new RunQueue(redis, queue);
  }

  /** Puts in what is not in it: a run's name is its id. @returns how many it was of */
  async submit(folder: string, jobs: readonly Job[]): Promise<number> {
    const { text, data } = await laidDown(folder);
    const plan = planId(text);
    for (const [fingerprint, bytes] of Object.entries(data)) await this.#redis.setnx(dataKey(fingerprint), Buffer.from(bytes));
    await this.#redis.set(planKey(plan), text);
    const before = await this.#size();
    for (const some of chunksOf(jobs)) {
      await this.#queue.addBulk(some.map(({ name, config }) => ({ name: 'run', data: { plan, name, config }, opts: { jobId: idOf(name) } })));
    }
    return (await this.#size()) - before;
  }

  /** What of these is made or has failed. An entry leaves the queue when the next one is asked for, so that whoever keeps it has kept it by then. */
  async *finished(wanted: ReadonlyMap<string, Job>): AsyncGenerator<Finished> {
    const ids = await this.#queue.getRanges(['completed', 'failed'], 0, -1);
    for (const some of chunksOf(ids.filter((id) => wanted.has(nameIn(id))))) {
      for (const entry of await Promise.all(some.map((id) => this.#queue.getJob(id) as Promise<Entry<Ordered, Returned> | undefined>))) {
        const job = wanted.get(entry?.data.name ?? '');
        if (entry === undefined || job === undefined) continue;
        yield entry.failedReason === undefined ? { job, lines: unpacked(entry.returnvalue) } : { job, why: entry.failedReason };
        await entry.remove();
      }
    }
  }

  async counts(): Promise<Counts> {
    const { waiting = 0, active = 0, completed = 0, failed = 0 } = await this.#queue.getJobCounts('waiting', 'active', 'completed', 'failed');
    return { waiting, active, made: completed, failed, workers: await this.#queue.getWorkersCount() };
  }

  async close(): Promise<void> {
    await this.#queue.close();
    disconnect(this.#redis);
  }

  async #size(): Promise<number> {
    const { waiting, active, made, failed } = await this.counts();
    return waiting + active + made + failed;
  }
}
