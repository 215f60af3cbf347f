/** Every site of the LSTM's plain pass against the reference, and what happens after it when half of it is changed. */
import { describe, expect, test } from 'vitest';
import type { Examples, TokenShape } from '../../../../src/engine/data/dataset.ts';
import { lstm } from '../../../../src/engine/models/lstm/lstm.ts';
import type { Hook } from '../../../../src/engine/models/plain/pass.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { lstmLogits, type Edit } from '../../../reference/lstm.ts';
import { named, randomParameters, sectionOf } from '../../small.ts';

const COUNT = 5;
const SHAPE: TokenShape = { kind: 'tokens', arity: 4, vocabulary: 6, target: { kind: 'class' }, outputs: 3 };

const changed = (x: number, i: number): number => (i % 3 === 0 ? 0 : 1.5 * x + 0.25);

describe.each([1, 2, 3])('%i layers', (layers) => {
  const model = lstm.create(sectionOf(lstm, { layers, width: 3, embedding: 5 }), SHAPE);
  const rng = new Rng(4, `layers ${layers}`);
  const values = randomParameters(model, rng);
  const examples: Examples = { count: COUNT, inputs: Int32Array.from({ length: 4 * COUNT }, () => rng.integer(6)), targets: new Int32Array(COUNT) };
  const all = (edit: (example: number) => Edit): number[] =>
    Array.from({ length: COUNT }, (_, i) => lstmLogits(layers, named(model, values), [...examples.inputs.subarray(4 * i, 4 * (i + 1))], edit(i))).flat();

  test.each(model.sites.map(({ id }) => id))('%s', (site) => {
    let seen: Float64Array = new Float64Array(0);
    const keep: Hook = (numbers) => void (seen = numbers);
    model.forward(values, examples, { [site]: keep });
    const size = seen.length / COUNT;
    const there: number[] = [];
    all(() => (at, rows) => {
      if (at === site) there.push(...rows.flat());
      return rows;
    });
    expect(there).toHaveLength(seen.length);
    there.forEach((x, i) => expect(seen[i]).toBeCloseTo(x, 10));
    const logits = model.forward(values, examples, { [site]: (numbers) => numbers.map((x, i) => changed(x, i % size)) });
    const expected = all(() => (at, rows) => {
      if (at !== site) return rows;
      const columns = (rows[0] as number[]).length;
      return rows.map((row, t) => row.map((x, j) => changed(x, t * columns + j)));
    });
    expected.forEach((x, i) => expect(logits[i]).toBeCloseTo(x, 9));
  });
});
