/** Which kept moments of a run the plane goes through. Pure. */
import type { Milestone } from '../../../engine/run/milestone.ts';
import type { Snapshot } from '../../../engine/run/snapshot.ts';

export type Moment = Pick<Snapshot, 'step' | 'parameters' | 'learned'>;

/** What the second and the third moment are, each as its run reached it. */
export type Called = readonly ['memorised' | 'fitted', 'grokked' | 'generalised'];

export type Found = { readonly moments: readonly [Moment, Moment, Moment]; readonly called: Called } | { readonly missing: 'memorised' | 'grokked' };

const has = ({ learned }: Moment, ...kinds: readonly Milestone['kind'][]): boolean => learned.milestones.some(({ kind }) => kinds.includes(kind));

/** The first that were kept with each milestone; what fitted or generalised without delay counts as well. @param kept ascending */
export function momentsIn(kept: readonly Moment[]): Found {
  const memorised = kept.find((one) => has(one, 'memorised', 'fitted'));
  if (memorised === undefined) return { missing: 'memorised' };
  const grokked = kept.find((one) => one.step > memorised.step && has(one, 'grokked', 'generalised'));
  if (grokked === undefined) return { missing: 'grokked' };
  const called = [has(memorised, 'memorised') ? 'memorised' : 'fitted', has(grokked, 'grokked') ? 'grokked' : 'generalised'] as const;
  return { moments: [kept[0] as Moment, memorised, grokked], called };
}
