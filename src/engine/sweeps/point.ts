/** One point of an LU landscape, as its run leaves it, or as it stands while that goes on. */
import type { BackendName } from '../backend/choice.ts';

/**
 * One point of an LU landscape (landscape.ts). The minima are over the logged steps, each on its own, and null where a loss was never a number.
 */
export interface LandscapePoint {
  readonly type: 'landscape';
  /** Init scale, and the L2 norm over all parameters that it gives and that was held; 0 before it is known. */
  readonly alpha: number;
  readonly norm: number;
  readonly trainLoss: number | null;
  readonly testLoss: number | null;
  /** Shares of wrong answers, 0 to 1. */
  readonly trainError: number;
  readonly testError: number;
  /** Training data in the task's own measure, and in examples. */
  readonly amount: number;
  readonly trainSize: number;
  /** Updates made. */
  readonly steps: number;
  /** Largest relative deviation from the held norm at a logged step. */
  readonly drift: number;
  /** Step at which a number was no longer finite; the point ends there. */
  readonly diverged: number | null;
  /** null before it has begun. */
  readonly backend: BackendName | null;
}
