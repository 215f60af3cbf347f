/**
 * Attacks on some examples, by the kernels that train: PGD as the probe of robust accuracy makes it, with the run's own number of steps and random
 * start (adversarial/pgd.ts), or one step along the sign of the slope, x + ε·sign ∇ₓ L (Goodfellow et al. 2015, §4).
 */
import { abs, equal, max, tensor, tensor1d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { stepSizeFor } from '../../adversarial/parameters.ts';
import { boxOf, inputGradient, logitsAt, pgd, type Attack, type Victim } from '../../adversarial/pgd.ts';
import type { Device } from '../../backend/device.ts';
import type { RunConfig } from '../../config/config.ts';
import { planBatch } from '../../data/batch.ts';
import { partOf } from '../../data/examples.ts';
import type { DatasetShape, Examples } from '../../data/dataset.ts';
import { planInputs } from '../../geometry/inputs.ts';
import { Rng } from '../../rng.ts';
import type { NetworkAt } from '../look.ts';
import type { SampleQuestion } from './question.ts';

/** What an attack did to n examples. */
interface Struck {
  /** (n, D) */
  readonly centre: Float32Array;
  readonly moved: Float32Array;
  /** (n, outputs) */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** (n): 1 where the slope at the example is 0 everywhere. */
  readonly still: Uint8Array;
}

const settingsOf = ({ probes }: RunConfig): { readonly steps: number; readonly randomStart: boolean; readonly points: number } =>
  probes['robustness'] as unknown as { readonly steps: number; readonly randomStart: boolean; readonly points: number };

function attackOf({ config, dataset }: NetworkAt, { epsilon, method }: SampleQuestion, counters: () => Attack['start']): Attack {
  const box = boxOf(epsilon, dataset.shape);
  if (method === 'fgsm') return { box, stepSize: epsilon, steps: 1, start: null };
  const { steps, randomStart } = settingsOf(config);
  return { box, stepSize: stepSizeFor(epsilon, steps), steps, start: randomStart ? counters() : null };
}

/** A copy: the CPU backend would share its own. */
const numbersOf = (t: Tensor): Float32Array => Float32Array.from(t.dataSync<'float32'>());

function strike(network: NetworkAt, examples: Examples, how: SampleQuestion, device: Device): Struck {
  const { model, parameters: numbers, config } = network;
  const { geometry, constants } = model;
  return tidy(() => {
    const parameters = model.parameters.map(({ shape }, i) => tensor(numbers[i] as Float32Array, [...shape], 'float32'));
    const batch = planBatch(geometry.pointPlan(examples.count), examples, constants, device);
    const victim: Victim = { geometry, parameters, inputs: planInputs(model, examples, device), targets: batch.targets };
    const centre: Tensor2D = geometry.points(parameters, batch); // (n, D)
    const seed = new Rng(config.seed, 'robustness').integer(2 ** 31);
    const attack = attackOf(network, how, () => ({ seed, counters: tensor1d([0]), at: 0 }));
    // A ball of no radius is the example itself, to the last bit.
    const moved = how.epsilon === 0 ? centre : pgd(victim, centre, attack);
    const slope = inputGradient(victim, centre);
    return {
      centre: numbersOf(centre),
      moved: numbersOf(moved),
      before: numbersOf(logitsAt(victim, centre)),
      after: numbersOf(logitsAt(victim, moved)),
      still: Uint8Array.from(equal(max(abs(slope), 1), 0).dataSync()),
    };
  });
}

/** Multiply-adds of one attack between two yields, and of a whole sample; and examples at least. */
const [AT_A_TIME, MOST, LEAST] = [6e7, 6e9, 16];
/** With its way back, a pass counts for so many. */
const WAY_BACK = 3;

/** Of one example's attack. */
function workOf({ model: { geometry }, config }: NetworkAt, { method }: SampleQuestion): number {
  const steps = method === 'fgsm' ? 1 : settingsOf(config).steps;
  return (geometry.work(100, 100).multiplyAdds / 100) * (2 + WAY_BACK * (steps + 1));
}

/** How many examples of a set are attacked: as many as the probe attacks, and fewer of a network that takes long. */
export function sampleSize(network: NetworkAt, how: SampleQuestion, count: number): number {
  return Math.min(count, settingsOf(network.config).points, Math.max(LEAST, Math.floor(MOST / 2 / workOf(network, how))));
}

/** So many examples are attacked together. One alone is attacked with its neighbours, so that its start is the same as in the sample. */
const togetherOf = (network: NetworkAt, how: SampleQuestion): number => Math.max(1, Math.floor(AT_A_TIME / workOf(network, how)));

/** A row of what n rows hold. */
function row<N extends Float32Array | Uint8Array>(all: N, i: number, n: number): N {
  const width = all.length / n;
  return all.slice(i * width, (i + 1) * width) as N;
}

/** The attack on one example of a set. */
export function struckAt(network: NetworkAt, examples: Examples, index: number, how: SampleQuestion, device: Device): Struck {
  const size = togetherOf(network, how);
  const first = index - (index % size);
  const some = partOf(examples, first, Math.min(first + size, examples.count));
  const { centre, moved, before, after, still } = strike(network, some, how, device);
  const of = <N extends Float32Array | Uint8Array>(all: N): N => row(all, index - first, some.count);
  return { centre: of(centre), moved: of(moved), before: of(before), after: of(after), still: of(still) };
}

/** The outputs before and after of the first `count` examples, a part at a time: yields the share that is done. */
export function* struckFirst(
  network: NetworkAt,
  examples: Examples,
  count: number,
  how: SampleQuestion,
  device: Device,
): Generator<number, Pick<Struck, 'before' | 'after' | 'still'>> {
  const { outputs } = network.dataset.shape;
  const all = { before: new Float32Array(count * outputs), after: new Float32Array(count * outputs), still: new Uint8Array(count) };
  const size = togetherOf(network, how);
  for (let first = 0; first < count; first += size) {
    const some = partOf(examples, first, Math.min(first + size, examples.count));
    const wanted = Math.min(some.count, count - first);
    const { before, after, still } = strike(network, some, how, device);
    all.before.set(before.subarray(0, wanted * outputs), first * outputs);
    all.after.set(after.subarray(0, wanted * outputs), first * outputs);
    all.still.set(still.subarray(0, wanted), first);
    yield (first + wanted) / count;
  }
  return all;
}

/** Class with the largest output, the first of equals. */
function answerIn(logits: ArrayLike<number>, i: number, outputs: number): number {
  let best = 0;
  for (let o = 1; o < outputs; o++) if ((logits[i * outputs + o] as number) > (logits[i * outputs + best] as number)) best = o;
  return best;
}

/** Mean squared distance of two rows of outputs. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>, i: number, outputs: number): number {
  let sum = 0;
  for (let o = i * outputs; o < (i + 1) * outputs; o++) sum += ((a[o] as number) - (b[o] as number)) ** 2 / outputs;
  return sum;
}

/** Whether the outputs of row i are its answer. */
export function isRightIn(logits: ArrayLike<number>, { targets }: Examples, i: number, { target, outputs }: DatasetShape): boolean {
  if (target.kind === 'value') return distance(logits, targets, i, outputs) < target.tolerance;
  return answerIn(logits, i, outputs) === targets[i];
}

/** Whether row i is answered otherwise. */
export function isChanged(before: ArrayLike<number>, after: ArrayLike<number>, i: number, { target, outputs }: DatasetShape): boolean {
  if (target.kind === 'value') return distance(before, after, i, outputs) >= target.tolerance;
  return answerIn(before, i, outputs) !== answerIn(after, i, outputs);
}
