/** Whose a task of a pool is, where other pools, those of other tabs, may have the same: a pool makes what it has the claim to. */

/** The right to make a task. Whoever has made it, or does not make it after all, gives it back. */
export interface Claim {
  free(): void;
}

/** `others`: another pool has it; `made`: nobody need make it any more. */
export type Answer = Claim | 'others' | 'made';

/** Answers may come at once. `lost` is called where a claim is taken away from whoever no longer seemed to live. */
export interface Claims {
  ask(id: string, answer: (answer: Answer) => void, lost: () => void): void;
  /** Asks for a task that others have: the answer comes when they let go of it. @returns how to wait no longer. */
  wait(id: string, answer: (answer: Exclude<Answer, 'others'>) => void, lost: () => void): () => void;
}

const UNSHARED: Claim = { free: () => undefined };

/** For pools that share nothing. */
export const alone: Claims = {
  ask: (_, answer) => answer(UNSHARED),
  wait(_, answer) {
    answer(UNSHARED);
    return () => undefined;
  },
};

export const giveBack = (answer: Answer | null): void => {
  if (typeof answer === 'object') answer?.free();
};
