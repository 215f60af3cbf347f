/** Evaluation steps. They follow from the config alone, so that the same config and seed give the same curve. */

/**
 * Whether `step` is on the log-spaced grid of `perDecade` points per factor of ten (0: there is no grid), or a multiple of `every`.
 * Step 0 always is. Early on, where the grid is finer than one step, every step is.
 */
export function isDue(step: number, perDecade: number, every: number): boolean {
  if (step === 0) return true;
  if (Number.isFinite(every) && step % every === 0) return true;
  if (perDecade === 0) return false;
  const index = (s: number): number => Math.floor(perDecade * Math.log10(s) + 1e-9);
  return index(step) !== index(step - 1); // before step 1 lies −∞
}

/** When something is due, beside the last step of a run. */
export interface Schedule {
  readonly perDecade: number;
  readonly every: number;
}

export const ALWAYS: Schedule = { perDecade: 0, every: 1 };

/** Whether a run of so many steps comes by it at this one. */
export const isScheduled = ({ perDecade, every }: Schedule, step: number, steps: number): boolean => step === steps || isDue(step, perDecade, every);

/** The log-spaced steps up to `last`, without step 0, ascending. */
function gridUpTo(last: number, perDecade: number): number[] {
  const steps = new Set<number>();
  const most = perDecade === 0 || last < 1 ? -1 : Math.ceil(perDecade * Math.log10(last));
  for (let index = 0; index <= most; index++) {
    const near = Math.ceil(10 ** (index / perDecade));
    // Rounding may put it beside where isDue finds it.
    for (const step of [near - 1, near, near + 1]) if (step > 0 && step <= last && isDue(step, perDecade, Number.POSITIVE_INFINITY)) steps.add(step);
  }
  return [...steps].toSorted((a, b) => a - b);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const lcm = (a: number, b: number): number => (Number.isFinite(a) && Number.isFinite(b) ? (a / gcd(a, b)) * b : Number.POSITIVE_INFINITY);

/** How often all of these are due together from step 0 up to a step, it included, in a run of `steps`: without walking through them. */
export function countDue(schedules: readonly Schedule[], steps: number): (until: number) => number {
  const every = schedules.map((schedule) => schedule.every).reduce(lcm);
  const isBeside = (step: number): boolean => step % every !== 0 && schedules.every((schedule) => isScheduled(schedule, step, steps));
  const beside = [...new Set([...schedules.flatMap(({ perDecade }) => gridUpTo(steps, perDecade)), steps])].filter(isBeside);
  return (until) => 1 + Math.floor(until / every) + beside.filter((step) => step <= until).length;
}
