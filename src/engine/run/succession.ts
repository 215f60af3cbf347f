/**
 * The trainer of a run, and those that succeed it: when a device goes, another is opened, and a new trainer goes on from the last snapshot; and where
 * a change makes another step, the new trainer of that step goes on from the network of the old.
 */
import type { BackendRequest } from '../backend/choice.ts';
import { BackendUnavailable } from '../backend/unavailable.ts';
import type { Backends, Opened } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import { withChanges, withPatch } from '../config/live.ts';
import type { Dataset } from '../data/dataset.ts';
import { text } from '../text.ts';
import type { Change, Patch } from './change.ts';
import { grafted } from './graft.ts';
import { NOTHING } from './learned.ts';
import { remaining } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Told } from './told.ts';
import { createTrainer, type Trainer } from './trainer.ts';
import { isTurn } from './turns.ts';

/** Devices that may be lost in one run before WebGPU is left alone. */
const MAX_LOSSES = 2;
const LOST_OFTEN = text('its device was lost again and again', '計算装置が何度も失われました');

/** The data of a run of this config. */
export type DataOf = (config: RunConfig) => Promise<Dataset>;

interface Origin {
  readonly backends: Backends;
  readonly backend: BackendRequest;
  readonly from?: Snapshot | null;
  readonly told?: Told | null;
  readonly plan?: readonly Change[];
}

export class Succession {
  readonly #config: RunConfig;
  readonly #dataOf: DataOf;
  #dataset: Dataset;
  readonly #origin: Origin;
  /** Every change of the run, those from before its snapshot included. */
  readonly #changes: Change[];
  /** Changes to come, in the order of their steps. */
  readonly #plan: Change[];
  /** Changes to make once more that the trainer has not heard of, the first of which makes another step. */
  #again: Change[] = [];
  /** The config with every change that the trainer has heard of. */
  #now: RunConfig;
  #opened: Opened;
  #trainer: Trainer;
  #reached: number;
  #losses = 0;

  /** @param dataset of the config with the changes of the snapshot that it goes on from. */
  constructor(config: RunConfig, dataset: Dataset, dataOf: DataOf, origin: Origin, opened: Opened) {
    const { from = null, told = null } = origin;
    this.#config = this.#now = config;
    this.#dataOf = dataOf;
    this.#dataset = dataset;
    this.#origin = origin;
    this.#opened = opened;
    this.#changes = [...((told ?? from)?.changes ?? [])];
    this.#trainer = this.#build(from);
    this.#reached = Math.max(this.#trainer.step, told?.step ?? 0);
    this.#plan = remaining(origin.plan ?? [], this.#reached, this.#changes);
  }

  get opened(): Opened {
    return this.#opened;
  }

  get trainer(): Trainer {
    return this.#trainer;
  }

  /** Updates to make once more, up to where the run was when it last lost its device or its host. */
  get behind(): number {
    return Math.max(0, this.#reached - this.#trainer.step);
  }

  /** Updates to make until the next planned change; 0 where its time has come. */
  get untilPlanned(): number {
    return Math.min(this.#plan[0]?.step ?? Infinity, this.#again[0]?.step ?? Infinity) - this.#trainer.step;
  }

  /** Makes the changes whose time has come: those made before once more, and those planned, which are returned. @throws DeviceLost */
  async changeAsPlanned(): Promise<Change[]> {
    const { step } = this.#trainer;
    while (this.#again[0]?.step === step) {
      await this.#graft(this.#again[0]);
      this.#again.shift();
      this.#hear();
    }
    const made: Change[] = [];
    while (this.#plan[0]?.step === step) {
      const { patch } = this.#plan[0];
      const change = { step, patch };
      if (isTurn(this.#now, patch)) {
        await this.#graft(change);
        this.#changes.push(change);
      } else this.change(patch);
      made.push(change);
      this.#plan.shift();
    }
    return made;
  }

  /** Changes live fields of the run where it is: what is made once more is as it was. */
  change(patch: Patch): Change {
    const change = { step: Math.max(this.#trainer.step, this.#reached), patch };
    this.#changes.push(change);
    this.#again.push(change);
    this.#hear();
    return change;
  }

  /** Tells the trainer of what it can change by itself. */
  #hear(): void {
    for (let [next] = this.#again; next !== undefined && !isTurn(this.#now, next.patch); [next] = this.#again) {
      this.#trainer.change(next);
      this.#now = withPatch(this.#now, next.patch);
      this.#again.shift();
    }
  }

  /** Another step from here on: its trainer takes over the network. */
  async #graft(change: Change): Promise<void> {
    const from = grafted(await this.#trainer.snapshot(NOTHING), this.#now, change);
    const next = withPatch(this.#now, change.patch);
    const dataset = await this.#dataOf(next);
    this.#trainer.dispose();
    [this.#now, this.#dataset] = [next, dataset];
    this.#trainer = createTrainer(this.#config, dataset, this.#opened.device, from);
  }

  /** The device is gone. @param last the snapshot to go on from; null is the initialisation. @param anew nothing of before counts. */
  async succeed(last: Snapshot | null, anew: boolean): Promise<void> {
    this.#losses++;
    this.#reached = anew ? 0 : Math.max(this.#reached, this.#trainer.step);
    const { backends, backend: request } = this.#origin;
    const { backend, build } = this.#opened.device;
    backends.forget(this.#opened.device);
    const often = this.#losses > MAX_LOSSES;
    if (often && request !== 'auto') throw new BackendUnavailable(backend, LOST_OFTEN);
    this.#opened = await (often ? backends.reopen(request, 'wasm') : backends.reopen(request, backend, { build }));
    this.#dataset = await this.#dataOf(withChanges(this.#config, last?.changes ?? []));
    this.#trainer = this.#build(last);
  }

  #build(from: Snapshot | null): Trainer {
    this.#now = withChanges(this.#config, from?.changes ?? []);
    this.#trainer = createTrainer(this.#config, this.#dataset, this.#opened.device, from);
    // The snapshot holds the first of them already.
    this.#again = this.#changes.slice(from?.changes.length ?? 0);
    this.#hear();
    return this.#trainer;
  }
}
