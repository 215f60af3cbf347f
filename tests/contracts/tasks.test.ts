/** What holds for every task, whatever its parameters: its data is what it says, and what a check refuses is named. */
import { describe, expect, test } from 'vitest';
import { inputWidth, type Dataset, type Examples } from '../../src/engine/data/dataset.ts';
import type { Value } from '../../src/engine/parameters.ts';
import { exampleOf, type Section } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { LANGUAGES } from '../../src/engine/text.ts';
import { filesOf } from './examples.ts';
import { moved, valuesOf } from './moved.ts';
import { faultsOfWords } from './texts.ts';

/** Draws of all parameters at once, beside each alone. */
const DRAWS = 6;
/** The ends of every range, and places between. */
const SHARES = [0, 0.3, 0.7, 1];

const isReadable = (said: string): boolean => said !== '' && !/undefined|NaN|\[object/.test(said);

/** Each example's input as a key: its bits, and those of its edges. */
function keysOf({ inputs, edges = new Int32Array(0), count }: Examples): string[] {
  const keys = [inputs, edges].map((numbers) => {
    // Of −0 and 0 the same.
    const bytes = Buffer.from(Float32Array.from(numbers, (x) => x + 0).buffer);
    const width = bytes.length / count;
    return Array.from({ length: count }, (_, i) => bytes.toString('latin1', i * width, (i + 1) * width));
  });
  return Array.from({ length: count }, (_, i) => keys.map((of) => of[i]).join('|'));
}

describe.each(tasks.entries.map((task) => [task.id, task] as const))('task %s', (id, task) => {
  const files = filesOf(id);
  const make = (values: Section, seed = 1): Dataset => task.dataset(values, new Rng(seed, 'task'), files);
  const base = exampleOf(task);
  const rng = new Rng(2, id);
  const drawn = Array.from({ length: DRAWS }, (_, k) => {
    const values = Object.entries(task.parameters).map(([name, p]): [string, Value] => {
      const open = valuesOf(p, SHARES);
      return [name, open[rng.integer(open.length)] as Value];
    });
    return [`draw ${k}: ${JSON.stringify(Object.fromEntries(values))}`, { ...base, ...Object.fromEntries(values) }] as const;
  });
  const cases = [...moved(task.parameters, base, SHARES), ...drawn].map(([what, values]) => [what, values as Section] as const);
  const problemsOf = (values: Section) => task.check?.(values) ?? [];
  const allowed = cases.filter(([, values]) => problemsOf(values).length === 0);

  test('its example is allowed, and its check names fields that there are, in both languages', () => {
    expect(problemsOf(base), `task ${id}: check refuses its own example`).toEqual([]);
    for (const [what, values] of cases) {
      for (const { field, value, expected } of problemsOf(values)) {
        expect(Object.keys(task.parameters), `task ${id}, ${what}: check names «${field}»`).toContain(field);
        expect(value, `task ${id}, ${what}: check tells another value of «${field}»`).toBe(values[field]);
        expect(faultsOfWords(`task ${id}, ${what}`, { expected })).toEqual([]);
      }
    }
  });

  test.each(allowed)('with %s its data has the shape it says, reads well, and is not tried on what it trains on', (what, values) => {
    const who = `task ${id}, ${what}`;
    const shape = task.shape(values);
    const { train, val, shape: made } = make(values);
    expect(made, `${who}: dataset has another shape than shape() says`).toEqual(shape);
    for (const [name, { count, inputs, targets }] of Object.entries({ train, val })) {
      expect(count, `${who}: no examples in ${name}; check() must refuse this`).toBeGreaterThan(0);
      expect(inputs.length, `${who}: numbers in the inputs of ${name}`).toBe(count * inputWidth(shape));
      expect(targets.length, `${who}: answers in ${name}`).toBe(shape.target.kind === 'class' ? count : count * shape.outputs);
      const [least, most] = shape.kind === 'tokens' ? [0, shape.vocabulary - 1] : ((shape.kind === 'vectors' ? shape.domain : null) ?? [-10, 10]);
      const rounded = shape.kind === 'tokens' ? 0 : 1e-6; // float32
      expect(
        inputs.findIndex((x) => !(x >= least - rounded && x <= most + rounded)),
        `${who}: an input of ${name} outside ${least} … ${most}`,
      ).toBe(-1);
      const isGood = shape.target.kind === 'class' ? (label: number) => label >= 0 && label < shape.outputs : Number.isFinite;
      expect(
        targets.findIndex((answer) => !isGood(answer)),
        `${who}: an answer of ${name} that is none`,
      ).toBe(-1);
    }
    const seen = new Set(keysOf(train));
    const both = keysOf(val).filter((key) => seen.has(key)).length;
    const asked = Array.from({ length: Math.min(5, train.count) }, (_, i) =>
      task.question?.(values, [...train.inputs.subarray(i * inputWidth(shape), (i + 1) * inputWidth(shape))]),
    );
    expect(
      asked.find((said) => said !== undefined && !isReadable(said)),
      `${who}: question`,
    ).toBeUndefined();
    const labels = shape.target.kind === 'class' ? Array.from({ length: shape.outputs }, (_, label) => task.answer?.(label) ?? String(label)) : [];
    for (const language of LANGUAGES) {
      const words = labels.map((said) => (typeof said === 'string' ? said : said[language]));
      expect(
        words.find((said) => !isReadable(said)),
        `${who}: answer`,
      ).toBeUndefined();
      expect(new Set(words).size, `${who}: two classes have the same answer`).toBe(labels.length);
    }
    // Where different examples are made to look the same, nothing can be kept apart.
    if (seen.size < train.count) return;
    // A few of those that are drawn by themselves may meet.
    expect(both, `${who}: validation examples that stand in the training data; where each side is drawn by itself, state repeats: true`).toBeLessThanOrEqual(
      task.repeats === true ? Math.max(50, 0.95 * val.count) : 0,
    );
  });

  test('the same seed makes the same data', () => {
    expect(make(base, 3)).toEqual(make(base, 3));
    expect(make(base, 3), `task ${id}: another seed makes the same data`).not.toEqual(make(base, 4));
  });

  test(`more of ${task.trainAmount} is more training data`, () => {
    const counts = valuesOf(task.parameters[task.trainAmount] as never, SHARES)
      .map((value) => ({ ...base, [task.trainAmount]: value }))
      .filter((values) => problemsOf(values).length === 0)
      .map((values) => make(values).train.count);
    expect(counts.length, `task ${id}: ${task.trainAmount} can hardly be moved`).toBeGreaterThan(1);
    expect(counts, `task ${id}: trainAmount names ${task.trainAmount}`).toEqual([...new Set(counts)].toSorted((a, b) => a - b));
  });

  test('label noise changes training answers alone', () => {
    if (task.labelNoise === undefined) return;
    const [clean, noisy] = [0, 1].map((noise) => make({ ...base, [task.labelNoise as string]: noise })) as [Dataset, Dataset];
    expect(noisy.train.inputs).toEqual(clean.train.inputs);
    expect(noisy.train.targets, `task ${id}: labelNoise names ${task.labelNoise}`).not.toEqual(clean.train.targets);
    expect(noisy.val).toEqual(clean.val);
  });
});
