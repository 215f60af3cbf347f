/** Stretches up to a step: the one that it is in ends there. */
export const cutAt = <T extends { readonly from: number; readonly to: number }>(stretches: readonly T[], step: number): T[] =>
  stretches.filter(({ from }) => from < step).map((one) => ({ ...one, to: Math.min(one.to, step) }));
