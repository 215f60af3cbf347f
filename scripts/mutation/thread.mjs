/**
 * A pool for Vitest whose one thread outlives a run: the modules stay loaded, which otherwise takes most of the time that a mutant takes. Vitest
 * evaluates test files anew in each run, and setup.mjs switches the mutant before off.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** So many runs at most share a thread: each leaves listeners behind. */
const MOST_RUNS = 40;

const kept = { thread: null, runs: 0 };

/** Whether the thread has been through a run already. */
export const isUsed = () => kept.runs > 0;

/** The next run gets a thread of its own. */
export async function renew() {
  const { thread } = kept;
  Object.assign(kept, { thread: null, runs: 0 });
  await thread?.terminate();
}

class KeptThread {
  name = 'kept';
  #options;
  #listeners = [];

  constructor(options) {
    this.#options = options;
  }
  async start() {
    if (kept.runs >= MOST_RUNS) await renew();
    if (kept.thread === null) {
      const { distPath, env, execArgv } = this.#options;
      kept.thread = new Worker(join(distPath, 'workers', 'threads.js'), { env, execArgv, stdout: true, stderr: true });
      kept.thread.setMaxListeners(0);
      kept.thread.stdout.resume();
      kept.thread.stderr.resume();
    }
    kept.runs++;
  }
  async stop() {
    for (const [event, listener] of this.#listeners) kept.thread?.off(event, listener);
    this.#listeners = [];
  }
  on(event, listener) {
    kept.thread.on(event, listener);
    this.#listeners.push([event, listener]);
  }
  off(event, listener) {
    kept.thread?.off(event, listener);
    this.#listeners = this.#listeners.filter(([of, one]) => of !== event || one !== listener);
  }
  send(message) {
    if (message?.type !== 'stop') return kept.thread?.postMessage(message);
    // It goes on for the next run; Vitest is answered as if it had stopped.
    const stopped = { type: 'stopped', __vitest_worker_response__: true };
    for (const [event, listener] of this.#listeners) if (event === 'message') queueMicrotask(() => listener(stopped));
  }
  deserialize(data) {
    return data;
  }
}

/** Makes the projects of a Vitest instance run in the thread that is kept. */
export function keepThread(vitest) {
  for (const project of vitest.projects) {
    project.config.pool = 'kept';
    project.config.poolRunner = { name: 'kept', createPoolWorker: (options) => new KeptThread(options) };
  }
}
