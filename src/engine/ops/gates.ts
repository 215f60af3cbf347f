/** What opens and shuts a gate, and its slope: exact however far a gate is shut or open. Kernels follow these definitions. */

/** 1/(1 + e^−z), with no power that overflows and no digit lost on either side. */
export function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z < 0 ? e / (1 + e) : 1 / (1 + e);
}

/** σ′(z) = e/(1 + e)² with e = exp(−|z|): nothing cancels where the gate is all but open. */
export function sigmoidSlope(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return e / (1 + e) ** 2;
}

/** tanh′(z) = 4e/(1 + e)² with e = exp(−2|z|). */
export function tanhSlope(z: number): number {
  const e = Math.exp(-2 * Math.abs(z));
  return (4 * e) / (1 + e) ** 2;
}
