/** What regions are cut from is the model itself: on the host, at the examples' own points, it gives the reference's logits. */
import { describe, expect, test } from 'vitest';
import type { DatasetShape } from '../../../src/engine/data/dataset.ts';
import type { PiecewisePart } from '../../../src/engine/geometry/geometry.ts';
import { inputsOf } from '../../../src/engine/geometry/regions/network.ts';
import { models } from '../../../src/engine/models/index.ts';
import type { Model } from '../../../src/engine/models/model.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { evaluate } from '../../reference/regions.ts';
import { MODEL_REFERENCE } from '../references.ts';
import { named, pairsOf, randomExamples, randomParameters, sectionOf } from '../small.ts';

type Changes = Readonly<Record<string, Value>>;

export function build(id: string, values: Changes, shape: DatasetShape): Model {
  const entry = models.get(id);
  return entry.create(sectionOf(entry, values), shape);
}

export function partOf({ geometry }: Model): PiecewisePart {
  if ('none' in geometry.regions) throw new Error(geometry.regions.none.en);
  return geometry.regions;
}

/** @param whole whether the model is piecewise linear as a whole, not in a part of it alone */
export function itsPartIsTheModel(id: string, values: Changes, whole: boolean): void {
  describe(`${id} ${JSON.stringify(values)}`, () => {
    const vocabulary = 7;
    const rng = new Rng(3, id + JSON.stringify(values));
    const model = build(id, values, pairShape(vocabulary));
    const parameters = randomParameters(model, rng);
    const examples = randomExamples(12, vocabulary, vocabulary, rng);
    const part = partOf(model);
    const network = part.network(parameters);
    const points = part.points(parameters, examples);

    test('its logits at the examples are the model’s', () => {
      const d = inputsOf(network);
      expect(points).toHaveLength(12 * d);
      const expected = MODEL_REFERENCE[id]?.(sectionOf(models.get(id), values), vocabulary, named(model, parameters), pairsOf(examples));
      expected?.forEach((row, i) => {
        const { logits } = evaluate(network, [...points.subarray(i * d, (i + 1) * d)]);
        row.forEach((value, j) => expect(logits[j]).toBeCloseTo(value, 10));
      });
    });

    test('it says whether it is the whole model', () => {
      expect(part.part === null).toBe(whole);
    });
  });
}

export function itHasNone(id: string, values: Changes, word: string): void {
  test(`${id} ${JSON.stringify(values)} has none, and says why in both languages`, () => {
    const { regions } = build(id, values, pairShape(5)).geometry;
    if (!('none' in regions)) throw new Error('it has some');
    expect(regions.none.en).toContain(word);
    expect(regions.none.ja).not.toBe('');
  });
}
