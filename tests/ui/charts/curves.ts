/** Curves for tests. */
import type { Curve } from '../../../src/engine/run/curve.ts';

export function curve(points: readonly (readonly [step: number, value: number])[]): Curve {
  return { length: points.length, steps: Float64Array.from(points, ([step]) => step), values: Float64Array.from(points, ([, value]) => value) };
}
