/** How far a run that is over may go on. */
import { GROUPS } from '../engine/config/groups.ts';

/**
 * @param asked the length that the form asks for
 * @param step where the run ended
 * @returns the step that it goes on to, twice as far where the form asks for no more; null where a run may be no longer
 */
export function extendedSteps(asked: number, step: number): number | null {
  const steps = Math.min(GROUPS[''].steps.max, Math.max(asked, 2 * step));
  return steps > step ? steps : null;
}
