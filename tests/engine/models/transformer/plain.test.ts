/** Every site of the transformer's plain pass against the reference, number by number; and what happens after it when half of it is changed. */
import { describe, expect, test } from 'vitest';
import { transformer } from '../../../../src/engine/models/transformer/transformer.ts';
import type { Hook } from '../../../../src/engine/models/plain/pass.ts';
import type { Value } from '../../../../src/engine/parameters.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { pairShape } from '../../../../src/engine/tasks/split.ts';
import { residualInput, runTransformer, type Edit } from '../../../reference/transformer.ts';
import { transformerOptions } from '../../references.ts';
import { named, pairsOf, randomExamples, randomParameters, sectionOf } from '../../small.ts';

const VOCABULARY = 7;
const COUNT = 9;

/** Scales the numbers of one example at a site, by where they stand. */
const changed = (x: number, i: number): number => (i % 3 === 0 ? 0 : 1.5 * x);

const CASES: readonly Readonly<Record<string, Value>>[] = [
  {},
  { layers: 2, layerNorm: 'pre', sequence: 'a op b =' },
  { layers: 3, layerNorm: 'post', positions: 'sinusoidal', activation: 'gelu', bias: false },
  { heads: 1, activation: 'tanh', init: 'torch' },
];

describe.each(CASES)('%o', (more) => {
  const section = sectionOf(transformer, { width: 6, heads: 3, ffn: 7, ...more });
  const model = transformer.create(section, pairShape(VOCABULARY));
  const rng = new Rng(4, JSON.stringify(more));
  const parameters = randomParameters(model, rng);
  const examples = randomExamples(COUNT, VOCABULARY, VOCABULARY, rng);
  const options = transformerOptions(section, VOCABULARY);
  const reference = named(model, parameters);
  const last = `layer${options.layers - 1}.`;

  /** Runs the reference on every example; `look` sees each example's numbers at `site`, as the model lays them out, and may exchange them. */
  function referenceLogits(site: string, look: (numbers: readonly number[], example: number) => readonly number[]): number[] {
    return pairsOf(examples).flatMap((tokens, example) => {
      const edit: Edit = (at, rows) => {
        if (at !== site) return rows;
        // The model works out the last layer at the last position alone.
        const length = options.sequence === 'a b =' ? 3 : 4;
        const shown = rows.map((_, row) => !site.startsWith(last) || row % length === length - 1);
        const numbers = look(rows.filter((_, row) => shown[row]).flat(), example);
        let next = 0;
        return rows.map((row, r) => (shown[r] === true ? row.map(() => numbers[next++] as number) : row));
      };
      return runTransformer(options, reference, residualInput(options, reference, tokens), edit).logits;
    });
  }

  test.each(model.sites.map(({ id }) => id))('%s', (site) => {
    let seen: Float64Array = new Float64Array(0);
    const keep: Hook = (values) => void (seen = values);
    model.forward(parameters, examples, { [site]: keep });
    const size = seen.length / COUNT;
    referenceLogits(site, (numbers, example) => {
      expect(numbers).toHaveLength(size);
      numbers.forEach((x, i) => expect(seen[example * size + i]).toBeCloseTo(x, 10));
      return numbers;
    });

    const logits = model.forward(parameters, examples, { [site]: (values) => values.map((x, i) => changed(x, i % size)) });
    const expected = referenceLogits(site, (numbers) => numbers.map(changed));
    expected.forEach((x, i) => expect(logits[i]).toBeCloseTo(x, 9));
  });
});

test('positions are named as they are read, and the last layer has one', () => {
  const { sites } = transformer.create(sectionOf(transformer, { layers: 2, sequence: 'a op b =' }), pairShape(VOCABULARY));
  const axesOf = (id: string) => sites.find((site) => site.id === id)?.axes.map(({ names, size }) => names ?? size);
  const all = ['a', '∘', 'b', '='];
  expect(axesOf('layer0.pattern')).toEqual([4, all, all]);
  expect(axesOf('layer1.pattern')).toEqual([4, ['='], all]);
  expect(axesOf('layer1.heads')).toEqual([['='], 4, 16]);
  expect(axesOf('layer0.residual')).toEqual([all, 64]);
});

test('a pass that nobody looks into is folded where that is less work, and says the same', () => {
  const model = transformer.create(sectionOf(transformer, { width: 16, heads: 2, ffn: 5, activation: 'gelu' }), pairShape(VOCABULARY));
  const parameters = randomParameters(model, new Rng(1, 'folded'));
  const examples = randomExamples(200, VOCABULARY, VOCABULARY, new Rng(2, 'folded'));
  const folded = model.forward(parameters, examples);
  const looked = model.forward(parameters, examples, { 'layer0.heads': () => undefined });
  folded.forEach((x, i) => expect(x).toBeCloseTo(looked[i] as number, 10));
  // Sums in another order: not the same bits, or nothing was folded.
  expect(folded).not.toEqual(looked);
});

test.each<Record<string, string | number>>([
  {},
  { bias: 'on' },
  { layerNorm: 'pre' },
  { layerNorm: 'post' },
  { sequence: 'a op b =' },
  { activation: 'gelu', ffn: 5 },
])('entries of the heads’ outputs are held as by a hook, in a pass that lays nothing out: %j', (more) => {
  const model = transformer.create(sectionOf(transformer, { width: 16, heads: 4, ffn: 24, ...more }), pairShape(VOCABULARY));
  const parameters = randomParameters(model, new Rng(5, 'held'));
  const examples = randomExamples(200, VOCABULARY, VOCABULARY, new Rng(6, 'held'));
  const entries = Int32Array.of(1, 4, 5, 6, 7);
  const values = Float64Array.of(0.5, 0, -1, 2, 0.25);
  const held = model.held?.(parameters, examples, { site: 'layer0.heads', entries, values });
  const hook: Hook = (z) => z.map((x, i) => values[entries.indexOf(i % 16)] ?? x);
  const hooked = model.forward(parameters, examples, { 'layer0.heads': hook });
  expect(held).toHaveLength(hooked.length);
  held?.forEach((x, i) => expect(x).toBeCloseTo(hooked[i] as number, 9));
  const free = model.forward(parameters, examples);
  expect(hooked.some((x, i) => Math.abs(x - (free[i] as number)) > 0.01)).toBe(true);
});

test('no other site is held, nor one of several layers', () => {
  const examples = randomExamples(3, VOCABULARY, VOCABULARY, new Rng(6, 'held'));
  const nothing = { entries: Int32Array.of(0), values: Float64Array.of(0) };
  for (const [layers, site] of [
    [1, 'layer0.activations'],
    [2, 'layer0.heads'],
    [2, 'layer1.heads'],
  ] as const) {
    const model = transformer.create(sectionOf(transformer, { layers }), pairShape(VOCABULARY));
    expect(model.held?.(randomParameters(model, new Rng(1, 'held')), examples, { site, ...nothing })).toBeNull();
  }
});
