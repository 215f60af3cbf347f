/**
 * The same networks in jax-js, compiled whole (loss, gradients and update are one jitted function), on its WASM device and one thread. Written
 * to be fast there: scores and values once per token as in our engine, looked up by one-hot products, and odd widths and row counts padded, for
 * its matrix products are an order of magnitude slower without. Padded classes are masked and padded rows have no target, so the numbers agree.
 */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import type { Contestant, Setting, Start } from './contestant.ts';

type A = np.Array;
type Names = Record<string, A>;

const array = (values: Float32Array, shape: readonly number[]): A => np.array(values).reshape([...shape]);

/** `ids` as one-hot rows (rows, width); −1 is a row of zeros. */
function hot(ids: readonly number[], width: number): A {
  const values = new Float32Array(ids.length * width);
  ids.forEach((id, i) => {
    if (id >= 0) values[i * width + id] = 1;
  });
  return array(values, [ids.length, width]);
}

/** A weight with zeros where an axis of length `from` became `to`. */
function pad({ shape, values }: Start, sizes: ReadonlyMap<number, number>, axes: readonly boolean[]): A {
  const padded = shape.map((size, axis) => (axes[axis] === true ? (sizes.get(size) ?? size) : size));
  const [rows = 1, columns = 1] = shape.length === 1 ? [1, shape[0]] : shape;
  const width = padded.at(-1);
  const out = new Float32Array(padded.reduce((product, size) => product * size, 1));
  for (let i = 0; i < rows; i++) out.set(values.subarray(i * columns, (i + 1) * columns), i * width);
  return array(out, padded);
}

const up = (size: number, multiple: number): number => Math.ceil(size / multiple) * multiple;

