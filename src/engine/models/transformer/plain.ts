/** The transformer as a plain forward pass in float64: layer by layer, every position of every example, with nothing folded. */
import type { Constant } from '../../data/plan.ts';
import type { Examples } from '../../data/dataset.ts';
import type { ParameterSpec } from '../model.ts';
import { arraysByName } from '../named.ts';
import { attentionPattern, weighed } from '../plain/attention.ts';
import { linear, type Numbers } from '../plain/linear.ts';
import { Visit, type Hooks, type PlainPass } from '../plain/pass.ts';
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

/** Rows (n, d), each plus the same (d). */
const plus = (rows: Float64Array, added: Float64Array | null): Float64Array =>
  added === null ? rows : rows.map((value, i) => value + (added[i % added.length] as number));

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
  /** @param added (d): to the stream of a single layer after its attention, for every example; null: nothing. */
  const pass = (arrays: readonly Numbers[], examples: Examples, hooks: Hooks, added: Float64Array | null): Float64Array => {
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
      const last = plus(asking.values, added); // (1, d) where it is folded
      const pays = (): boolean => folds(architecture, examples.count, x.values.length / d) || fastFold(architecture, examples.count) !== null;
      if (visit.isBlind && isFoldable(architecture) && pays()) {
        return foldedPass(architecture, find, { pattern: attentionPattern(q, k, d, attending), v, sources: x.rows, last });
      }
      if (!visit.isBlind && visit.seesOnly(FOLDED) && folds(architecture, examples.count, x.values.length / d)) {
        return foldedSeen(architecture, find, visit, { pattern: attentionPattern(q, k, d, attending), v, sources: x.rows, last });
      }
      const pattern = visit.at(ids.pattern, attentionPattern(q, k, d, attending)); // (n, heads, A, length)
      const z = visit.at(ids.heads, weighed(pattern, v, d, attending)); // (n·A, d)
      const whole = sum(gather(last, asking.rows, d), linear(z, find(`${at}.output`), d));
      const attended = visit.at(ids.attended, normed(whole, `${at}.norm1`, 'post')); // (n·A, d)
      const y = normed(attended, `${at}.norm2`, 'pre');
      const preactivations = visit.at(ids.preactivations, linear(y, find(`${at}.in`), ffn, biasOf(`${at}.in`))); // (n·A, ffn)
      const h = visit.at(ids.activations, activate(preactivations, activation));
      const mlp = sum(attended, linear(h, find(`${at}.out`), d, biasOf(`${at}.out`)));
      x = unshared(visit.at(ids.residual, normed(mlp, `${at}.norm2`, 'post')), d); // (n·A, d)
    }
    return visit.at('logits', linear(normed(x.values, 'norm', 'pre'), find('unembedding'), outputs)); // (n, outputs)
  };
  return {
    sites,
    forward: (arrays, examples, hooks = {}) => pass(arrays, examples, hooks, null),
    held(arrays, examples, { site, entries, values }) {
      if (layers !== 1 || site !== siteIds(0).heads) return null;
      const at = parameters.findIndex(({ name }) => name === 'layer0.output');
      const left = Float64Array.from(arrays[at] as Numbers); // (d, d)
      const added = new Float64Array(d);
      entries.forEach((entry, i) => {
        const row = left.subarray(entry * d, (entry + 1) * d);
        row.forEach((weight, j) => (added[j] = (added[j] as number) + weight * (values[i] as number)));
        row.fill(0);
      });
      return pass(arrays.with(at, left), examples, {}, added);
    },
  };
}
