/** Steps that a run is remembered by. */
export type MilestoneKind = 'memorised' | 'grokked';
