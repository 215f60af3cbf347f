/** The transformer's tensors: learned ones with their initial values, and fixed positions. */
import type { Constant } from '../../data/plan.ts';
import { constant, normal, uniform } from '../init.ts';
import { text } from '../../text.ts';
import type { Model, ParameterSpec, TokenTables } from '../model.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { rotaryAngles } from './rotary.ts';
import type { Sequence } from './sequence.ts';
import { siteIds } from './sites.ts';

type Values = Pick<Hyperparameters, 'layers' | 'width' | 'heads' | 'ffn' | 'bias' | 'init' | 'layerNorm' | 'norm' | 'positions'>;

/** In the order in which their initial values are drawn. */
export function parametersOf(
  { layers, width: d, ffn, bias, init, layerNorm, norm: kind, positions }: Values,
  sequence: Sequence,
  outputs: number,
): ParameterSpec[] {
  const nanda = init === 'nanda';
  const tokens = sequence.vocabulary + sequence.specials;
  const matrix = (name: string, fanIn: number, fanOut: number): ParameterSpec =>
    nanda ? normal(name, [fanIn, fanOut], 1 / Math.sqrt(d)) : uniform(name, [fanIn, fanOut], fanIn);
  const norm = (name: string): ParameterSpec[] =>
    layerNorm === 'none' ? [] : [constant(`${name}.gain`, [d], 1), ...(kind === 'rms' ? [] : [constant(`${name}.bias`, [d], 0)])];
  const offset = (name: string, fanIn: number, size: number): ParameterSpec[] =>
    bias ? [nanda ? constant(name, [size], 0) : uniform(name, [size], fanIn)] : [];
  const layer = (at: string): ParameterSpec[] => [
    ...norm(`${at}.norm1`),
    ...['query', 'key', 'value', 'output'].map((name) => matrix(`${at}.${name}`, d, d)),
    ...norm(`${at}.norm2`),
    matrix(`${at}.in`, d, ffn),
    ...offset(`${at}.in.bias`, d, ffn),
    matrix(`${at}.out`, ffn, d),
    ...offset(`${at}.out.bias`, ffn, d),
  ];
  const table = (spec: ParameterSpec): ParameterSpec => ({ ...spec, table: true });
  return [
    table(normal('embedding', [tokens, d], nanda ? 1 / Math.sqrt(d) : 1)),
    ...(positions === 'learned' ? [table(normal('positions', [sequence.length, d], nanda ? 1 / Math.sqrt(d) : 1))] : []),
    ...Array.from({ length: layers }, (_, i) => layer(`layer${i}`)).flat(),
    ...(layerNorm === 'pre' ? norm('norm') : []),
    table(nanda ? normal('unembedding', [d, outputs], 1 / Math.sqrt(tokens)) : uniform('unembedding', [d, outputs], d)),
  ];
}

/** Where no norm stands between them, the way from the last layer's neurons to the outputs is one map, W_L of Nanda et al. 2023, §3.1. */
export function tablesOf({ layers, layerNorm }: Pick<Values, 'layers' | 'layerNorm'>): TokenTables {
  const isOne = layerNorm === 'none';
  return {
    rows: { sign: 'W_E', label: text('embedding', '埋め込み'), of: ['embedding'] },
    outputs: isOne
      ? { sign: 'W_L', label: text('neurons to answers', 'ニューロンから答えへ'), of: [`layer${layers - 1}.out`, 'unembedding'] }
      : { sign: 'W_U', label: text('unembedding', '逆埋め込み'), of: ['unembedding'] },
  };
}

/** The neurons of the last layer, where no norm stands behind them. */
export function readoutOf({ layers, layerNorm }: Pick<Values, 'layers' | 'layerNorm'>): Pick<Model, 'readout'> {
  const last = layers - 1;
  return layerNorm === 'none' ? { readout: { site: siteIds(last).activations, of: [`layer${last}.out`, 'unembedding'] } } : {};
}

export function constantsOf({ positions, width: d, heads }: Values, { length }: Sequence): Constant[] {
  if (positions === 'rotary') return rotaryAngles(length, d, heads);
  return positions === 'learned' ? [] : [{ name: 'positions', shape: [length, d], values: sinusoids(length, d) }];
}

/** sin and cos positions (Vaswani et al. 2017, §3.5): (length, d). */
function sinusoids(length: number, d: number): Float32Array {
  return Float32Array.from({ length: length * d }, (_, i) => {
    const [t, j] = [Math.floor(i / d), i % d];
    const angle = t / 10000 ** ((2 * Math.floor(j / 2)) / d);
    return j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
