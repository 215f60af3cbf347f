/** What an attack does to its points: a random start, and steps that end inside a box. No gradient flows through either. */
import type { Tensor2D, Tensor1D } from '@tensorflow/tfjs-core';
import { runKernelForOne } from './kernels.ts';

/** Where an attack's points may lie: within `epsilon` of the centre in every coordinate, and between `low` and `high`. */
export interface Box {
  readonly epsilon: number;
  readonly low: number;
  readonly high: number;
}

/** Which of many sequences of random numbers: the same seed and the same counter make the same numbers, on every backend. */
export interface Stream {
  /** A whole number from 0 to 2³²−1. */
  readonly seed: number;
  /** Holds the counter, a whole number below 2²⁴, at entry `at`: on the device, so that a replayed step finds another one there. */
  readonly counters: Tensor1D;
  readonly at: number;
}

/** U(−scale, scale) of the shape (n, D) of `like`. */
export function uniformLike(like: Tensor2D, scale: number, { seed, counters, at }: Stream): Tensor2D {
  const [rows, columns] = like.shape;
  return runKernelForOne('GrokUniform', { counters }, { rows, columns, scale, seed, at }) as Tensor2D;
}

/** x + move, clipped to the box around `centre`; all (n, D). */
export function moveWithin(x: Tensor2D, move: Tensor2D, centre: Tensor2D, box: Box): Tensor2D {
  return runKernelForOne('GrokBoxStep', { x, move, centre }, { size: 0, ...box }) as Tensor2D;
}

/** x + size·sign(direction), clipped to the box around `centre`; all (n, D). Where the direction is 0 nothing moves. */
export function signStepWithin(x: Tensor2D, direction: Tensor2D, size: number, centre: Tensor2D, box: Box): Tensor2D {
  return runKernelForOne('GrokBoxStep', { x, move: direction, centre }, { size, ...box }) as Tensor2D;
}
