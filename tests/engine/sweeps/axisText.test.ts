/** Axes and seeds as people type them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { MOST_VALUES, readAxis, readSeeds, spaced } from '../../../src/engine/sweeps/axisText.ts';

const base = defaultConfig();
const valuesOf = (line: string): unknown => {
  const read = readAxis(base, line);
  return read.ok ? read.axis.values : read.problem.field;
};

test.each([
  ['optimizer.weightDecay=0.1:10:3log', [0.1, 1, 10]],
  ['optimizer.weightDecay=10:0.1:3log', [10, 1, 0.1]],
  ['optimizer.weightDecay=0:1:5', [0, 0.25, 0.5, 0.75, 1]],
  ['optimizer.weightDecay=0:1:5lin', [0, 0.25, 0.5, 0.75, 1]],
  ['task.trainFraction=.3,.4, 0.5', [0.3, 0.4, 0.5]],
  ['task.trainFraction=.3,.3', [0.3]],
  ['model.width=8:64:4log', [8, 16, 32, 64]],
  // Rounded, each comes once.
  ['model.width=8:9:5', [8, 9]],
  ['optimizer.id=adamw,sgd', ['adamw', 'sgd']],
])('%s', (line, values) => {
  expect(valuesOf(line)).toEqual(values);
});

test.each([
  ['', 'axis'],
  ['optimizer.weightDecay', 'axis'],
  ['=1', 'axis'],
  ['nothing.such=1', 'axis'],
  ['seed=1,2', 'axis'],
  ['optimizer.weightDecay=', 'optimizer.weightDecay'],
  ['optimizer.weightDecay=1,,2', 'optimizer.weightDecay'],
  ['optimizer.weightDecay=much', 'optimizer.weightDecay'],
  ['optimizer.weightDecay=-1', 'optimizer.weightDecay'],
  ['optimizer.weightDecay=0:1:5log', 'optimizer.weightDecay'],
  ['optimizer.weightDecay=0.1:1:1', 'optimizer.weightDecay'],
  [`optimizer.weightDecay=0.1:1:${MOST_VALUES + 1}`, 'optimizer.weightDecay'],
  ['optimizer.weightDecay=0.1:1:3cubic', 'optimizer.weightDecay'],
  ['optimizer.weightDecay=0.1:1e9:3', 'optimizer.weightDecay'],
  ['optimizer.id=adamw,adamq', 'optimizer.id'],
])('«%s» names %s', (line, field) => {
  const read = readAxis(base, line);
  expect(read.ok ? null : read.problem.field).toBe(field);
});

test('any text is an axis or a problem', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', 'optimizer.weightDecay=', 'task.p='), (words, before) => {
      const read = readAxis(base, before + words);
      expect(read.ok ? read.axis.values.length : read.problem.field.length).toBeGreaterThan(0);
    }),
  );
});

test('the ends are what was typed, and what lies between is evenly spaced', () => {
  const ends = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(ends, ends, fc.integer({ min: 2, max: 40 }), fc.boolean(), (from, to, count, log) => {
      const all = spaced(from, to, count, log);
      expect([all.length, all[0], all.at(-1)]).toEqual([count, from, to]);
      const measure = log ? Math.log : (x: number) => x;
      const even = (measure(to) - measure(from)) / (count - 1);
      // Six digits of each are kept.
      const room = 2e-5 * (log ? 1 : Math.max(from, to));
      for (let i = 1; i < count; i++) expect(Math.abs(measure(all[i] as number) - measure(all[i - 1] as number) - even)).toBeLessThan(room);
    }),
  );
});

test.each([
  ['1:4', [1, 2, 3, 4]],
  ['7:7', [7]],
  ['3, 1,3', [3, 1]],
  ['0', [0]],
])('seeds %s', (line, seeds) => {
  expect(readSeeds(line)).toEqual(seeds);
});

test.each(['', '4:1', '1:', 'a', '1.5', '-1', '1:99999999', '1;2'])('seeds «%s» are none', (line) => {
  expect(readSeeds(line)).toMatchObject({ field: 'seeds', value: line });
});
