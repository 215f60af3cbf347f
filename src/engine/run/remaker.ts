/**
 * Parts of runs made once more: the updates from a snapshot to a later step, unmeasured, bit for bit as they were. The trainer stays for the next part
 * of the same run: to build one and to have its step ready takes as long as ten to twenty updates.
 */
import type { BackendRequest } from '../backend/choice.ts';
import type { Backends, Opened } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import { withChanges } from '../config/live.ts';
import { rememberingData } from './data.ts';
import type { Host } from './host.ts';
import type { Snapshot } from './snapshot.ts';
import { Succession } from './succession.ts';
import type { Told } from './told.ts';
import { createTrainer, type Trainer } from './trainer.ts';

export interface Part {
  readonly config: RunConfig;
  readonly from: Snapshot;
  /** Up to its step, with the changes made until then. */
  readonly told: Told;
  readonly backend: BackendRequest;
}

/** Milliseconds of updates between two moments at which it can be called off. */
const SLICE_MS = 30;

export class Remaker {
  readonly #backends: Backends;
  readonly #now: () => number;
  readonly #dataOf: ReturnType<typeof rememberingData>;
  /** The trainer of the part before, where another one may go on with it. */
  #kept: { readonly of: string; readonly opened: Opened; readonly trainer: Trainer } | null = null;
  /** Milliseconds that an update took of late. */
  #each = SLICE_MS;

  constructor({ backends, file, now }: Pick<Host, 'file' | 'now'> & { readonly backends: Backends }) {
    this.#backends = backends;
    this.#now = now;
    this.#dataOf = rememberingData({ file });
  }

  /** What computes it. @throws BackendUnavailable */
  open({ backend, told }: Part): Promise<Opened> {
    return this.#backends.reopen(backend, told.on ?? 'wasm');
  }

  /**
   * @param goOn hears of each step that it has come to; with `false` it is called off.
   * @returns the network at the last step; null where it was called off. @throws DeviceLost
   */
  async make(part: Part, opened: Opened, goOn: (step: number) => Promise<boolean>): Promise<Snapshot | null> {
    const { from, told } = part;
    const plain = told.changes.length === from.changes.length;
    const trainer = plain ? await this.#trainerFor(part, opened) : null;
    if (trainer !== null) {
      while (trainer.step < told.step) {
        await this.#advance(trainer, told.step - trainer.step);
        if (!(await goOn(trainer.step))) return null;
      }
      return trainer.snapshot(from.learned);
    }
    return this.#change(part, opened, goOn);
  }

  /** Lets go of what it keeps. */
  forget(): void {
    this.#kept?.trainer.dispose();
    this.#kept = null;
  }

  /** A trainer that stands at the snapshot. */
  async #trainerFor({ config, from }: Part, opened: Opened): Promise<Trainer> {
    const of = JSON.stringify(config);
    const known = this.#kept;
    if (known !== null && known.of === of && known.opened.device === opened.device && known.trainer.goTo(from)) return known.trainer;
    this.forget();
    const trainer = createTrainer(config, await this.#dataOf(withChanges(config, from.changes)), opened.device, from);
    this.#each = SLICE_MS;
    this.#kept = { of, opened, trainer };
    return trainer;
  }

  /** A part in which something was changed: its trainers are its own. */
  async #change({ config, from, told, backend }: Part, opened: Opened, goOn: (step: number) => Promise<boolean>): Promise<Snapshot | null> {
    this.forget();
    const dataset = await this.#dataOf(withChanges(config, from.changes));
    const succession = new Succession(config, dataset, this.#dataOf, { backends: this.#backends, backend, from, told }, opened);
    this.#each = SLICE_MS;
    try {
      while (succession.behind > 0) {
        await succession.changeAsPlanned();
        await this.#advance(succession.trainer, Math.min(succession.behind, succession.untilPlanned));
        if (!(await goOn(succession.trainer.step))) return null;
      }
      return await succession.trainer.snapshot(from.learned);
    } finally {
      succession.trainer.dispose();
    }
  }

  async #advance(trainer: Trainer, most: number): Promise<void> {
    const began = this.#now();
    const count = Math.max(1, Math.min(most, Math.floor(SLICE_MS / Math.max(this.#each, 0.01))));
    trainer.advance(count);
    await trainer.settle();
    this.#each = (this.#now() - began) / count;
  }
}
