/** The numbers that change from step to step, as one row on the device: the optimiser's, the step's own, and those of every transform. */
import { tensor1d, type Scalar, type Tensor1D } from '@tensorflow/tfjs-core';
import { scalarsOf } from '../ops/parameters.ts';
import { optimizers } from '../optimizers/index.ts';
import { transforms } from '../transforms/index.ts';
import type { TransformDef } from '../transforms/transform.ts';
import type { Course } from './course.ts';

export class ScalarRow {
  readonly #course: Course;
  /** Where the number of the step stands, for the attacks' random starts: float32 counts to 2²⁴. */
  readonly counter: number;
  /** Where each transform's numbers begin, whether it is on or not, so that nothing moves when it comes on. */
  readonly #places = new Map<string, number>();
  readonly #size: number;
  readonly tensor: Tensor1D;

  constructor(course: Course) {
    this.#course = course;
    this.counter = optimizers.get(course.config.optimizer.id).scalarCount;
    this.#size = transforms.entries.reduce((next, { id, scalars }) => {
      this.#places.set(id, next);
      return next + Object.keys(scalars).length;
    }, this.counter + 1);
    this.tensor = tensor1d(new Float32Array(this.#size));
  }

  /** The row for the update after `done` others, in float64. */
  at(done: number): number[] {
    const { config } = this.#course;
    const row = [...optimizers.get(config.optimizer.id).scalars(config.optimizer, done + 1 - this.#course.optimizerSince), done];
    while (row.length < this.#size) row.push(0);
    for (const def of this.#course.on) {
      const [first, t] = [this.#places.get(def.id) as number, done + 1 - this.#course.since(def)];
      Object.values(def.scalars).forEach((scalar, i) => (row[first + i] = scalar(config.transforms[def.id] ?? {}, t)));
    }
    return row;
  }

  /** A transform's numbers on the device, by name; the caller disposes them. Kernels only. */
  of({ id, scalars }: TransformDef): Record<string, Scalar> {
    const names = Object.keys(scalars);
    const numbers = scalarsOf(this.tensor, this.#places.get(id) as number, names.length);
    return Object.fromEntries(names.map((name, i) => [name, numbers[i] as Scalar]));
  }

  dispose(): void {
    this.tensor.dispose();
  }
}
