/** One run, from the first event to the last. The worker, the command line and tests are hosts of this function. */
import type { BackendRequest } from '../backend/choice.ts';
import { DeviceLost } from '../backend/device.ts';
import type { Backends, Opened } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Change } from './change.ts';
import { loadDataset } from './data.ts';
import type { EndReason, RunEvent } from './events.ts';
import type { Control, Host } from './host.ts';
import type { MilestoneKind } from './milestone.ts';
import { sampleOf } from './sample.ts';
import { isDue } from './schedule.ts';
import { faultOf } from '../probes/measuring.ts';
import type { Snapshot } from './snapshot.ts';
import { createTrainer, type Trainer } from './trainer.ts';
import { trialOf } from './trial.ts';

export interface RunOptions {
  readonly backends: Backends;
  readonly backend: BackendRequest;
  /** Goes on from here instead of from the initialisation. */
  readonly from?: Snapshot | null;
  /** Shows step 0 and waits for a control. */
  readonly paused?: boolean;
  /** Ends the run at this milestone. */
  readonly until?: MilestoneKind | null;
  /** Says only what its config asks for: no snapshots, and no evaluation because of a pause. */
  readonly terse?: boolean;
}

export type Outcome = 'finished' | 'diverged';

/** Longest time between two turns to the host: what it takes to answer a click. */
const SLICE_MS = 30;
/** How often the host hears how fast it goes. */
const PROGRESS_MS = 100;
/** Snapshots per decade of steps. */
const SNAPSHOTS_PER_DECADE = 20;
/** Devices that may be lost in one run before WebGPU is left alone. */
const MAX_LOSSES = 2;

/** Steps per second over a sliding second. */
class Speedometer {
  readonly #marks: [time: number, step: number][] = [];

  mark(time: number, step: number): void {
    this.#marks.push([time, step]);
    while (this.#marks.length > 2 && time - (this.#marks[0] as [number, number])[0] > 1000) this.#marks.shift();
  }

  reset(): void {
    this.#marks.length = 0;
  }

  get stepsPerSecond(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || last[0] <= first[0]) return 0;
    return (1000 * (last[1] - first[1])) / (last[0] - first[0]);
  }
}

/** A run in progress: where it is, and what it was told. */
class Runner {
  readonly #config: RunConfig;
  readonly #dataset: Dataset;
  readonly #host: Host;
  readonly #options: RunOptions;
  readonly #milestones: MilestoneKind[];
  readonly #speedometer = new Speedometer();
  #opened: Opened;
  #trainer: Trainer;
  #last: Snapshot | null;
  /** Largest step whose metrics were reported, and the largest whose metrics were asked for. */
  #reported: number;
  #asked: number;
  /** What an asynchronous device has yet to answer, while steps go on: a report, and a slice of steps. */
  #report: Promise<RunEvent | null> | null = null;
  #slice: Promise<void> | null = null;
  #losses = 0;
  /** Where the run was when it last lost its device: what it does again up to there is told already, and not to be changed. */
  #reached = 0;
  /** Every change of the run, those from before its snapshot included. */
  readonly #changes: Change[];
  #paused: boolean;
  /** Updates left to take before pausing again; Infinity while running. */
  #quota = Number.POSITIVE_INFINITY;
  #stepsPerSecond: number | null = null;
  #stopped = false;
  #perSlice = 1;
  #nextStepAt = 0;
  #progressAt = Number.NEGATIVE_INFINITY;

  constructor(config: RunConfig, dataset: Dataset, host: Host, options: RunOptions, opened: Opened) {
    this.#config = config;
    this.#dataset = dataset;
    this.#host = host;
    this.#options = options;
    this.#opened = opened;
    this.#last = options.from ?? null;
    this.#milestones = [...(options.from?.milestones ?? [])];
    this.#changes = [...(options.from?.changes ?? [])];
    this.#reported = this.#asked = (options.from?.step ?? 0) - 1;
    this.#paused = options.paused ?? false;
    this.#trainer = createTrainer(config, dataset, opened.device, this.#last);
  }

  async go(): Promise<Outcome> {
    const { parameterCount: parameters, trainSize, valSize, step } = this.#trainer;
    this.#host.emit({ type: 'started', config: this.#config, parameters, trainSize, valSize, step, ...this.#opened.choice });
    for (;;) {
      try {
        const end = await this.#turn();
        if (end !== null) {
          this.#trainer.dispose();
          this.#host.emit(end);
          return end.type === 'diverged' ? 'diverged' : 'finished';
        }
      } catch (error) {
        if (!(error instanceof DeviceLost)) throw error;
        await this.#recover(error.message);
      }
    }
  }

