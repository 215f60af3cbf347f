/**
 * Projected gradient descent (Madry et al. 2018, §2.1; Humayun et al. 2024), in the sup norm:
 *
 *     x₀ = clip(c + U(−ε, ε)) ;  x ← clip(x + a·sign ∇ₓ L(x, y)) ;  clip: onto |x − c|∞ ≤ ε and the domain of the data
 *
 * L is cross-entropy for classes, whatever loss the network trains with, as in the paper; for values it is the squared error.
 */
import { dispose, grad, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { DatasetShape } from '../data/dataset.ts';
import type { Batch } from '../data/plan.ts';
import type { Geometry } from '../geometry/geometry.ts';
import { withFrozenWeights } from '../ops/frozen.ts';
import { crossEntropy, squaredDistance } from '../ops/losses.ts';
import { moveWithin, signStepWithin, uniformLike, type Box, type Stream } from '../ops/perturbation.ts';

export interface Attack {
  readonly box: Box;
  /** a */
  readonly stepSize: number;
  readonly steps: number;
  /** Random numbers for the start; null: it starts at the example itself. */
  readonly start: Stream | null;
}

/** The network and the answers, as an attack sees them. */
export interface Victim {
  readonly geometry: Geometry;
  readonly parameters: readonly Tensor[];
  /** Planned by the geometry's `inputPlan` for as many inputs as there are points. */
  readonly inputs: Batch;
  /** As in Batch. */
  readonly targets: Tensor;
}

/** float32's largest numbers: what has no bounds. WGSL has no infinity. */
const LARGEST = 3.4028234663852886e38;

/** Where an attack may go. Inputs without a domain of their own, embeddings among them, have only the ball. */
export function boxOf(epsilon: number, shape: DatasetShape): Box {
  const [low, high] = (shape.kind === 'vectors' ? shape.domain : null) ?? [-LARGEST, LARGEST];
  return { epsilon, low, high };
}

/** Logits (n, outputs) at any points x (n, D) of the input space. */
export function logitsAt({ geometry, parameters, inputs }: Omit<Victim, 'targets'>, x: Tensor2D): Tensor2D {
  return geometry.preactivations(parameters, x, inputs, true).at(-1) as Tensor2D;
}

/** What an attack maximises, a scalar. The mean over the rows: each row's gradient has the direction of its own loss. */
function attackLoss(victim: Victim, x: Tensor2D): Tensor {
  const { targets } = victim;
  const logits = logitsAt(victim, x);
  return targets.dtype === 'int32' ? crossEntropy(logits, targets as Tensor1D) : squaredDistance(logits, targets as Tensor2D);
}

/** ∇ₓ L at x (n, D) → (n, D). */
export function inputGradient(victim: Victim, x: Tensor2D): Tensor2D {
  return withFrozenWeights(() => grad((at) => attackLoss(victim, at as Tensor2D))(x) as Tensor2D);
}

/** The worst points that the attack finds around `centre` (n, D) → (n, D). Kernels only, the same ones at every call. */
export function pgd(victim: Victim, centre: Tensor2D, { box, stepSize, steps, start }: Attack): Tensor2D {
  let x = start === null ? centre : tidy(() => moveWithin(centre, uniformLike(centre, box.epsilon, start), centre, box));
  for (let i = 0; i < steps; i++) {
    const before = x;
    x = tidy(() => signStepWithin(before, inputGradient(victim, before), stepSize, centre, box));
    if (before !== centre) dispose(before);
  }
  return x;
}
