/** Curves of several of a network's tensors in one chart: as many as can be told apart, the largest ones. */
import type { ParameterSpec } from '../models/model.ts';
import { text, type Text } from '../text.ts';
import { HEADS, TENSOR_HUES, type SeriesSpec } from './chart.ts';

const DASHES = [undefined, '6 4', '2 3', '8 3 2 3', '12 4', '4 2'] as const;

const JAPANESE: Readonly<Record<string, string>> = {
  bias: 'バイアス',
  block: 'ブロック',
  conv: '畳み込み',
  edge: '辺',
  embedding: '埋め込み',
  gain: '倍率',
  head: 'ヘッド',
  hidden: '隠れ層',
  in: '入力側',
  input: '入力',
  key: 'キー',
  layer: '層',
  norm: '正規化',
  out: '出力側',
  output: '出力',
  positions: '位置',
  query: 'クエリ',
  recurrent: '再帰',
  root: '自ノード',
  stage: '段',
  unembedding: '逆埋め込み',
  value: 'バリュー',
};

/** A parameter's name in words: «layer0.query» is «layer 0 query», «hidden1.weight» «hidden 1». */
function labelOf(name: string): Text {
  const parts = name.split('.').filter((part) => part !== 'weight');
  const said = (called: (word: string) => string): string =>
    parts.map((part) => part.replace(/^([A-Za-z]+)(\d*)$/, (_, word: string, n: string) => (n === '' ? called(word) : `${called(word)} ${n}`))).join(' ');
  return text(
    said((word) => word),
    said((word) => JAPANESE[word] ?? `${word} の行列`),
  );
}

export const sizeOf = ({ shape }: Pick<ParameterSpec, 'shape'>): number => shape.reduce((product, n) => product * n, 1);

/** @param prefix what the keys begin with, before the dot. @param sketches a course for each curve, from the first on; the last one for all others */
export function tensorCurves(prefix: string, tensors: readonly Pick<ParameterSpec, 'name' | 'shape'>[], sketches: readonly string[]): SeriesSpec[] {
  const largest = new Set(tensors.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, HEADS.length));
  return tensors
    .filter((tensor) => largest.has(tensor))
    .map(({ name }, i) => {
      const [dash, sketch] = [DASHES[i], sketches[i]];
      return {
        key: `${prefix}.${name}`,
        label: labelOf(name),
        hue: TENSOR_HUES[i] as SeriesSpec['hue'],
        ...(dash === undefined ? {} : { dash }),
        head: HEADS[i] as SeriesSpec['head'],
        ...(sketch === undefined ? {} : { sketch: { path: sketch, label: [8 + 15 * i, 12 + 14 * i] as const } }),
      };
    });
}
