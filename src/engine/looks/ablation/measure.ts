/** Accuracy and loss of outputs on the host, as evaluations have them. */
import type { RunConfig } from '../../config/config.ts';
import type { DatasetShape, Examples } from '../../data/dataset.ts';
import { losses } from '../../losses/index.ts';
import type { Measured } from './question.ts';

/** Share of rows whose largest output, the first of equals, is the answer. */
function shareOfClasses(logits: Float64Array, { count, targets }: Examples, outputs: number): number {
  let right = 0;
  for (let i = 0, row = 0; i < count; i++, row += outputs) {
    let best = 0;
    for (let o = 1; o < outputs; o++) if ((logits[row + o] as number) > (logits[row + best] as number)) best = o;
    if (best === targets[i]) right++;
  }
  return right / count;
}

/** Least variance that is told from none. */
const TINY = 1e-30;

/** R², clipped at 0. */
function explained(values: Float64Array, { count, targets }: Examples, outputs: number): number {
  const mean = new Float64Array(outputs);
  targets.forEach((target, i) => (mean[i % outputs] = (mean[i % outputs] as number) + target / count));
  let [spread, error] = [0, 0];
  targets.forEach((target, i) => {
    spread += (target - (mean[i % outputs] as number)) ** 2;
    error += (target - (values[i] as number)) ** 2;
  });
  return Math.max(0, 1 - error / Math.max(spread, TINY * targets.length));
}

/** Share of rows whose mean squared error is below `tolerance`. */
function shareWithin(values: Float64Array, { count, targets }: Examples, outputs: number, tolerance: number): number {
  let right = 0;
  for (let i = 0; i < count; i++) {
    let error = 0;
    for (let o = i * outputs; o < (i + 1) * outputs; o++) error += ((targets[o] as number) - (values[o] as number)) ** 2 / outputs;
    if (error < tolerance) right++;
  }
  return right / count;
}

/** What evaluations call accuracy. */
export function accuracyOf(outputs: Float64Array, examples: Examples, { target, outputs: k }: DatasetShape): number {
  if (target.kind === 'class') return shareOfClasses(outputs, examples, k);
  return target.score === 'r2' ? explained(outputs, examples, k) : shareWithin(outputs, examples, k, target.tolerance);
}

/** @param outputs (train.count + val.count, outputs): of those that it trains on, then of the others. */
export function measured(outputs: Float64Array, train: Examples, val: Examples, shape: DatasetShape, { loss }: Pick<RunConfig, 'loss'>): Measured {
  const cut = train.count * shape.outputs;
  const [ofTrain, ofVal] = [outputs.subarray(0, cut), outputs.subarray(cut)];
  const lossOf = (part: Float64Array, { targets }: Examples): number => losses.get(loss.id).plain(part, targets, loss);
  const by = { train: lossOf(ofTrain, train), val: lossOf(ofVal, val) };
  return {
    accuracy: { train: accuracyOf(ofTrain, train, shape), val: accuracyOf(ofVal, val, shape) },
    loss: { ...by, all: (by.train * train.count + by.val * val.count) / (train.count + val.count) },
  };
}
