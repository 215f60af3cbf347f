/**
 * The decoder-only transformer in its plain form, in float64: every position of every pair, full causal attention in every layer, read at
 * the last position. Nothing is shared between pairs.
 */
import {
  ACTIVATION_REFERENCE,
  addVectors,
  affine,
  dot,
  matrixOf,
  normalise,
  softmax,
  timesMatrix,
  vectorOf,
  type Matrix,
  type NamedParameters,
  type Vector,
} from './numbers.ts';

export interface TransformerOptions {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly activation: string;
  readonly layerNorm: 'none' | 'pre' | 'post';
  readonly sequence: 'a b =' | 'a op b =';
  readonly positions: 'learned' | 'sinusoidal';
  readonly bias: boolean;
  readonly vocabulary: number;
}

/** Vaswani et al. 2017, §3.5: PE(t, 2i) = sin(t/10000^(2i/d)), PE(t, 2i+1) = cos(t/10000^(2i/d)). */
function sinusoid(t: number, width: number): Vector {
  const out: Vector = [];
  for (let i = 0; out.length < width; i++) {
    const angle = t / Math.pow(10000, (2 * i) / width);
    out.push(Math.sin(angle));
    if (out.length < width) out.push(Math.cos(angle));
  }
  // The engine keeps the table in float32, as every constant.
  return out.map(Math.fround);
}

/** Token numbers as the network reads them: operands first, then «op» (where it is read) and «=» behind the vocabulary. */
function reading(options: TransformerOptions, [a, b]: readonly number[]): number[] {
  const v = options.vocabulary;
  return options.sequence === 'a b =' ? [a as number, b as number, v] : [a as number, v, b as number, v + 1];
}

/** The residual stream at the input, position by position. */
export function residualInput(options: TransformerOptions, parameters: NamedParameters, tokens: readonly number[]): Matrix {
  const embedding = matrixOf(parameters, 'embedding');
  const learned = options.positions === 'learned' ? matrixOf(parameters, 'positions') : null;
  return reading(options, tokens).map((token, t) =>
    addVectors(embedding[token] as Vector, learned === null ? sinusoid(t, options.width) : (learned[t] as Vector)),
  );
}

export interface TransformerRun {
  readonly logits: Vector;
  /** [layer][position]: pre-activations of the MLPs. */
  readonly preactivations: Matrix[];
}

export function runTransformer(options: TransformerOptions, parameters: NamedParameters, input: Matrix): TransformerRun {
  const { heads, width, layerNorm } = options;
  const activate = ACTIVATION_REFERENCE[options.activation] as (z: number) => number;
  const headWidth = width / heads;
  const norm = (x: Vector, name: string, when: 'pre' | 'post'): Vector =>
    layerNorm === when ? normalise(x, vectorOf(parameters, `${name}.gain`), vectorOf(parameters, `${name}.bias`)) : x;
  const preactivations: Matrix[] = [];
  let stream = input;
  for (let layer = 0; layer < options.layers; layer++) {
    const at = `layer${layer}`;
    const matrix = (name: string): Matrix => matrixOf(parameters, `${at}.${name}`);
    const bias = (name: string): Vector | null => (options.bias ? vectorOf(parameters, `${at}.${name}.bias`) : null);
    const [wq, wk, wv, wo, w1, w2] = [matrix('query'), matrix('key'), matrix('value'), matrix('output'), matrix('in'), matrix('out')] as const;
    const read = stream.map((x) => norm(x, `${at}.norm1`, 'pre'));
    const [q, k, v] = [wq, wk, wv].map((w) => read.map((x) => timesMatrix(x, w))) as [Matrix, Matrix, Matrix];
    const attended = stream.map((x, t) => {
      const z: Vector = [];
      for (let head = 0; head < heads; head++) {
        const part = (vector: Vector): Vector => vector.slice(head * headWidth, (head + 1) * headWidth);
        const scores = k.slice(0, t + 1).map((key) => dot(part(q[t] as Vector), part(key)) / Math.sqrt(headWidth));
        const weights = softmax(scores);
        for (let j = 0; j < headWidth; j++) z.push(weights.reduce((sum, weight, s) => sum + weight * (part(v[s] as Vector)[j] as number), 0));
      }
      return norm(addVectors(x, timesMatrix(z, wo)), `${at}.norm1`, 'post');
    });
    const before = attended.map((x) => affine(norm(x, `${at}.norm2`, 'pre'), w1, bias('in')));
    preactivations.push(before);
    stream = attended.map((x, t) => norm(addVectors(x, affine((before[t] as Vector).map(activate), w2, bias('out'))), `${at}.norm2`, 'post'));
  }
  const last = norm(stream.at(-1), 'norm', 'pre');
  return { logits: timesMatrix(last, matrixOf(parameters, 'unembedding')), preactivations };
}

export function transformerLogits(options: TransformerOptions, parameters: NamedParameters, examples: readonly (readonly number[])[]): Matrix {
  return examples.map((tokens) => runTransformer(options, parameters, residualInput(options, parameters, tokens)).logits);
}
