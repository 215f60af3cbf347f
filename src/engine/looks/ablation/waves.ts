/**
 * Frequencies of a network on numbers mod p, taken away on the way in or on the way out. Waves are those of a cyclic group of n elements, places
 * e = 0 … n − 1 of tokens and answers (circles/group.ts).
 *
 * On the way in, of a table T with a row for each token (W_E, or one-hot tokens' rows of the first layer):
 *
 *     T ← T − Σ_{k off} (c_k c_kᵀ + s_k s_kᵀ) T ;   c_k, s_k: cos 2πke/n and sin 2πke/n over the places, of unit norm
 *
 * Rows of tokens that have no place, 0 under multiplication and «=», stay.
 *
 * On the way out, of the logits as functions of the pair (Nanda et al. 2023, §4.2 and §5.1), for a pair whose answer stands at place e:
 *
 *     excluded:    L ← L − Σ_{k off} M_k(e)
 *     restricted:  L ← Σ_{k key} M_k(e) + mean over all pairs of L − Σ_{k key} M_k
 *
 * M_k is what runs as cos 2πke/n and sin 2πke/n in M(e), the mean logits of the pairs whose answer is at e: where all answers are equally frequent,
 * as in a group's table, that is the paper's projection on cos w_k(a+b) and sin w_k(a+b). Pairs whose answer has no place keep their logits.
 */
import type { Examples } from '../../data/dataset.ts';
import { cycleOf, type Cycle } from '../circles/group.ts';
import { keysOf, keyThreshold } from '../circles/keys.ts';
import { lacks, residuesOf } from '../circles/lacks.ts';
import { componentsOf, sharesOf, type Table } from '../circles/spectrum.ts';
import { tablesOf } from '../circles/tables.ts';
import type { Numbers } from '../../models/plain/linear.ts';
import type { NetworkAt } from '../look.ts';
import type { OffWaves } from './question.ts';

export interface Waves {
  readonly p: number;
  readonly cycle: Cycle;
  readonly count: number;
  /** (count): share of each frequency 1, 2, … in the table on the way in. */
  readonly shares: Float32Array;
  readonly keys: Int32Array;
}

/** Those of a network; null where there are none. */
export function wavesOf(network: NetworkAt): Waves | null {
  const residues = residuesOf(network.config);
  if (lacks(network.config) !== null || !('p' in residues)) return null;
  const cycle = cycleOf(residues.under, residues.p) as Cycle;
  const { rows, outputs } = tablesOf(network, cycle.tokens);
  const shares = Float32Array.from(sharesOf(componentsOf(rows.table)));
  const keys = keysOf(shares, Float32Array.from(sharesOf(componentsOf(outputs.table))), keyThreshold(shares.length));
  return { p: residues.p, cycle, count: shares.length, shares, keys };
}

/** The frequencies that are off, ascending. */
export function frequenciesOff({ count, keys }: Pick<Waves, 'count' | 'keys'>, off: OffWaves): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i + 1);
  if (off === 'keys') return keys.slice();
  const isOff = off === 'others' ? (k: number): boolean => !keys.includes(k) : (k: number): boolean => off.includes(k);
  return all.filter(isOff);
}

/** What of a table (n, width) these frequencies make up. */
function partOf(table: Table, frequencies: Int32Array): Float64Array {
  const { n, width } = table;
  const { cosines, sines } = componentsOf(table);
  const part = new Float64Array(n * width);
  for (const k of frequencies) {
    const isLast = 2 * k === n;
    const scale = Math.sqrt((isLast ? 1 : 2) / n);
    for (let e = 0; e < n; e++) {
      const angle = (2 * Math.PI * ((k * e) % n)) / n;
      const [x, y] = [scale * Math.cos(angle), isLast ? 0 : scale * Math.sin(angle)];
      for (let j = 0, from = (k - 1) * width; j < width; j++, from++) {
        part[e * width + j] = (part[e * width + j] as number) + x * (cosines[from] as number) + y * (sines[from] as number);
      }
    }
  }
  return part;
}

