/** Causal attention over rows that examples may share, on the host and in float64. */

/** Whose rows attend, and to which. */
export interface Attending {
  /** (n, A): row of each example's asking positions among the queries. */
  readonly queries: Int32Array;
  /** (n, S): row of each example's positions among keys and values. */
  readonly sources: Int32Array;
  /** Asking positions A of an example: the last A of its S. */
  readonly asking: number;
  /** Positions S of an example. */
  readonly length: number;
  readonly heads: number;
}

/** softmax(q·k / √width of a head) over the positions up to the asking one: queries and keys (rows, d) → (n, heads, A, S). */
export function attentionPattern(q: Float64Array, k: Float64Array, d: number, { queries, sources, asking, length, heads }: Attending): Float64Array {
  const count = sources.length / length;
  const width = d / heads;
  const scale = 1 / Math.sqrt(width);
  const pattern = new Float64Array(count * heads * asking * length);
  for (let i = 0; i < count; i++) {
    for (let head = 0; head < heads; head++) {
      for (let a = 0; a < asking; a++) {
        const from = (queries[i * asking + a] as number) * d + head * width;
        const to = ((i * heads + head) * asking + a) * length;
        const seen = length - asking + a + 1; // positions up to the asking one; the rest stays 0
        let most = -Infinity;
        for (let s = 0; s < seen; s++) {
          const at = (sources[i * length + s] as number) * d + head * width;
          let score = 0;
          for (let j = 0; j < width; j++) score += (q[from + j] as number) * (k[at + j] as number);
          pattern[to + s] = score *= scale;
          if (score > most) most = score;
        }
        let total = 0;
        for (let s = 0; s < seen; s++) total += pattern[to + s] = Math.exp((pattern[to + s] as number) - most);
        for (let s = 0; s < seen; s++) pattern[to + s] = (pattern[to + s] as number) / total;
      }
    }
  }
  return pattern;
}

/** Values (rows, d) weighed by the pattern (n, heads, A, S), head by head → (n, A, d). */
export function weighed(pattern: Float64Array, v: Float64Array, d: number, { sources, asking, length, heads }: Attending): Float64Array {
  const count = sources.length / length;
  const width = d / heads;
  const out = new Float64Array(count * asking * d);
  for (let i = 0; i < count; i++) {
    for (let head = 0; head < heads; head++) {
      for (let a = 0; a < asking; a++) {
        const to = (i * asking + a) * d + head * width;
        for (let s = 0; s < length; s++) {
          const weight = pattern[((i * heads + head) * asking + a) * length + s] as number;
          const at = (sources[i * length + s] as number) * d + head * width;
          for (let j = 0; j < width; j++) out[to + j] = (out[to + j] as number) + weight * (v[at + j] as number);
        }
      }
    }
  }
  return out;
}
