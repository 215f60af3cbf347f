/** How far a run has come: its step, the changes made so far, and those whose step is yet to come. Host only. */
import type { RunConfig } from '../config/config.ts';
import { withPatch } from '../config/live.ts';
import { activeTransforms } from '../transforms/active.ts';
import type { TransformDef } from '../transforms/transform.ts';
import type { Change } from './change.ts';

export class Course {
  /** Updates made so far. */
  step: number;
  #config: RunConfig;
  readonly #made: Change[] = [];
  readonly #coming: Change[] = [];
  #on: readonly TransformDef[] = [];
  #since: ReadonlyMap<string, number> = new Map();
  #optimizerSince = 0;

  constructor(config: RunConfig, from: { readonly step: number; readonly changes: readonly Change[] } | null) {
    this.step = from?.step ?? 0;
    this.#config = config;
    this.#look(0);
    for (const change of from?.changes ?? []) this.#make(change);
  }

  /** The run's config as the changes made so far left it. */
  get config(): RunConfig {
    return this.#config;
  }

  get made(): readonly Change[] {
    return this.#made;
  }

  /** The transforms that are on, in their order. */
  get on(): readonly TransformDef[] {
    return this.#on;
  }

  /** Updates that had been made when a transform that is on came on. */
  since({ id }: TransformDef): number {
    return this.#since.get(id) ?? 0;
  }

  /** Updates that had been made when its optimiser was chosen, which counts its own from there. */
  get optimizerSince(): number {
    return this.#optimizerSince;
  }

  /** Whether these are the changes that were made, and no other is to come. */
  isAt(changes: readonly Change[]): boolean {
    return this.#coming.length === 0 && JSON.stringify(changes) === JSON.stringify(this.#made);
  }

  /** Changes come in the order of their steps. */
  expect(change: Change): void {
    this.#coming.push(change);
  }

  /** Makes the changes whose step has come. Returns whether there were any. */
  turn(): boolean {
    const due = this.#coming.findIndex(({ step }) => step > this.step);
    const come = this.#coming.splice(0, due === -1 ? this.#coming.length : due);
    for (const change of come) this.#make(change);
    return come.length > 0;
  }

  /** How many updates can be made towards a step before the next change. */
  room(end: number): number {
    return Math.min(end, this.#coming[0]?.step ?? end) - this.step;
  }

  #make(change: Change): void {
    const { id } = this.#config.optimizer;
    this.#config = withPatch(this.#config, change.patch);
    if (id !== this.#config.optimizer.id) this.#optimizerSince = change.step;
    this.#made.push(change);
    this.#look(change.step);
  }

  #look(step: number): void {
    this.#on = activeTransforms(this.#config);
    this.#since = new Map(this.#on.map(({ id }) => [id, this.#since.get(id) ?? step]));
  }
}
