import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { amountSweep, defaultAmounts, ownAmount, readAmounts, withAmount } from '../../../src/engine/sweeps/amounts.ts';
import { cellsOf } from '../../../src/engine/sweeps/sweep.ts';

function config(...pairs: [string, string][]): RunConfig {
  const parsed = withPairs(defaultConfig(), pairs);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

test('the amounts around a config’s own', () => {
  expect(defaultAmounts(config(['task.trainFraction', '0.5']))).toEqual([0.3, 0.4, 0.5, 0.6, 0.8]);
  expect(defaultAmounts(config())).toEqual([0.45, 0.6, 0.75, 0.9, 0.95]);
  // 800 would leave no room for 1,000 to validate on.
  expect(defaultAmounts(config(['task.id', 'digits']))).toEqual([50, 100, 200, 400]);
  expect(defaultAmounts(config(['task.id', 'teacher-student']))).toEqual([25, 50, 100, 200, 400]);
});

test.each(PRESETS.map((preset) => [preset.id, preset.config] as const))('%s can be run with several amounts, its own among them', (_, base) => {
  const amounts = defaultAmounts(base);
  expect(amounts.length).toBeGreaterThanOrEqual(3);
  expect(amounts).toContain(ownAmount(base));
  for (const amount of amounts) {
    const next = withAmount(base, amount);
    expect(next === null ? null : ownAmount(next)).toBe(amount);
    expect(next).toMatchObject({ model: base.model, optimizer: base.optimizer, seed: base.seed, steps: base.steps });
  }
});

test('as a sweep, the most data comes first, and what can be left unmeasured is', () => {
  const base = config();
  const cells = cellsOf(amountSweep(base, [0.4, 0.5, 0.6]));
  expect(cells.map((cell) => ownAmount(cell.config))).toEqual([0.6, 0.5, 0.4]);
  for (const cell of cells) expect(cell.config.probes['localComplexity']).toMatchObject({ measure: 'off' });
  expect(cells.map((cell) => cell.config)).toEqual([0.6, 0.5, 0.4].map((amount) => withAmount(base, amount)));
});

test('amounts as they are typed', () => {
  const base = config();
  const wrong = (typed: string, of = base) => readAmounts(of, typed);
  expect(readAmounts(base, ' .8, 0.5；0.5　0.6 ')).toEqual({ ok: true, amounts: [0.5, 0.6, 0.8] });
  expect(readAmounts(base, '0,5 0,6')).toEqual({ ok: true, amounts: [0.5, 0.6] });
  expect(wrong('0.5, 2')).toEqual({ ok: false, wrong: '2', ambiguous: false });
  expect(wrong('0.5, half')).toEqual({ ok: false, wrong: 'half', ambiguous: false });
  expect(wrong(' ')).toEqual({ ok: false, wrong: '', ambiguous: false });
  expect(wrong('.1 .2 .3 .4 .5 .6 .7 .8 .9')).toEqual({ ok: false, wrong: '0.9', ambiguous: false });
  expect(readAmounts(base, '.1 .2 .3 .4 .5 .6 .7 .8 .8')).toEqual({ ok: true, amounts: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] });
  const digits = config(['task.id', 'digits']);
  expect(wrong('100, 12.5', digits)).toEqual({ ok: false, wrong: '12.5', ambiguous: false });
  expect(readAmounts(digits, '100,200,400')).toEqual({ ok: true, amounts: [100, 200, 400] });
});
