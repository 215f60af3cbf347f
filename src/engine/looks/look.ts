/**
 * A look: one answer to «network at a moment → something to see». Pure, on the host and in float64 but for what needs slopes; the worker that
 * works on it, the page that shows it and the tests all call the same function.
 */
import type { Device } from '../backend/device.ts';
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import { models } from '../models/index.ts';
import type { Model } from '../models/model.ts';
import type { ParametersAt } from '../run/host.ts';
import { initialParameters } from '../run/initial.ts';
import type { Text } from '../text.ts';

/** A network at one step of its run, with the data it learns from. */
export interface NetworkAt {
  readonly config: RunConfig;
  readonly model: Model;
  readonly dataset: Dataset;
  /** In the order of the model's parameters. */
  readonly parameters: readonly Float32Array[];
  readonly step: number;
}

/** `Q` is what can be asked, `A` what there is to see: both plain data that can cross to a worker and back. */
export interface LookDef<Q, A> {
  readonly id: string;
  readonly label: Text;
  /** What it shows, in a sentence or two. */
  readonly summary: Text;
  /** The question in something that arrived; null where it is none. Never throws. */
  parseQuestion(raw: unknown): Q | null;
  /** Stated where it asks the network by the kernels that train it: for slopes, or for what its neurons make of thousands of points. */
  readonly onDevice?: true;
  /** Why there is nothing to see with such a config; null where there is. */
  lacks(config: RunConfig): Text | null;
  /**
   * Works on the answer; never asked where it `lacks`. Yields the share that is done, 0 to 1, every few milliseconds where it takes long, so
   * that whoever drives it can do something else meanwhile, or leave it: no tensor lives on while it waits.
   * @param device whose backend is the current one, and which does at once what it is asked; there where the look states `onDevice`
   */
  look(network: NetworkAt, question: Q, device?: Device): Generator<number, A>;
  /** The answer's own memory, to be handed over instead of copied. */
  transfer(answer: A): readonly ArrayBufferLike[];
}

/** @throws Error where it was not lent */
export function lent(device: Device | undefined): Device {
  if (device === undefined) throw new Error('this look needs a device');
  return device;
}

/** The network of a config with given parameters, or freshly initialised. @throws Error when the parameters do not fit. */
export function networkAt(config: RunConfig, dataset: Dataset, at: ParametersAt | null): NetworkAt {
  const model = models.get(config.model.id).create(config.model, dataset.shape);
  const parameters = at?.parameters ?? initialParameters(config, model, dataset.start);
  const fits = model.parameters.every(({ shape }, i) => parameters[i]?.length === shape.reduce((product, n) => product * n, 1));
  if (!fits || parameters.length !== model.parameters.length) throw new Error('the parameters do not fit the network');
  return { config, model, dataset, parameters, step: at?.step ?? 0 };
}