/** The parameters without these frequencies in the table of tokens; the network's own stay as they are. */
export function withoutOnTheWayIn({ model, parameters }: NetworkAt, { tokens }: Pick<Cycle, 'tokens'>, frequencies: Int32Array): readonly Numbers[] {
  const tables = new Set(model.tables?.rows.of);
  return parameters.map((values, i): Numbers => {
    const spec = model.parameters[i] as (typeof model.parameters)[number];
    if (!tables.has(spec.name)) return values;
    const width = spec.shape[1] as number;
    const left = Float64Array.from(values);
    const rows = new Float64Array(tokens.length * width);
    tokens.forEach((token, e) => rows.set(values.subarray(token * width, (token + 1) * width), e * width));
    const part = partOf({ values: rows, n: tokens.length, width }, frequencies);
    tokens.forEach((token, e) => {
      for (let j = 0; j < width; j++) left[token * width + j] = (left[token * width + j] as number) - (part[e * width + j] as number);
    });
    return left;
  });
}

/** (count): at which place of the group each example's answer stands; −1 where at none. */
export function placesOf({ targets }: Pick<Examples, 'targets'>, { tokens }: Pick<Cycle, 'tokens'>, p: number): Int32Array {
  const placeOf = new Int32Array(p).fill(-1);
  tokens.forEach((token, e) => (placeOf[token] = e));
  return Int32Array.from(targets, (answer) => placeOf[answer] as number);
}

interface OnTheWayOut {
  /** (count, outputs) */
  readonly logits: Float64Array;
  /** See placesOf; of n. */
  readonly places: Int32Array;
  readonly n: number;
  readonly outputs: number;
}

/** Mean logits by the answer's place, (n, outputs), and how many pairs have it there. */
function meansOf({ logits, places, n, outputs }: OnTheWayOut): { readonly means: Float64Array; readonly counts: Int32Array } {
  const [means, counts] = [new Float64Array(n * outputs), new Int32Array(n)];
  places.forEach((e, i) => {
    if (e < 0) return;
    counts[e] = (counts[e] as number) + 1;
    for (let o = 0; o < outputs; o++) means[e * outputs + o] = (means[e * outputs + o] as number) + (logits[i * outputs + o] as number);
  });
  return { means: means.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / outputs)] as number)), counts };
}

/** Logits without the waves of these frequencies: Nanda's excluded ones, where they are the key ones. */
export function excluded(of: OnTheWayOut, frequencies: Int32Array): Float64Array {
  const { logits, places, n, outputs } = of;
  const part = partOf({ values: meansOf(of).means, n, width: outputs }, frequencies);
  return logits.map((logit, i) => {
    const e = places[Math.floor(i / outputs)] as number;
    return e < 0 ? logit : logit - (part[e * outputs + (i % outputs)] as number);
  });
}

/** Logits of which nothing but the waves of these frequencies and a constant is left: Nanda's restricted ones, where they are the key ones. */
export function restricted(of: OnTheWayOut, frequencies: Int32Array): Float64Array {
  const { logits, places, n, outputs } = of;
  const { means, counts } = meansOf(of);
  const part = partOf({ values: means, n, width: outputs }, frequencies);
  const all = counts.reduce((sum, one) => sum + one, 0);
  const rest = new Float64Array(outputs);
  means.forEach((mean, i) => {
    const weight = (counts[Math.floor(i / outputs)] as number) / all;
    rest[i % outputs] = (rest[i % outputs] as number) + weight * (mean - (part[i] as number));
  });
  return logits.map((logit, i) => {
    const e = places[Math.floor(i / outputs)] as number;
    return e < 0 ? logit : (part[e * outputs + (i % outputs)] as number) + (rest[i % outputs] as number);
  });
}
