/** The trainer of a run, and those that succeed it: when a device goes, another is opened, and a new trainer goes on from the last snapshot. */
import type { BackendRequest } from '../backend/choice.ts';
import { BackendUnavailable } from '../backend/unavailable.ts';
import type { Backends, Opened } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import { text } from '../text.ts';
import type { Change, Patch } from './change.ts';
import { remaining } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Told } from './told.ts';
import { createTrainer, type Trainer } from './trainer.ts';

/** Devices that may be lost in one run before WebGPU is left alone. */
const MAX_LOSSES = 2;
const LOST_OFTEN = text('its device was lost again and again', '計算装置が何度も失われました');

interface Origin {
  readonly backends: Backends;
  readonly backend: BackendRequest;
  readonly from?: Snapshot | null;
  readonly told?: Told | null;
  readonly plan?: readonly Change[];
}

export class Succession {
  readonly #config: RunConfig;
  readonly #dataset: Dataset;
  readonly #origin: Origin;
  /** Every change of the run, those from before its snapshot included. */
  readonly #changes: Change[];
  /** Changes to come, in the order of their steps. */
  readonly #plan: Change[];
  #opened: Opened;
  #trainer: Trainer;
  #reached: number;
  #losses = 0;

  constructor(config: RunConfig, dataset: Dataset, origin: Origin, opened: Opened) {
    const { from = null, told = null } = origin;
    this.#config = config;
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
    return (this.#plan[0]?.step ?? Infinity) - this.#trainer.step;
  }

  /** Makes the planned changes whose time has come. */
  changeAsPlanned(): Change[] {
    const made: Change[] = [];
    while (this.untilPlanned === 0) made.push(this.change((this.#plan.shift() as Change).patch));
    return made;
  }

  /** Changes the run where it is: what is made once more is as it was. */
  change(patch: Patch): Change {
    const change = { step: Math.max(this.#trainer.step, this.#reached), patch };
    this.#changes.push(change);
    this.#trainer.change(change);
    return change;
  }

  /** The device is gone. @param last the snapshot to go on from; null is the initialisation. @param anew nothing of before counts. */
  async succeed(last: Snapshot | null, anew: boolean): Promise<void> {
    this.#losses++;
    this.#reached = anew ? 0 : Math.max(this.#reached, this.#trainer.step);
    const { backends, backend: request } = this.#origin;
    const { backend } = this.#opened.device;
    backends.forget(this.#opened.device);
    const often = this.#losses > MAX_LOSSES;
    if (often && request !== 'auto') throw new BackendUnavailable(backend, LOST_OFTEN);
    this.#opened = await backends.reopen(request, often ? 'wasm' : backend);
    this.#trainer = this.#build(last);
  }

  #build(from: Snapshot | null): Trainer {
    const trainer = createTrainer(this.#config, this.#dataset, this.#opened.device, from);
    // The snapshot holds the first of them already.
    for (const change of this.#changes.slice(from?.changes.length ?? 0)) trainer.change(change);
    return trainer;
  }
}
