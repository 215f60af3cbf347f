/** A pool that only remembers what it was given; the test speaks for its workers. */
import type { BackendRequest } from '../../src/engine/backend/choice.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { text } from '../../src/engine/text.ts';
import type { SweepListener, SweepPool, SweepTask } from '../../src/worker/sweepPool.ts';
import { metrics } from './events.ts';

export class FakePool implements SweepPool {
  /** Given and neither done nor failed. */
  tasks: readonly SweepTask[] = [];
  backend: BackendRequest | null = null;
  readonly told: string[] = [];
  #listener!: SweepListener;

  connect = (listener: SweepListener): SweepPool => {
    this.#listener = listener;
    return this;
  };
  start(tasks: readonly SweepTask[], backend: BackendRequest): void {
    this.told.push('start');
    this.tasks = tasks;
    this.backend = backend;
  }
  drop(id: string): void {
    this.tasks = this.tasks.filter((task) => task.id !== id);
    if (this.tasks.length === 0) this.hear.idle();
  }
  pause = (): void => void this.told.push('pause');
  resume = (): void => void this.told.push('resume');
  stop = (): void => void this.told.push('stop');

  get hear(): SweepListener {
    return this.#listener;
  }
  /** The id of the task at a place of the queue. */
  id(place = 0): string {
    return this.tasks[place]?.id ?? '';
  }

  /** One run from its first event to its last. */
  run({ id, config }: SweepTask, events: readonly RunEvent[] = runOf(config.steps)): void {
    this.hear.began(id);
    for (const event of events) this.hear.event(id, event);
    this.hear.done(id);
  }
  /** Makes the next `count` runs. */
  finish(count: number): void {
    const [now, later] = [this.tasks.slice(0, count), this.tasks.slice(count)];
    this.tasks = later;
    for (const task of now) this.run(task);
    if (later.length === 0) this.hear.idle();
  }
  fail(what: string): void {
    const id = this.id();
    this.tasks = this.tasks.slice(1);
    this.hear.failed(id, text(what, what));
  }
}

/** What a short run says. */
export function runOf(steps: number): RunEvent[] {
  return [
    {
      type: 'started',
      config: {} as never,
      parameters: 10,
      trainSize: 6,
      valSize: 4,
      step: 0,
      backend: 'wasm',
      device: 'WASM SIMD',
      build: 'SIMD',
      fallbacks: [],
    },
    metrics(0, 0, 0, 25),
    metrics(steps, 1, 0.5, 25),
    { type: 'finished', step: steps, reason: 'steps' },
  ];
}
