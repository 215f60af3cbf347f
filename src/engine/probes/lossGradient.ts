/** The training loss's gradient on all training examples, for probes: without transforms, attacks and weight decay. */
import { add, div, grads, max, abs, maximum, mul, sqrt, square, sum, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { together, withGradients, type Work } from '../cost/work.ts';
import { parameterCount } from '../models/count.ts';
import { kept } from '../cost/work.ts';
import type { ProbeContext, Subject } from './probe.ts';

/** Below whatever says something. */
export const TINY = 1e-30;

export type Gradient = (parameters: readonly Tensor[]) => Tensor[];

export function lossGradient({ model, loss, train }: Pick<ProbeContext, 'model' | 'loss' | 'train'>): Gradient {
  const of = grads((...p) => loss.loss(model.logits(p, train), train.targets));
  return (parameters) => of([...parameters]);
}

/** What one gradient takes, with `copies` numbers for each parameter beside it. */
export const gradientWork = ({ model, sizes }: Pick<Subject, 'model' | 'sizes'>, copies: number): Work =>
  together(withGradients(model.work(sizes.train)), kept((1 + copies) * parameterCount(model.parameters)));

const total = (numbers: readonly Tensor[]): Scalar => numbers.reduce((all, one) => add(all, one)) as Scalar;

/** Σ x·y over two lists of tensors, a scalar. */
export const inner = (x: readonly Tensor[], y: readonly Tensor[]): Scalar => tidy(() => total(x.map((one, i) => sum(mul(one, y[i] as Tensor)))));

/** Joint L2 norm, a scalar; numbers whose squares float32 has none of count as they are. */
export const lengthOf = (tensors: readonly Tensor[]): Scalar =>
  tidy(() => {
    const largest = tensors.map((one) => max(abs(one))).reduce((a, b) => maximum(a, b));
    const scale = maximum(largest, TINY);
    return mul<Scalar>(sqrt(total(tensors.map((one) => sum(square(div(one, scale)))))), scale);
  });

/** All of them by one number. */
export const scaled = (tensors: readonly Tensor[], by: Tensor): Tensor[] => tensors.map((one) => mul(one, by));
