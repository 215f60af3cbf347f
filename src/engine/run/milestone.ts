/** Steps that a run is remembered by; learned.ts says when each is passed. */
export const MILESTONES = ['memorised', 'fitted', 'grokked', 'generalised', 'forgot'] as const;
export type MilestoneKind = (typeof MILESTONES)[number];

export const isMilestoneKind = (word: string | null): word is MilestoneKind => (MILESTONES as readonly (string | null)[]).includes(word);

export interface Milestone {
  readonly kind: MilestoneKind;
  readonly step: number;
}

/** What a run may be asked to go on until. */
export const GOALS = ['memorised', 'fitted', 'grokked', 'generalised'] as const satisfies readonly MilestoneKind[];
export type Goal = (typeof GOALS)[number];

type Side = 'train' | 'val' | null;

/** Whose accuracy has passed its threshold. */
const SIDES: Readonly<Record<MilestoneKind, Side>> = { memorised: 'train', fitted: 'train', grokked: 'val', generalised: 'val', forgot: null };

export const isTrain = ({ kind }: Milestone): boolean => SIDES[kind] === 'train';
export const isVal = ({ kind }: Milestone): boolean => SIDES[kind] === 'val';

/** Whether a milestone settles whether a goal is met: the accuracy that the goal is about has passed its threshold, late or not. */
export const settles = (kind: MilestoneKind, goal: Goal): boolean => SIDES[kind] === SIDES[goal];

/** Whether a milestone meets a goal. What memorised has fitted its training data as well; what grokked has generalised as well. */
export function meets(kind: MilestoneKind, goal: Goal): boolean {
  return kind === goal || (goal === 'fitted' && kind === 'memorised') || (goal === 'generalised' && kind === 'grokked');
}
