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
  rmsNormalise,
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
  readonly norm: 'layer' | 'rms';
  readonly sequence: 'a b =' | 'a op b =';
  readonly positions: 'learned' | 'sinusoidal' | 'rotary';
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

/** Su et al. 2021, eq. 13 and 15: numbers 2i and 2i + 1 of a head's query or key, as a point of the plane, turned by t·10000^(−2i/width). */
function rotary(x: Vector, t: number): Vector {
  const out = [...x];
  for (let i = 0; i < x.length / 2; i++) {
    const angle = t * Math.pow(10000, (-2 * i) / x.length);
    // The engine keeps both in float32, as every constant.
    const [c, s] = [Math.cos(angle), Math.sin(angle)].map(Math.fround) as [number, number];
    const [a, b] = [x[2 * i] as number, x[2 * i + 1] as number];
    out[2 * i] = c * a - s * b;
    out[2 * i + 1] = s * a + c * b;
  }
  return out;
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
    options.positions === 'rotary'
      ? (embedding[token] as Vector)
      : addVectors(embedding[token] as Vector, learned === null ? sinusoid(t, options.width) : (learned[t] as Vector)),
  );
}

export interface TransformerRun {
  readonly logits: Vector;
  /** [layer][position]: pre-activations of the MLPs. */
  readonly preactivations: Matrix[];
}

/** Sees what stands at a place inside, one row per position (of a pattern: per head and position), and says what to go on with. */
export type Edit = (site: string, rows: Matrix) => Matrix;

/** What is left of what a block adds to the stream: a row per position, and blocks are numbered through the layers, attention first. */
export type Leave = (block: number, rows: Matrix) => Matrix;

export function runTransformer(
  options: TransformerOptions,
  parameters: NamedParameters,
  input: Matrix,
  edit: Edit = (_site, rows) => rows,
  leave: Leave = (_block, rows) => rows,
): TransformerRun {
  const { heads, width, layerNorm } = options;
  const activate = ACTIVATION_REFERENCE[options.activation] as (z: number) => number;
  const headWidth = width / heads;
  const norm = (x: Vector, name: string, when: 'pre' | 'post'): Vector =>
    layerNorm !== when
      ? x
      : options.norm === 'rms'
        ? rmsNormalise(x, vectorOf(parameters, `${name}.gain`))
        : normalise(x, vectorOf(parameters, `${name}.gain`), vectorOf(parameters, `${name}.bias`));
  const preactivations: Matrix[] = [];
  let stream = edit('embedding', input);
  for (let layer = 0; layer < options.layers; layer++) {
    const at = `layer${layer}`;
    const matrix = (name: string): Matrix => matrixOf(parameters, `${at}.${name}`);
    const bias = (name: string): Vector | null => (options.bias ? vectorOf(parameters, `${at}.${name}.bias`) : null);
    const [wq, wk, wv, wo, w1, w2] = [matrix('query'), matrix('key'), matrix('value'), matrix('output'), matrix('in'), matrix('out')] as const;
    const read = stream.map((x) => norm(x, `${at}.norm1`, 'pre'));
    const [q, k, v] = [wq, wk, wv].map((w) => read.map((x) => timesMatrix(x, w))) as [Matrix, Matrix, Matrix];
    const partOf = (vector: Vector, head: number): Vector => vector.slice(head * headWidth, (head + 1) * headWidth);
    const length = stream.length;
    // Row head · length + t: how much position t looks at each position, nothing behind itself.
    const attention = Array.from({ length: heads * length }, (_, row): Vector => {
      const [head, t] = [Math.floor(row / length), row % length];
      const placed = (vector: Vector, place: number): Vector => (options.positions === 'rotary' ? rotary(partOf(vector, head), place) : partOf(vector, head));
      const scores = k.slice(0, t + 1).map((key, s) => dot(placed(q[t] as Vector, t), placed(key, s)) / Math.sqrt(headWidth));
      return [...softmax(scores), ...Array.from({ length: length - t - 1 }, () => 0)];
    });
    const pattern = edit(`${at}.pattern`, attention);
    const mixed = stream.map((_, t) =>
      Array.from({ length: heads }, (__, head) =>
        Array.from({ length: headWidth }, (___, j) =>
          dot(
            pattern[head * length + t] as Vector,
            v.map((value) => partOf(value, head)[j] as number),
          ),
        ),
      ).flat(),
    );
    const z = edit(`${at}.heads`, mixed);
    const fromHeads = leave(
      2 * layer,
      z.map((row) => timesMatrix(row, wo)),
    );
    const attended = edit(
      `${at}.attended`,
      stream.map((x, t) => norm(addVectors(x, fromHeads[t] as Vector), `${at}.norm1`, 'post')),
    );
    const before = edit(
      `${at}.preactivations`,
      attended.map((x) => affine(norm(x, `${at}.norm2`, 'pre'), w1, bias('in'))),
    );
    preactivations.push(before);
    const active = edit(
      `${at}.activations`,
      before.map((row) => row.map(activate)),
    );
    const fromNeurons = leave(
      2 * layer + 1,
      active.map((row) => affine(row, w2, bias('out'))),
    );
    stream = edit(
      `${at}.residual`,
      attended.map((x, t) => norm(addVectors(x, fromNeurons[t] as Vector), `${at}.norm2`, 'post')),
    );
  }
  const last = norm(stream.at(-1), 'norm', 'pre');
  const [logits] = edit('logits', [timesMatrix(last, matrixOf(parameters, 'unembedding'))]) as [Vector];
  return { logits, preactivations };
}

export function transformerLogits(options: TransformerOptions, parameters: NamedParameters, examples: readonly (readonly number[])[]): Matrix {
  return examples.map((tokens) => runTransformer(options, parameters, residualInput(options, parameters, tokens)).logits);
}
