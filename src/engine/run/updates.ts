/** The updates of a network: gradients, what the transforms make of them, the optimiser's rule, the held norm; and the state these keep. */
import { tensor, tidy, zeros, type Tensor } from '@tensorflow/tfjs-core';
import type { Device, Stepper } from '../backend/device.ts';
import type { Chance } from '../ops/chance.ts';
import { project } from '../ops/parameters.ts';
import type { ParameterSpec } from '../models/model.ts';
import { optimizers } from '../optimizers/index.ts';
import type { TransformDef } from '../transforms/transform.ts';
import type { Course } from './course.ts';
import type { Objective } from './objective.ts';
import type { ScalarRow } from './scalarRow.ts';
import type { Snapshot } from './snapshot.ts';

/** Per slot, per parameter. */
type Slots = readonly (readonly Tensor[])[];

interface Parts {
  readonly device: Device;
  readonly course: Course;
  readonly parameters: readonly Tensor[];
  readonly specs: readonly ParameterSpec[];
  /** The parameters of the run's first step; they are the caller's to dispose. */
  readonly start: readonly Tensor[];
  readonly objective: Objective;
  readonly row: ScalarRow;
  /** Random numbers by the name of who draws them. */
  readonly chance: (name: string) => Chance;
  /** Weight norm to hold, or null. */
  readonly heldNorm: number | null;
}

interface Link {
  readonly def: TransformDef;
  readonly slots: Slots;
}

export class Updates {
  readonly #parts: Parts;
  readonly #own: Slots;
  #chain: readonly Link[];
  #stepper: Stepper;

  /** @param saved the state to go on from, as `slots` gives it; null for none. */
  constructor(parts: Parts, saved: Snapshot['slots'] | null) {
    this.#parts = parts;
    const left = [...(saved ?? [])];
    const placed = (names: readonly string[]): Slots => names.map(() => this.#placed(left.shift()));
    this.#own = placed(optimizers.get(parts.course.config.optimizer.id).slots);
    this.#chain = parts.course.on.map((def) => ({ def, slots: placed(def.slots) }));
    this.#stepper = this.#compiled();
  }

  /** The optimiser's state, then that of each transform that is on. */
  get slots(): Slots {
    return [...this.#own, ...this.#chain.flatMap(({ slots }) => slots)];
  }

  /** Makes the next `count` updates of the course. `refill(i)`, where given, exchanges the batch before update i. @throws DeviceLost */
  take(count: number, refill: ((i: number) => void) | null): void {
    const { course, row } = this.#parts;
    const first = course.step;
    this.#stepper.advance(count, (i) => row.at(first + i), refill);
    course.step += count;
  }

  /** Takes in a change of the course's config: a step with other transforms is another step. */
  turn(): void {
    const { on } = this.#parts.course;
    const before = this.#chain;
    if (on.length === before.length && on.every((def, i) => def === before[i]?.def)) return;
    this.#stepper.dispose();
    this.#chain = on.map((def) => before.find((link) => link.def === def) ?? { def, slots: def.slots.map(() => this.#placed(undefined)) });
    for (const link of before) if (!this.#chain.includes(link)) for (const t of link.slots.flat()) t.dispose();
    this.#stepper = this.#compiled();
  }

  dispose(): void {
    this.#stepper.dispose();
    for (const t of this.slots.flat()) t.dispose();
  }

  /** A slot as it was saved, or 0. */
  #placed(saved: readonly Float32Array[] | undefined): Tensor[] {
    return this.#parts.parameters.map(({ shape }, i) => {
      const numbers = saved?.[i];
      return numbers === undefined ? zeros(shape) : tensor(numbers.slice(), shape, 'float32');
    });
  }

  #compiled(): Stepper {
    const { device, course, parameters, specs, start, objective, row, chance, heldNorm } = this.#parts;
    const values = course.config.optimizer;
    const optimizer = optimizers.get(values.id);
    const hidden = specs.map(({ shape, table }) => shape.length === 2 && table !== true);
    return device.stepper(() => {
      tidy(() => {
        const links = this.#chain.map((link) => ({ ...link, scalars: row.of(link.def), chance: chance(link.def.id) }));
        let at = parameters;
        for (const { def, scalars, chance: own } of links) at = tidy(() => [...(def.displace?.({ parameters: at, scalars, chance: own }) ?? at)]);
        let gradients: readonly Tensor[] = objective.gradients(at);
        for (const { def, ...own } of links) gradients = tidy(() => [...def.apply({ parameters, gradients, ...own })]);
        optimizer.update({ parameters, gradients, slots: this.#own, scalars: row.tensor, start, hidden, values });
        if (heldNorm !== null) project(parameters, heldNorm);
      });
    }, row.tensor);
  }
}