export async function createJax(setting: Setting, classes: number): Promise<Contestant> {
  await init('wasm');
  defaultDevice('wasm');
  const { config, tokens, labels, count } = setting;
  const p = setting.classes;
  const isMlp = config.model.id === 'mlp';
  const rows = up(count, 8);
  const vocabulary = up(p + 1, 4);
  const column = (of: (i: number) => number): number[] => Array.from({ length: rows }, (_, i) => (i < count ? of(i) : -1));
  const tableRows = isMlp ? classes : vocabulary;
  const data: Names = {
    a: hot(
      column((i) => tokens[2 * i] as number),
      tableRows,
    ),
    b: hot(
      column((i) => tokens[2 * i + 1] as number),
      tableRows,
    ),
    y: hot(
      column((i) => labels[i] as number),
      classes,
    ),
    mask: array(
      Float32Array.from({ length: classes }, (_, i) => (i < p ? 0 : -1e9)),
      [1, classes],
    ),
  };
  const padding = new Map([
    [p, classes],
    [p + 1, vocabulary],
  ]);
  // Padded axes by name: a width that happens to equal p must stay.
  const paddedAxes: Readonly<Record<string, readonly boolean[]>> = {
    embedding: [true],
    unembedding: [false, true],
    'hidden1.weight.0': [true],
    'hidden1.weight.1': [true],
    'output.weight': [false, true],
  };
  const start: Names = Object.fromEntries(setting.start.map((s) => [s.name, pad(s, padding, paddedAxes[s.name] ?? [])]));

  const [d, heads] = [Number(config.model['width']), Number(config.model['heads'])];
  const width = d / heads;

  const transformerLogits = (w: Names, { a, b }: Names): A => {
    const at = (name: string): A => (w[name] as A).ref;
    const position = (t: number): A => at('positions').slice([t, t + 1]);
    const embedding = at('embedding');
    const [xa, xb] = [embedding.ref.add(position(0)), embedding.ref.add(position(1))] as [A, A];
    const last = embedding.slice([p, p + 1]).add(position(2)); // (1, d)
    const q = np.dot(last.ref, at('layer0.query')).reshape([1, heads, width]);
    const score = (x: A): A =>
      np
        .dot(x, at('layer0.key'))
        .reshape([-1, heads, width])
        .mul(q.ref)
        .sum(2)
        .mul(1 / Math.sqrt(width)); // (tokens, heads)
    const value = (x: A): A => np.dot(x, at('layer0.value'));
    const look = (ids: A | undefined, table: A): A => np.dot((ids as A).ref, table);
    const scores = np.stack([look(a, score(xa.ref)), look(b, score(xb.ref)), np.broadcastTo(score(last.ref), [rows, heads])], 2);
    q.dispose();
    const weights = nn.softmax(scores, 2); // (rows, heads, 3)
    const weight = (t: number, from: A): A => from.slice([], [], [t, t + 1]);
    const part = (x: A, n: number): A => x.reshape([n, heads, width]);
    const z = weight(0, weights.ref)
      .mul(part(look(a, value(xa)), rows))
      .add(weight(1, weights.ref).mul(part(look(b, value(xb)), rows)))
      .add(weight(2, weights).mul(part(value(last.ref), 1)))
      .reshape([rows, d]);
    const x = np.dot(z, at('layer0.output')).add(last);
    const h = nn.relu(np.dot(x.ref, at('layer0.in')).add(at('layer0.in.bias')));
    return np.dot(x.add(np.dot(h, at('layer0.out'))).add(at('layer0.out.bias')), at('unembedding'));
  };
  const mlpLogits = (w: Names, { a, b }: Names): A => {
    const at = (name: string): A => (w[name] as A).ref;
    const look = (ids: A | undefined, name: string): A => np.dot((ids as A).ref, at(name));
    return np.dot(nn.relu(look(a, 'hidden1.weight.0').add(look(b, 'hidden1.weight.1'))), at('output.weight'));
  };
  const loss = (w: Names, of: Names): A => {
    const logits = (isMlp ? mlpLogits(w, of) : transformerLogits(w, of)).add((of['mask'] as A).ref);
    const value = nn
      .logSoftmax(logits, 1)
      .mul((of['y'] as A).ref)
      .sum()
      .mul(-1 / count);
    for (const owned of [...Object.values(w), ...Object.values(of)]) owned.dispose();
    return value;
  };
  const names = Object.keys(start);
  const step = jit(((w: Names, m: Names, v: Names, of: Names, scalars: A): [A, Names, Names, Names] => {
    const refs = (tree: Names): Names => Object.fromEntries(Object.entries(tree).map(([name, x]) => [name, x.ref]));
    const [value, g] = (valueAndGrad(loss as never) as unknown as (w: Names, of: Names) => [A, Names])(refs(w), of);
    const scalar = (i: number): A => scalars.ref.slice([i, i + 1]).reshape([]);
    const [w2, m2, v2]: [Names, Names, Names] = [{}, {}, {}];
    for (const name of names) {
      const [p0, g0, m0, v0] = [w[name], g[name], m[name], v[name]] as [A, A, A, A];
      const nextM = m0.mul(scalar(2)).add(g0.ref.mul(scalar(3)));
      const nextV = v0.mul(scalar(4)).add(g0.ref.mul(g0).mul(scalar(5)));
      const change = nextM.ref
        .mul(scalar(0))
        .mul(scalar(7))
        .div(np.sqrt(nextV.ref.mul(scalar(8))).add(scalar(6)));
      w2[name] = p0.mul(scalar(1)).sub(change);
      m2[name] = nextM;
      v2[name] = nextV;
    }
    scalars.dispose();
    return [value, w2, m2, v2];
  }) as never) as unknown as (...args: [w: Names, m: Names, v: Names, of: Names, scalars: A]) => [A, Names, Names, Names];
  const evaluate = jit(loss as never) as unknown as typeof loss;

  const refs = (tree: Names): Names => Object.fromEntries(Object.entries(tree).map(([name, x]) => [name, x.ref]));
  let w = start;
  let m: Names = Object.fromEntries(names.map((name) => [name, np.zeros((w[name] as A).shape)]));
  let v: Names = Object.fromEntries(names.map((name) => [name, np.zeros((w[name] as A).shape)]));
  let t = 0;
  return {
    enter: async () => undefined,
    async step() {
      const scalars = array(Float32Array.from(setting.scalars(++t)), [9]);
      const [value, ...next] = step(w, m, v, refs(data), scalars);
      value.dispose();
      [w, m, v] = next;
      await blockUntilReady([w, m, v]);
    },
    async loss() {
      const [x = Number.NaN] = await evaluate(refs(w), refs(data)).data();
      return x;
    },
    dispose() {
      for (const owned of [w, m, v, data].flatMap((tree) => Object.values(tree))) owned.dispose();
    },
  };
}
