/** A bench whose workers only remember what they were told; the test speaks for them. */
import { vi } from 'vitest';
import type { RunConfig } from '../../src/engine/config/config.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import type { Control } from '../../src/engine/run/host.ts';
import { createBench, type Bench, type BenchState } from '../../src/store/bench.ts';
import { frontOf, type FrontState } from '../../src/store/front.ts';
import { isOn } from '../../src/store/run.ts';
import type { StoreApi } from 'zustand/vanilla';
import { createCrew } from '../../src/worker/crew/crew.ts';
import type { Command, Message } from '../../src/worker/protocol.ts';
import { FakePort } from '../worker/fakePort.ts';

/** A message about a run, before it says which. */
type Unaddressed<M = Message> = M extends { readonly run: string } ? Omit<M, 'run'> : never;
type RunCommand = Extract<Command, { type: 'run' }>;

/** Longer than the bench waits whether another run is asked for. */
const SETTLED_MS = 1600;

export class Table {
  readonly workers: FakePort<Command, Message>[] = [];
  readonly bench: Bench;
  readonly front: StoreApi<FrontState>;
  /** Whether the browser makes workers. */
  makes = true;
  /** Milliseconds by which its clock is ahead of the timers. */
  time = 0;

  constructor({ budget, born = true, cores = 1 }: { readonly budget?: number; readonly born?: boolean; readonly cores?: number } = {}) {
    let id = 0;
    const spawn = (): FakePort<Command, Message> => {
      if (!this.makes) throw new Error('refused by policy');
      const worker = new FakePort<Command, Message>();
      this.workers.push(worker);
      worker.well = born;
      if (born) setTimeout(() => worker.pulse(), 1);
      return worker;
    };
    this.bench = createBench({
      crew: createCrew(),
      spawn,
      now: () => this.time + performance.now(),
      newId: () => `run-${++id}`,
      cores,
      ...(budget === undefined ? {} : { budget }),
    });
    this.front = frontOf(this.bench);
  }

  get worker(): FakePort<Command, Message> {
    return this.workers.at(-1);
  }
  get commands(): Command[] {
    return this.workers.flatMap(({ commands }) => commands);
  }
  /** Every run that any worker was told of. */
  get runs(): RunCommand[] {
    return this.commands.filter((command): command is RunCommand => command.type === 'run');
  }
  get controls(): Control[] {
    return this.commands.flatMap((command) => (command.type === 'control' ? [command.control] : []));
  }
  /** The run that a worker was told of last. */
  get id(): string {
    return this.runs.at(-1)?.run ?? '';
  }
  get state(): BenchState {
    return this.bench.store.getState();
  }
  get shown(): FrontState {
    return this.front.getState();
  }

  say(message: Unaddressed, run = this.id): void {
    this.worker.say({ ...message, run });
  }
  event(event: RunEvent, run = this.id): void {
    this.say({ type: 'event', event }, run);
  }
  /** Time passes: runs that were asked for are sent. */
  settle(): void {
    vi.advanceTimersByTime(SETTLED_MS);
  }
  /** The worker begins the run it was told of last, in place of the one in front. */
  begin(run = this.id): void {
    const { front } = this.state;
    this.say({ type: 'phase', phase: 'waiting' }, run);
    if (front !== null && front.id !== run && isOn(front.store.getState().status)) {
      this.event({ type: 'finished', step: front.record.step, reason: 'stopped' }, front.id);
    }
    this.say({ type: 'phase', phase: 'backend' }, run);
  }
  started(config: RunConfig, step = 0, run = this.id): void {
    this.event(
      { type: 'started', config, parameters: 10, trainSize: 6, valSize: 4, step, backend: 'wasm', device: 'WASM SIMD', build: 'SIMD', fallbacks: [] },
      run,
    );
  }
  /** Asks for a run, and it is under way. */
  run(config: RunConfig, options: { readonly paused?: boolean } = {}): void {
    this.bench.start(config, options);
    this.settle();
    this.begin();
    this.started(config);
  }
}
