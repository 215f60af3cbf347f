/** What a run tells of its network: metrics when they are due, milestones, snapshots. An asynchronous device answers while updates go on. */
import type { BackendName } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import { faultOf } from '../probes/measuring.ts';
import { cadenceOf } from './cadence.ts';
import type { Metrics, RunEvent } from './events.ts';
import type { Host } from './host.ts';
import { learn, NOTHING, type Learned } from './learned.ts';
import { settles, type Goal, type MilestoneKind } from './milestone.ts';
import { snapshotCopy, type Snapshot } from './snapshot.ts';
import type { Told } from './told.ts';
import type { Trainer } from './trainer.ts';

/** Of no step anything was told. */
const BEFORE = -1;

interface Options {
  readonly from?: Snapshot | null;
  readonly told?: Told | null;
  readonly until?: Goal | null;
  readonly terse?: boolean;
}

/** It is settled whether the run reaches what it was to go on until. */
interface Reached {
  readonly type: 'reached';
  readonly kind: MilestoneKind;
}

/** What ends a run. */
export type End = Extract<RunEvent, { type: 'diverged' }> | Reached;

export class Reporter {
  readonly #config: RunConfig;
  readonly #host: Host;
  readonly #options: Options;
  readonly #isSnapshotDue: (step: number) => boolean;
  #learned: Learned;
  #last: Snapshot | null;
  /** What it keeps itself of the snapshot that it told last, in memory that serves again for the next. */
  #own: Snapshot | null = null;
  /** Largest step whose metrics were told, and the largest whose metrics were asked for. */
  #told: number;
  #asked: number;
  #report: Promise<End | null> | null = null;

  /** @param backend that it begins on. */
  constructor(config: RunConfig, host: Host, options: Options, backend: BackendName) {
    const { from = null, told = null } = options;
    this.#config = config;
    this.#host = host;
    this.#options = options;
    this.#isSnapshotDue = options.terse === true ? () => false : cadenceOf(config, backend);
    this.#last = from;
    this.#learned = (told ?? from)?.learned ?? NOTHING;
    this.#told = this.#asked = told?.measured ?? BEFORE;
  }

  /** Back to where it came from, as if nothing had been told. */
  restart(): void {
    const { from = null } = this.#options;
    this.#last = from;
    this.#learned = from?.learned ?? NOTHING;
    this.#told = this.#asked = BEFORE;
  }

  /** The latest snapshot: what the run can go on from. */
  get last(): Snapshot | null {
    return this.#last;
  }

  /** Asks for what is due at this step, once the report before is out. @param paused somebody looks at this very step. */
  async ask(trainer: Trainer, paused: boolean): Promise<End | null> {
    if (trainer.step <= this.#asked || !(trainer.isDue() || (paused && this.#options.terse !== true))) return null;
    const before = await this.answered();
    if (before !== null) return before;
    this.#report = this.#tell(trainer);
    // Whoever waits for it later hears of a failure; until then it must not count as unheard.
    this.#report.catch(() => undefined);
    return null;
  }

  /** Waits for the report that is under way. Returns what ends the run, if it does. */
  async answered(): Promise<End | null> {
    const report = this.#report;
    this.#report = null;
    return report;
  }

  /** A snapshot of this very step, where it is not kept already: the run could go on from here. */
  async close(trainer: Trainer): Promise<void> {
    if (this.#options.terse !== true && this.#last?.step !== trainer.step) this.#keep(await trainer.snapshot(this.#learned));
  }

  /** The device is gone. An answer that was on its way may still arrive, or fail like the rest; it must not arrive twice. */
  async forsake(): Promise<void> {
    await this.#report?.catch(() => undefined);
    this.#report = null;
    this.#asked = this.#told;
  }

  async #tell(trainer: Trainer): Promise<End | null> {
    const { step } = trainer;
    this.#asked = step;
    const [metrics, snapshot] = await Promise.all([trainer.measure(), this.#isSnapshotDue(step) ? trainer.snapshot(this.#learned) : null]);
    this.#told = step;
    this.#host.emit(metrics);
    const fault = faultOf(metrics.values);
    if (fault !== null) return { type: 'diverged', step, what: fault };
    const passed = this.#pass(metrics);
    if (snapshot !== null) this.#keep(snapshot);
    // What a run is remembered by is kept; an asynchronous device may be a few updates further by now, and the snapshot says so.
    else if (passed && this.#options.terse !== true) this.#keep(await trainer.snapshot(this.#learned));
    const { until = null } = this.#options;
    const reached = until === null ? undefined : this.#learned.milestones.find(({ kind }) => settles(kind, until));
    return reached === undefined ? null : { type: 'reached', kind: reached.kind };
  }

  /** Tells of the milestones that are passed now. Returns whether there is one. */
  #pass({ step, values }: Metrics): boolean {
    const before = this.#learned.milestones.length;
    const evaluated = { step, train: values['train.accuracy'] ?? Number.NaN, val: values['val.accuracy'] ?? Number.NaN };
    this.#learned = learn(this.#learned, evaluated, this.#config);
    const passed = this.#learned.milestones.slice(before);
    for (const milestone of passed) this.#host.emit({ type: 'milestone', ...milestone });
    return passed.length > 0;
  }

  #keep(read: Snapshot): void {
    const snapshot = { ...read, learned: this.#learned };
    // The host may give what it gets away.
    this.#last = this.#own = snapshotCopy(snapshot, this.#own);
    this.#host.emit({ type: 'snapshot', step: snapshot.step, snapshot });
  }
}
