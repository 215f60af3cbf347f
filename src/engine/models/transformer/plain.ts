/** The transformer as a plain forward pass in float64: layer by layer, every position of every example, with nothing folded. */
import type { Constant } from '../../data/plan.ts';
import type { Examples } from '../../data/dataset.ts';
import type { ParameterSpec } from '../model.ts';
import { arraysByName } from '../named.ts';
import { attentionPattern, weighed } from '../plain/attention.ts';
import { linear, type Numbers } from '../plain/linear.ts';
import { Visit, type PlainPass } from '../plain/pass.ts';
import { activate, gather, normalise, sum } from '../plain/pointwise.ts';
import type { Architecture } from './architecture.ts';
import { folds, isFoldable } from './folded.ts';
import { fastFold, foldedPass } from './plainFolded.ts';
import { FOLDED, foldedSeen } from './plainSeen.ts';
import { turnedRows } from './rotary.ts';
import type { Sequence } from './sequence.ts';
import { siteIds, transformerSites } from './sites.ts';

/** The residual stream: example i at its t-th position is row `rows[i · positions + t]` of `values`. Examples may share rows. */
interface Stream {
  /** (R, d) */
  readonly values: Float64Array;
  readonly rows: Int32Array;
}

/** Row by row in the order of the examples' positions: nothing is shared. */
const unshared = (values: Float64Array, d: number): Stream => ({ values, rows: Int32Array.from({ length: values.length / d }, (_, row) => row) });

/** Embeddings plus positions: one row per position and token that occurs there. */
function embedded({ inputs, count }: Examples, sequence: Sequence, d: number, embedding: Numbers, positions: Numbers): Stream {
  const { length, arity, operandAt, tokenAt, vocabulary } = sequence;
  const rows = new Int32Array(count * length);
  const values: number[] = [];
  let made = 0;
  operandAt.forEach((operand, t) => {
    const rowOf = new Int32Array(vocabulary + sequence.specials).fill(-1);
    for (let i = 0; i < count; i++) {
      const token = operand === null ? (tokenAt[t] as number) : (inputs[i * arity + operand] as number);
      if (rowOf[token] === -1) {
        rowOf[token] = made++;
        for (let j = 0; j < d; j++) values.push((embedding[token * d + j] as number) + (positions[t * d + j] as number));
      }
      rows[i * length + t] = rowOf[token] as number;
    }
  });
  return { values: Float64Array.from(values), rows };
}

/** The stream at the last of `length` positions. */
function lastOf({ values, rows }: Stream, length: number, d: number): Stream {
  const last = Int32Array.from({ length: rows.length / length }, (_, i) => rows[(i + 1) * length - 1] as number);
  const distinct = [...new Set(last)];
  const place = new Map(distinct.map((row, i) => [row, i]));
  return { values: gather(values, Int32Array.from(distinct), d), rows: last.map((row) => place.get(row) as number) };
}

export function plainTransformer(
  architecture: Architecture,
  sequence: Sequence,
  parameters: readonly ParameterSpec[],
  constants: readonly Constant[],
): PlainPass {
  const { layers, width: d, heads, ffn, outputs, length, activation, layerNorm: when, norm, positions: kind, bias } = architecture;
  const sites = transformerSites(architecture, sequence);
  return {
    sites,
    forward(arrays, examples, hooks = {}) {
      const find = arraysByName(parameters, arrays);
      const visit = new Visit(sites, hooks, examples.count);
      const normed = (x: Float64Array, name: string, here: 'pre' | 'post'): Float64Array =>
        when === here ? normalise(x, find(`${name}.gain`), norm === 'rms' ? null : find(`${name}.bias`)) : x;
      const biasOf = (name: string): Numbers | null => (bias ? find(`${name}.bias`) : null);

      const turn = (rows: Float64Array, { rows: at }: Stream, shown: number): Float64Array => turnedRows(rows, at, shown, architecture, constants);
      const positions = kind === 'learned' ? find('positions') : (constants.find(({ name }) => name === 'positions')?.values ?? new Float32Array(length * d));
      let x = embedded(examples, sequence, d, find('embedding'), positions);
      if (visit.isAwaited('embedding')) x = unshared(visit.at('embedding', gather(x.values, x.rows, d)), d); // (n·length, d)
      for (let i = 0; i < layers; i++) {
        const at = `layer${i}`;
        const ids = siteIds(i);
        const asking = i < layers - 1 ? x : lastOf(x, length, d);
        const shown = i < layers - 1 ? length : 1;
        const q = turn(linear(normed(asking.values, `${at}.norm1`, 'pre'), find(`${at}.query`), d), asking, shown); // (rows asking, d)
        const read = normed(x.values, `${at}.norm1`, 'pre');
        const [k, v] = [turn(linear(read, find(`${at}.key`), d), x, length), linear(read, find(`${at}.value`), d)]; // each (R, d)
        const attending = { queries: asking.rows, sources: x.rows, asking: shown, length, heads };
        const pays = (): boolean => folds(architecture, examples.count, x.values.length / d) || fastFold(architecture, examples.count) !== null;
        if (visit.isBlind && isFoldable(architecture) && pays()) {
          return foldedPass(architecture, find, { pattern: attentionPattern(q, k, d, attending), v, sources: x.rows, last: asking.values });
        }
        if (!visit.isBlind && visit.seesOnly(FOLDED) && folds(architecture, examples.count, x.values.length / d)) {
          return foldedSeen(architecture, find, visit, { pattern: attentionPattern(q, k, d, attending), v, sources: x.rows, last: asking.values });
        }
        const pattern = visit.at(ids.pattern, attentionPattern(q, k, d, attending)); // (n, heads, A, length)
        const z = visit.at(ids.heads, weighed(pattern, v, d, attending)); // (n·A, d)
        const added = sum(gather(asking.values, asking.rows, d), linear(z, find(`${at}.output`), d));
        const attended = visit.at(ids.attended, normed(added, `${at}.norm1`, 'post')); // (n·A, d)
        const y = normed(attended, `${at}.norm2`, 'pre');
        const preactivations = visit.at(ids.preactivations, linear(y, find(`${at}.in`), ffn, biasOf(`${at}.in`))); // (n·A, ffn)
        const h = visit.at(ids.activations, activate(preactivations, activation));
        const mlp = sum(attended, linear(h, find(`${at}.out`), d, biasOf(`${at}.out`)));
        x = unshared(visit.at(ids.residual, normed(mlp, `${at}.norm2`, 'post')), d); // (n·A, d)
      }
      return visit.at('logits', linear(normed(x.values, 'norm', 'pre'), find('unembedding'), outputs)); // (n, outputs)
    },
  };
}
