/** Names of tensors in words, and as many curves as can be told apart. */
import { expect, test } from 'vitest';
import { tensorCurves } from '../../../src/engine/probes/tensorCurves.ts';

const tensor = (name: string, ...shape: number[]) => ({ name, shape });

test('names are words in both languages', () => {
  const labels = tensorCurves('x', [tensor('layer0.query', 2, 2), tensor('hidden1.weight', 2, 2), tensor('unembedding', 2, 2), tensor('odd', 2, 2)], []).map(
    ({ label }) => label,
  );
  expect(labels.map(({ en }) => en)).toEqual(['layer 0 query', 'hidden 1', 'unembedding', 'odd']);
  expect(labels.map(({ ja }) => ja)).toEqual(['層 0 クエリ', '隠れ層 1', '逆埋め込み', 'odd の行列']);
});

test('the six largest, in the order of the network', () => {
  const curves = tensorCurves(
    'x',
    [3, 9, 1, 5, 4, 8, 7, 2].map((size, i) => tensor(`t${i}`, size, 2)),
    ['M0 1 L100 1'],
  );
  expect(curves.map(({ key }) => key)).toEqual(['x.t0', 'x.t1', 'x.t3', 'x.t4', 'x.t5', 'x.t6']);
  for (const what of [curves.map(({ hue }) => hue), curves.map(({ head }) => head), curves.map(({ dash }) => dash ?? 'solid')])
    expect(new Set(what).size).toBe(6);
  expect(curves.map(({ sketch }) => sketch !== undefined)).toEqual([true, false, false, false, false, false]);
});
