/** Parameters and optimiser state at one step, on the host: enough to go on from there bit for bit. */
export interface Snapshot {
  readonly step: number;
  /** In the order of the model's parameters. */
  readonly parameters: readonly Float32Array[];
  /** Per slot of the optimiser, per parameter. */
  readonly slots: readonly (readonly Float32Array[])[];
  /** Weight norm that a fixed-norm run keeps; null when the norm is free. */
  readonly heldNorm: number | null;
}

/** Bytes that the numbers of a snapshot take. */
export function bytesOf(snapshot: Snapshot): number {
  const all = [snapshot.parameters, ...snapshot.slots].flat();
  return all.reduce((sum, array) => sum + array.byteLength, 0);
}