  /** One round: report if due, hear the host, take a slice of steps. Returns the last event once the run is over. */
  async #turn(): Promise<RunEvent | null> {
    const trainer = this.#trainer;
    const atEnd = trainer.step >= this.#config.steps;
    if (trainer.step > this.#asked && (trainer.isDue() || (this.#paused && this.#options.terse !== true))) {
      const before = await this.#answered();
      if (before !== null) return before;
      this.#report = this.#ask();
      // Whoever waits for it later hears of a failure; until then it must not count as unheard.
      this.#report.catch(() => null);
    }
    const { until = null } = this.#options;
    if (!this.#opened.device.asynchronous || this.#paused || atEnd || until !== null) {
      const end = await this.#answered();
      if (end !== null) return end;
    }
    if (atEnd) return this.#finish('steps');
    const now = this.#host.now();
    const wait = this.#paused ? Number.POSITIVE_INFINITY : this.#stepsPerSecond === null ? 0 : Math.max(0, this.#nextStepAt - now);
    this.#tell(this.#paused);
    const controls = await this.#host.turn(wait);
    // What a control does is reported after what happened before it. A look at the network does nothing.
    const end = controls.every(({ type }) => type === 'parameters' || type === 'answers') ? null : await this.#answered();
    if (end !== null) return end;
    for (const control of controls) this.#obey(control);
    if (controls.some(({ type }) => type === 'parameters')) await this.#handOver(async () => this.#host.parameters?.(await trainer.parameters()));
    if (controls.some(({ type }) => type === 'answers')) await this.#answer();
    if (this.#stopped) return this.#finish('stopped');
    if (!this.#paused) await this.#advance();
    return null;
  }

  /** Waits for the report that is under way. Returns the last event where it ends the run. */
  async #answered(): Promise<RunEvent | null> {
    const report = this.#report;
    this.#report = null;
    return report;
  }

  /** Asks the device for what is due at this step, at once; reports it, and a snapshot now and then, when it answers. */
  async #ask(): Promise<RunEvent | null> {
    const { step } = this.#trainer;
    this.#asked = step;
    const snapshotDue = isDue(step, SNAPSHOTS_PER_DECADE, Number.POSITIVE_INFINITY);
    const [metrics, snapshot] = await Promise.all([this.#trainer.measure(), snapshotDue ? this.#trainer.snapshot(this.#milestones) : null]);
    this.#reported = step;
    this.#host.emit(metrics);
    const fault = faultOf(metrics.values);
    if (fault !== null) return { type: 'diverged', step, what: fault };
    this.#passMilestone('memorised', step, metrics.values['train.accuracy'], this.#config.milestones.memorised);
    this.#passMilestone('grokked', step, metrics.values['val.accuracy'], this.#config.milestones.grokked);
    if (snapshot !== null) this.#keep(snapshot);
    const { until } = this.#options;
    return until !== undefined && until !== null && this.#milestones.includes(until) ? this.#finish(until) : null;
  }

  #passMilestone(kind: MilestoneKind, step: number, accuracy: number | undefined, threshold: number): void {
    if (accuracy === undefined || accuracy < threshold || this.#milestones.includes(kind)) return;
    this.#milestones.push(kind);
    this.#host.emit({ type: 'milestone', kind, step });
  }

  #keep(snapshot: Snapshot): void {
    this.#last = { ...snapshot, milestones: [...this.#milestones] };
    if (this.#options.terse !== true) this.#host.emit({ type: 'snapshot', step: snapshot.step, snapshot: this.#last });
  }

  async #finish(reason: EndReason): Promise<RunEvent> {
    if (this.#last?.step !== this.#trainer.step && this.#options.terse !== true) this.#keep(await this.#trainer.snapshot(this.#milestones));
    // Nobody can ask any more.
    if (this.#host.answers !== undefined) await this.#answer();
    this.#tell(true);
    return { type: 'finished', step: this.#trainer.step, reason };
  }

  #obey(control: Control): void {
    switch (control.type) {
      case 'pause':
        this.#pause();
        break;
      case 'resume':
        this.#paused = false;
        this.#quota = Number.POSITIVE_INFINITY;
        this.#nextStepAt = this.#host.now();
        break;
      case 'step':
        this.#paused = false;
        this.#quota = control.count;
        this.#nextStepAt = this.#host.now();
        break;
      case 'speed':
        this.#stepsPerSecond = control.stepsPerSecond;
        this.#nextStepAt = this.#host.now();
        break;
      case 'change':
        this.#change({ step: Math.max(this.#trainer.step, this.#reached), patch: control.patch });
        break;
      case 'parameters':
      case 'answers':
        break; // handed over once all are obeyed
      case 'stop':
        this.#stopped = true;
        break;
    }
  }

  /** Hands a look at the network over. An asynchronous device answers while steps go on; one that is lost meanwhile does not answer. */
  async #handOver(look: () => Promise<void>): Promise<void> {
    const handed = look().catch(() => null);
    if (!this.#opened.device.asynchronous) await handed;
  }

  async #answer(): Promise<void> {
    await this.#handOver(async () => this.#host.answers?.(await this.#trainer.answers()));
  }

  #change(change: Change): void {
    this.#changes.push(change);
    this.#trainer.change(change);
    this.#host.emit({ type: 'changed', ...change });
  }

