/** From residual rows to logits, layer by layer. */
import { add, reshape, type Rank, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch } from '../../data/plan.ts';
import { isHull, mapAffine, rowsOf, type Hull, type Inputs } from '../../geometry/hull.ts';
import { attention } from '../../ops/attention.ts';
import { dropped, type Chance } from '../../ops/chance.ts';
import { biasActivation, dense, densePair } from '../../ops/dense.ts';
import { gatherSum } from '../../ops/gather.ts';
import { layerNorm } from '../../ops/layerNorm.ts';
import { rmsNorm } from '../../ops/rmsNorm.ts';
import type { Find } from '../named.ts';
import type { Architecture } from './architecture.ts';
import { foldedLogits, folds } from './folded.ts';
import { turnsOf } from './rotary.ts';
import { names } from './rows.ts';

/** Drops what a block adds to the residual stream: blocks are numbered through the layers. */
export type Drop = (added: Tensor2D, block: number) => Tensor2D;

export function dropOf({ dropout }: Architecture, chance: Chance | undefined): Drop | null {
  return chance === undefined || dropout === 0 ? null : (added, block) => dropped(added, dropout, chance, block);
}

/** Sees each MLP's pre-activations. */
type Tap = (z: Tensor2D, layer: number) => void;

/** k or v of a hull’s rows through their linear maps, at the price of its points and offsets alone. */
function projectHull(hull: Hull, weights: Tensor2D, length: number, d: number): Tensor2D {
  // (rows, length·d) → (rows·length, d) → (rows, length·d)
  const map = (x: Tensor2D): Tensor2D => reshape<Rank.R2>(dense(reshape<Rank.R2>(x, [-1, d]), weights), [x.shape[0], length * d]);
  return reshape<Rank.R2>(mapAffine(hull, map, map), [-1, d]); // (m·length, d)
}

/**
 * All layers, from residual rows (R₀, d) or from a hull of whole inputs (m rows of length·d). Without `wantLogits` the work ends at the last
 * MLP's pre-activations.
 */
export function run(
  architecture: Architecture,
  find: Find,
  input: Inputs,
  batch: Batch,
  { tap = null, drop = null, wantLogits = true }: { readonly tap?: Tap | null; readonly drop?: Drop | null; readonly wantLogits?: boolean } = {},
): Tensor2D | null {
  const { layers, width: d, heads, length, activation, layerNorm: when, norm, bias } = architecture;
  const normed = (x: Tensor2D, name: string, here: 'pre' | 'post'): Tensor2D =>
    when !== here
      ? x
      : norm === 'rms'
        ? rmsNorm(x, find<Tensor1D>(`${name}.gain`))
        : layerNorm(x, find<Tensor1D>(`${name}.gain`), find<Tensor1D>(`${name}.bias`));
  const biasOf = (name: string): Tensor1D | null => (bias ? find<Tensor1D>(`${name}.bias`) : null);
  /** residual + h·w + bias, with dropout on what is added. */
  const adding = (residual: Tensor2D, h: Tensor2D, w: Tensor2D, offset: Tensor1D | null, block: number): Tensor2D =>
    drop === null ? dense(h, w, offset, 'linear', residual) : add<Tensor2D>(residual, drop(dense(h, w, offset), block));
  let x = isHull(input) ? reshape<Rank.R2>(rowsOf(input), [-1, d]) : input; // (rows in, d)
  for (let i = 0; i < layers; i++) {
    const at = `layer${i}`;
    const { pick, query, source } = names(i);
    const whole = i < layers - 1; // every position is asked, in order: nothing to pick
    const normalised = normed(x, `${at}.norm1`, 'pre');
    const asking = whole ? normalised : gatherSum(normalised, batch.index(pick)); // (rows picked, d)
    const turns = turnsOf(architecture, batch, i);
    const q = (whole ? turns.keys : turns.last)(dense(asking, find<Tensor2D>(`${at}.query`)));
    // Nothing but linear maps lies between the input and the first layer's keys and values, unless LayerNorm does.
    const hull = i === 0 && when !== 'pre' && isHull(input) ? input : null;
    const [forKeys, forValues] = [find<Tensor2D>(`${at}.key`), find<Tensor2D>(`${at}.value`)];
    // each (rows in, d)
    const [k, v] = hull === null ? densePair(normalised, forKeys, forValues) : [projectHull(hull, forKeys, length, d), projectHull(hull, forValues, length, d)];
    const z = attention(q, turns.keys(k), v, batch.index(query), batch.index(source), heads); // (rows out, d)
    const picked = whole ? x : when === 'pre' ? gatherSum(x, batch.index(pick)) : asking;
    const residual = gatherSum(picked, batch.index(query)); // (rows out, d)
    x = normed(adding(residual, z, find<Tensor2D>(`${at}.output`), null, 2 * i), `${at}.norm1`, 'post');
    const y = normed(x, `${at}.norm2`, 'pre');
    let h: Tensor2D; // (rows out, ffn)
    if (tap === null) h = dense(y, find<Tensor2D>(`${at}.in`), biasOf(`${at}.in`), activation);
    else {
      const preactivation = dense(y, find<Tensor2D>(`${at}.in`), biasOf(`${at}.in`));
      tap(preactivation, i);
      if (!wantLogits && !whole) return null;
      h = biasActivation(preactivation, null, activation);
    }
    x = normed(adding(x, h, find<Tensor2D>(`${at}.out`), biasOf(`${at}.out`), 2 * i + 1), `${at}.norm2`, 'post');
  }
  return dense(normed(x, 'norm', 'pre'), find<Tensor2D>('unembedding')); // (examples, outputs)
}

/** Logits from shared rows x (R₀, d), with the only layer's linear maps folded into tables; null where that does not pay. */
export function runFolded(architecture: Architecture, find: Find, x: Tensor2D, batch: Batch): Tensor2D | null {
  const { heads, activation, bias } = architecture;
  const { pick, source } = names(0);
  if (!folds(architecture, batch.count, x.shape[0])) return null;
  const last = gatherSum(x, batch.index(pick)); // (1, d): the last token is the same for all
  const of = (name: string): Tensor2D => find<Tensor2D>(`layer0.${name}`);
  const biasOf = (name: string): Tensor1D | null => (bias ? find<Tensor1D>(`layer0.${name}.bias`) : null);
  const attended = { query: of('query'), key: of('key'), value: of('value'), output: of('output') };
  const mlp = { in: of('in'), inBias: biasOf('in'), out: of('out'), outBias: biasOf('out') };
  const weights = { ...attended, ...mlp, unembedding: find<Tensor2D>('unembedding') };
  return foldedLogits(x, last, turnsOf(architecture, batch, 0), weights, { source: batch.index(source), order: batch.index('order') }, heads, activation);
}
