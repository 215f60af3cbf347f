/** Weights as constants: an attack asks only how the loss changes with the input, and half of a backward pass is about the weights. */

let frozen = false;

/** Whether gradients of weights would be thrown away. */
export const weightsAreFrozen = (): boolean => frozen;

/** Runs `work`; linear maps built meanwhile pass gradients to their inputs only. */
export function withFrozenWeights<T>(work: () => T): T {
  const before = frozen;
  frozen = true;
  try {
    return work();
  } finally {
    frozen = before;
  }
}
