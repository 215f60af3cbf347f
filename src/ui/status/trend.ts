/** Whether a curve rises or falls at its end. Pure. */
import type { Curve } from '../../engine/run/curve.ts';
import { LATE } from '../../engine/run/learned.ts';
import { lastOf, valueAt } from '../../engine/run/story.ts';

/** An accuracy that changes by less stands. */
const VISIBLE = 0.05;

/** Over the last third of the steps, so that it means the same early and late on the log axis. */
export function trendOf(curve: Curve): 'rising' | 'falling' | 'standing' {
  const last = lastOf(curve);
  const end = curve.steps[curve.length - 1] ?? 0;
  const before = valueAt(curve, end / LATE);
  if (last === null || before === null || Math.abs(last - before) < VISIBLE) return 'standing';
  return last > before ? 'rising' : 'falling';
}
