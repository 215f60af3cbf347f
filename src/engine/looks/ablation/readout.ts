/** Neurons that reach the outputs by one linear map: what the outputs are without some of them, without another pass. */
import type { Whole } from './whole.ts';

/** Means of each column of values (count, entries). */
export function columnMeans(values: Float64Array, count: number): Float64Array {
  const entries = values.length / count;
  const means = new Float64Array(entries);
  for (let row = 0; row < values.length; row += entries)
    for (let j = 0; j < entries; j++) means[j] = (means[j] as number) + (values[row + j] as number) / count;
  return means;
}

/**
 * logits − Σ_j (h_j − m_j) map_j over the entries j that are off, of the rows from `first` to before `last`.
 * @param means m (entries), or null for zeros
 */
export function withoutEntries(
  { values, map }: NonNullable<Whole['readout']>,
  logits: Float64Array,
  off: Int32Array,
  means: Float64Array | null,
  count: number,
  [first, last]: readonly [number, number] = [0, count],
): Float64Array {
  const [entries, outputs] = [values.length / count, logits.length / count];
  const left = logits.slice(first * outputs, last * outputs);
  for (let i = first; i < last; i++) {
    const to = (i - first) * outputs;
    for (const j of off) {
      const by = (values[i * entries + j] as number) - (means?.[j] ?? 0);
      if (by === 0) continue;
      for (let o = 0; o < outputs; o++) left[to + o] = (left[to + o] as number) - by * (map[j * outputs + o] as number);
    }
  }
  return left;
}
