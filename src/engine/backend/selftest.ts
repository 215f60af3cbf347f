/** Gradient self-test: a backend that computes wrong numbers (it happens on some phones' GPUs) must never train. */
import { grads, tensor, tensor2d, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import { planBatch } from '../data/batch.ts';
import { madeUp } from '../data/madeUp.ts';
import { losses } from '../losses/index.ts';
import type { LossDef } from '../losses/loss.ts';
import { placeLoss } from '../losses/placed.ts';
import { models } from '../models/index.ts';
import type { ModelDef } from '../models/model.ts';
import { crossEntropy } from '../ops/losses.ts';
import { exampleOf } from '../registry.ts';
import { Rng } from '../rng.ts';
import { tasks } from '../tasks/index.ts';
import type { TaskDef } from '../tasks/task.ts';
import type { Device } from './device.ts';

/** Loss of one row of two logits at margin 20: log(1 + e⁻²⁰). */
const TAIL = Math.log1p(Math.exp(-20));
const TAIL_TOLERANCE = 0.01;
const TOLERANCE = 1e-3;
/** Examples where a task's own are in a file. */
const MADE_UP = 5;

export interface SelfTestResult {
  /** Gradients of each model, one after another. */
  readonly gradients: readonly Float32Array[];
  readonly tail: number;
}

interface Case {
  readonly task: TaskDef;
  readonly model: ModelDef;
  readonly loss: LossDef;
}

interface Offered {
  readonly models: readonly ModelDef[];
  readonly tasks: readonly TaskDef[];
  readonly losses: readonly LossDef[];
}

/** Whether its examples are made, and never come from a file. */
const isMade = (task: TaskDef): boolean => task.files === undefined;

/** Every model on the first small task that it accepts, of those made without files where there is one; the losses that fit take turns. */
export function casesOf({ models: all, tasks: small, losses: comparers }: Offered): Case[] {
  return all.flatMap((model, i): Case[] => {
    const fitted = small.filter((one) => model.accepts(one.shape(exampleOf(one))));
    const task = fitted.find(isMade) ?? fitted[0];
    if (task === undefined) return [];
    const fitting = comparers.filter((loss) => loss.accepts(task.shape(exampleOf(task))));
    return [{ task, model, loss: fitting[i % fitting.length] as LossDef }];
  });
}

/** Runs the self-test's networks on the current backend. */
export async function selfTestNumbers(device: Device): Promise<SelfTestResult> {
  const gradients: Float32Array[] = [];
  for (const { task, model: def, loss: lossDef } of casesOf({ models: models.entries, tasks: tasks.entries, losses: losses.entries })) {
    const read = task.shape(exampleOf(task));
    const rng = new Rng(1, 'selftest');
    // No file is fetched for it.
    const examples = isMade(task) ? task.dataset(exampleOf(task), rng).train : madeUp(read, MADE_UP, rng);
    const loss = placeLoss(exampleOf(lossDef), device);
    const model = def.create({ ...exampleOf(def), ...def.selfTest }, read);
    const batch = planBatch(model.plan(examples.count), examples, model.constants, device);
    const parameters = model.parameters.map(({ name, shape, init }) => tensor(init(new Rng(1, name)), [...shape], 'float32'));
    const made = grads((...p: Tensor[]) => loss.loss(model.logits(p, batch), batch.targets))(parameters);
    for (const gradient of made) gradients.push(await device.read(gradient));
    for (const t of [...made, ...parameters]) t.dispose();
    for (const owned of [batch, loss]) owned.dispose();
  }
  const logits = tensor2d([20, 0], [1, 2]);
  const labels = tensor1d([0], 'int32');
  const tail = crossEntropy(logits, labels);
  const [value = Number.NaN] = await device.read(tail);
  for (const t of [logits, labels, tail]) t.dispose();
  return { gradients, tail: value };
}

/** Why the numbers of a backend cannot be trusted, or null when they can. */
export function compareSelfTest(numbers: SelfTestResult, reference: SelfTestResult): string | null {
  if (!(Math.abs(numbers.tail / TAIL - 1) <= TAIL_TOLERANCE)) return `cross-entropy at margin 20 is ${numbers.tail}, not ${TAIL.toExponential(3)}`;
  for (const [i, expected] of reference.gradients.entries()) {
    const got = numbers.gradients[i];
    const size = Math.hypot(...expected);
    const error = got === undefined ? Number.NaN : Math.hypot(...expected.map((x, j) => x - (got[j] as number)));
    if (!(error <= TOLERANCE * size + 1e-7)) return `gradient ${i} is off by ${((100 * error) / size).toPrecision(2)} %`;
  }
  return null;
}
