/** One run, from the first event to the last. The worker, the command line and tests are hosts of this function. */
import type { BackendRequest } from '../backend/choice.ts';
import { DeviceLost } from '../backend/device.ts';
import { isOutOfMemory, OutOfMemory } from '../backend/memory.ts';
import type { Backends } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import { withChanges } from '../config/live.ts';
import { refusedMemory } from '../cost/limit.ts';
import { rememberingData } from './data.ts';
import type { Change } from './change.ts';
import type { EndReason, RunEvent } from './events.ts';
import type { Control, Host } from './host.ts';
import type { Goal } from './milestone.ts';
import { Pace } from './pace.ts';
import { Reporter, type End } from './reporter.ts';
import type { Snapshot } from './snapshot.ts';
import { Speedometer } from './speedometer.ts';
import { Succession } from './succession.ts';
import type { Told } from './told.ts';
import { trialOf } from './trial.ts';

export interface RunOptions {
  readonly backends: Backends;
  readonly backend: BackendRequest;
  /** Goes on from here instead of from the initialisation. */
  readonly from?: Snapshot | null;
  /** Goes on after the death of a host that had told this much. */
  readonly told?: Told | null;
  /** Changes to make, in the order of their steps. Those that `from` or `told` have made already are not made again. */
  readonly plan?: readonly Change[];
  /** Shows the step it starts from, or the one that was told last, and waits for a control. */
  readonly paused?: boolean;
  /** Ends the run once it is settled whether it reaches this. */
  readonly until?: Goal | null;
  /**
   * Says only what its config asks for, as one device computes it: no snapshots, no evaluation because of a pause. Should its device be lost, it
   * starts again from its start, and tells everything again from 'started' on.
   */
  readonly terse?: boolean;
  /** Keeps a snapshot after every so many updates as well. */
  readonly keepEvery?: number | null;
}

export type Outcome = 'finished' | 'diverged';

/** How often the host hears how fast it goes, in milliseconds. */
const PROGRESS_MS = 100;

/** A look at the network does nothing to the run. */
const isLook = ({ type }: Control): boolean => type === 'parameters';