  #pause(): void {
    this.#paused = true;
    this.#quota = Number.POSITIVE_INFINITY;
    this.#speedometer.reset();
  }

  /** Takes steps for about a slice of time, and never past an evaluation step. */
  async #advance(): Promise<void> {
    const start = this.#host.now();
    this.#speedometer.mark(start, this.#trainer.step);
    let most = Math.min(this.#perSlice, this.#quota);
    if (this.#stepsPerSecond !== null) {
      if (start < this.#nextStepAt) return; // a control cut the wait short
      most = 1;
      this.#nextStepAt = Math.max(this.#nextStepAt, start - 1000) + 1000 / this.#stepsPerSecond;
    }
    const taken = Math.min(most, this.#trainer.stepsUntilDue());
    this.#trainer.advance(taken);
    const slice = this.#trainer.settle();
    slice.catch(() => null); // heard by whoever waits for it
    // An asynchronous device is kept one slice ahead, so that it does not idle while the host hears of the last one.
    await (this.#opened.device.asynchronous && this.#stepsPerSecond === null ? this.#slice : slice);
    this.#slice = slice;
    const elapsed = this.#host.now() - start;
    if (this.#stepsPerSecond === null) this.#perSlice = Math.max(1, Math.min(10_000, Math.round(taken * Math.min(2, SLICE_MS / Math.max(elapsed, 0.1)))));
    this.#quota -= taken;
    if (this.#quota <= 0) this.#pause();
  }

  #tell(always: boolean): void {
    const time = this.#host.now();
    if (!always && time - this.#progressAt < PROGRESS_MS) return;
    this.#progressAt = time;
    this.#host.progress?.({ step: this.#trainer.step, stepsPerSecond: this.#paused ? 0 : this.#speedometer.stepsPerSecond, paused: this.#paused });
  }

  /** The device is gone: open another, go on from the last snapshot. What was reported already is not reported again. */
  async #recover(what: string): Promise<void> {
    this.#losses++;
    // An answer that was on its way may still arrive, or fail like the rest; it must not arrive twice.
    await this.#report?.catch(() => null);
    const step = this.#trainer.step;
    const { backends, backend } = this.#options;
    backends.forget(this.#opened.device);
    this.#opened = await backends.reopen(this.#losses > MAX_LOSSES ? 'wasm' : backend);
    this.#trainer = createTrainer(this.#config, this.#dataset, this.#opened.device, this.#last);
    // The snapshot holds the first of them already.
    for (const change of this.#changes.slice(this.#last?.changes.length ?? 0)) this.#trainer.change(change);
    this.#reached = Math.max(this.#reached, step);
    this.#speedometer.reset();
    this.#perSlice = 1;
    this.#report = this.#slice = null;
    this.#asked = this.#reported;
    this.#host.emit({ type: 'recovered', step, from: this.#trainer.step, what, ...this.#opened.choice });
  }
}

/**
 * Trains the network of a validated config and emits the run's events to the host; see RunEvent.
 * @returns how it ended. @throws Error when no backend works at all, or a data file cannot be had.
 */
export async function run(config: RunConfig, host: Host, options: RunOptions): Promise<Outcome> {
  const dataset = await loadDataset(config, host);
  host.sample?.(sampleOf(dataset));
  const opened = await options.backends.open(options.backend, trialOf(config, dataset, host));
  return new Runner(config, dataset, host, options, opened).go();
}
