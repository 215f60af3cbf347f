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