/** A run in progress: where it is, and what it was told. */
class Runner {
  readonly #config: RunConfig;
  readonly #host: Host;
  readonly #until: Goal | null;
  readonly #terse: boolean;
  readonly #keepEvery: number | null;
  readonly #succession: Succession;
  readonly #reporter: Reporter;
  readonly #pace: Pace;
  readonly #speedometer = new Speedometer();
  /** Updates that an asynchronous device has yet to make, while the host hears of those before. */
  #slice: Promise<void> | null = null;
  #stopped = false;
  /** The step that it may go to. */
  #allowed = Number.POSITIVE_INFINITY;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(config: RunConfig, host: Host, options: RunOptions, succession: Succession) {
    this.#config = config;
    this.#host = host;
    this.#until = options.until ?? null;
    this.#terse = options.terse ?? false;
    this.#keepEvery = options.keepEvery ?? null;
    this.#succession = succession;
    this.#reporter = new Reporter(config, host, options, succession.opened.choice.backend);
    this.#pace = new Pace(options.paused ?? false, succession.behind);
  }

  async go(): Promise<Outcome> {
    this.#begin();
    for (;;) {
      try {
        const end = await this.#turn();
        if (end !== null) {
          this.#succession.trainer.dispose();
          this.#host.emit(end);
          return end.type === 'diverged' ? 'diverged' : 'finished';
        }
      } catch (error) {
        if (!(error instanceof DeviceLost)) {
          this.#succession.trainer.dispose();
          throw error;
        }
        await this.#recover(error);
      }
    }
  }

  /** Whether it waits for leave to go on. */
  get #held(): boolean {
    return this.#succession.trainer.step >= this.#allowed;
  }

  #begin(): void {
    const { trainer, opened } = this.#succession;
    const { parameterCount: parameters, trainSize, valSize, step } = trainer;
    this.#host.emit({ type: 'started', config: this.#config, parameters, trainSize, valSize, step, ...opened.choice });
  }

  /** One round: report if due, hear the host, make some updates. Returns the last event once the run is over. */
  async #turn(): Promise<RunEvent | null> {
    const { trainer, opened } = this.#succession;
    const { paused } = this.#pace;
    const atEnd = trainer.step >= this.#config.steps;
    const before = await this.#reporter.ask(trainer, paused);
    if (before !== null) return this.#end(before);
    const keeps = this.#keepEvery !== null && trainer.step > 0 && trainer.step % this.#keepEvery === 0;
    const waits = !opened.device.asynchronous || paused || atEnd || this.#until !== null || keeps;
    const last = waits ? await this.#reporter.answered() : null;
    if (last !== null) return this.#end(last);
    if (keeps) await this.#reporter.close(trainer);
    if (atEnd) return this.#finish('steps');
    this.#tell(paused || this.#held);
    const controls = await this.#host.turn(this.#held ? Number.POSITIVE_INFINITY : this.#pace.wait(this.#host.now()));
    // What a control does is reported after what happened before it.
    const planned = this.#succession.untilPlanned === 0;
    const end = !planned && controls.every(isLook) ? null : await this.#reporter.answered();
    if (end !== null) return this.#end(end);
    for (const change of await this.#succession.changeAsPlanned()) this.#host.emit({ type: 'changed', ...change });
    for (const control of controls) this.#obey(control);
    if (controls.some(isLook)) await this.#handOver();
    if (this.#stopped) return this.#finish('stopped');
    if (!this.#pace.paused) await this.#advance();
    return null;
  }

  async #end(end: End): Promise<RunEvent> {
    return end.type === 'reached' ? this.#finish(end.kind) : end;
  }

  async #finish(reason: EndReason): Promise<RunEvent> {
    const { trainer } = this.#succession;
    await this.#reporter.close(trainer);
    this.#tell(true);
    return { type: 'finished', step: trainer.step, reason };
  }

  #obey(control: Control): void {
    const now = this.#host.now();
    switch (control.type) {
      case 'pause':
        this.#pace.pause();
        return this.#speedometer.reset();
      case 'resume':
        return this.#pace.resume(now);
      case 'step':
        return this.#pace.resume(now, control.count);
      case 'speed':
        return this.#pace.limit(now, control.stepsPerSecond);
      case 'allow':
        this.#allowed = control.step ?? Number.POSITIVE_INFINITY;
        return undefined;
      case 'change':
        return this.#host.emit({ type: 'changed', ...this.#succession.change(control.patch) });
      case 'parameters':
        return undefined; // handed over once all are obeyed
      case 'lost':
        if (this.#succession.opened.device.isGone()) throw new DeviceLost('the device was lost');
        return undefined;
      case 'stop':
        this.#stopped = true;
    }
  }

  /** Hands the network over. An asynchronous device answers while updates go on; one that is lost meanwhile does not answer. */
  async #handOver(): Promise<void> {
    const { trainer, opened } = this.#succession;
    const handed = trainer.parameters().then(
      (at) => this.#host.parameters?.(at),
      () => null,
    );
    if (!opened.device.asynchronous) await handed;
  }

  /** Makes updates, and never past an evaluation step. */
  async #advance(): Promise<void> {
    const { trainer, opened } = this.#succession;
    if (this.#held) return;
    const start = this.#host.now();
    this.#speedometer.mark(start, trainer.step);
    const { free } = this.#pace;
    const untilKept = this.#keepEvery === null ? Infinity : this.#keepEvery - (trainer.step % this.#keepEvery);
    const count = this.#pace.take(start, Math.min(trainer.stepsUntilDue(), this.#succession.untilPlanned, untilKept, this.#allowed - trainer.step));
    if (count === 0) return;
    trainer.advance(count);
    const slice = trainer.settle();
    slice.catch(() => undefined); // heard by whoever waits for it
    // An asynchronous device is kept one slice ahead, so that it does not idle while the host hears of the last one.
    await (opened.device.asynchronous && free ? this.#slice : slice);
    this.#slice = slice;
    if (this.#pace.took(count, this.#host.now() - start)) this.#speedometer.reset();
  }

  #tell(always: boolean): void {
    const time = this.#host.now();
    if (!always && time - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = time;
    const { paused } = this.#pace;
    this.#host.progress?.({ step: this.#succession.trainer.step, stepsPerSecond: paused ? 0 : this.#speedometer.stepsPerSecond, paused });
  }

  /** The device is gone: another goes on from the last snapshot. What was reported already is not reported again, unless the run is terse. */
  async #recover({ message: what, words: why }: DeviceLost): Promise<void> {
    await this.#reporter.forsake();
    const { step } = this.#succession.trainer;
    const terse = this.#terse;
    if (terse) this.#reporter.restart();
    await this.#succession.succeed(this.#reporter.last, terse);
    this.#speedometer.reset();
    this.#pace.restart(this.#succession.behind);
    this.#slice = null;
    if (terse) return this.#begin();
    const { trainer, opened } = this.#succession;
    this.#host.emit({ type: 'recovered', lost: 'device', step, from: trainer.step, what, why, ...opened.choice });
  }
}

/**
 * Trains the network of a validated config and emits the run's events to the host; see RunEvent.
 * @returns how it ended. @throws OutOfMemory, in words. @throws Error when no backend works at all, or a data file cannot be had.
 */
export async function run(config: RunConfig, host: Host, options: RunOptions): Promise<Outcome> {
  const { backends, backend, from = null, told = null } = options;
  const dataOf = rememberingData(host);
  const dataset = await dataOf(withChanges(config, from?.changes ?? []));
  // One that goes on has had its backend; should that be gone with its host, another lets it go on.
  const opened = await (told === null ? backends.open(backend, trialOf(config, dataset, host)) : backends.reopen(backend, told.on ?? 'wasm', told));
  try {
    return await new Runner(config, host, options, new Succession(config, dataset, dataOf, options, opened)).go();
  } catch (error) {
    throw isOutOfMemory(error) ? new OutOfMemory(refusedMemory(config)) : error;
  }
}
