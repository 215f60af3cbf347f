/** Which rows are answered right, one by one; `shareRight` in losses.ts is their mean. */
import { add, cast, equal, less, lessEqual, mean, mul, square, sub, sum, tensor2d, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Examples, Target } from '../data/dataset.ts';

export interface Answers {
  /** 1 where the answer is right, else 0: outputs (n, k) → (n). */
  right(outputs: Tensor2D): Tensor1D;
  dispose(): void;
}

/** The first largest logit must be the label's: rivals before it must be smaller, those behind it no larger. NaN is never right. */
function classAnswers(labels: ArrayLike<number>, count: number, outputs: number): Answers {
  // As numbers: on TF.js's WASM backend a choice between truth values writes beyond its output.
  const places = (test: (label: number, j: number) => boolean): Tensor2D =>
    tensor2d(
      Float32Array.from({ length: count * outputs }, (_, i) => (test(labels[Math.floor(i / outputs)] as number, i % outputs) ? 1 : 0)),
      [count, outputs],
    );
  const [own, before, behind] = [places((label, j) => j === label), places((label, j) => j < label), places((label, j) => j >= label)] as const;
  return {
    right: (logits) =>
      tidy(() => {
        const goal = sum(mul(logits, own), 1, true); // (n, 1): the label's logit, exactly
        const beaten = add(mul(before, cast(less(logits, goal), 'float32')), mul(behind, cast(lessEqual(logits, goal), 'float32'))); // (n, k)
        return cast(equal(sum(beaten, 1), outputs), 'float32');
      }),
    dispose: () => {
      for (const constant of [own, before, behind]) constant.dispose();
    },
  };
}

function valueAnswers(values: Float32Array, count: number, outputs: number, tolerance: number): Answers {
  const wanted = tensor2d(values, [count, outputs]);
  return {
    right: (found) => tidy(() => cast(less(mean(square(sub(found, wanted)), 1), tolerance), 'float32')),
    dispose: () => wanted.dispose(),
  };
}

export function answersOf({ targets, count }: Examples, outputs: number, target: Target): Answers {
  return target.kind === 'class' ? classAnswers(targets, count, outputs) : valueAnswers(Float32Array.from(targets), count, outputs, target.tolerance);
}
