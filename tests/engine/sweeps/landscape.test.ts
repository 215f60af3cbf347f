/** Which runs a landscape consists of, and what they are called. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { PRESETS, findPreset } from '../../../src/engine/presets/index.ts';
import { landscapePlan, sameSurface } from '../../../src/engine/sweeps/landscape.ts';
import { planOf, settingsOf } from './tiny.ts';

describe('the grid', () => {
  test('α runs evenly on a log scale from end to end, whichever is named first', () => {
    const plan = planOf({ 'landscape.alphaFrom': 10, 'landscape.alphaTo': 0.1, 'landscape.alphaCount': 11 });
    expect(plan.alphas).toEqual([0.1, 0.158489, 0.251189, 0.398107, 0.630957, 1, 1.58489, 2.51189, 3.98107, 6.30957, 10]);
    expect(plan.amounts).toEqual([0.6]);
    const { config, landscape } = settingsOf();
    expect(landscapePlan(config, { ...landscape, alphaCount: 1 }).alphas).toEqual([0.1]);
    expect(landscapePlan(config, { ...landscape, alphaCount: 2 }).alphas).toEqual([0.1, 10]);
  });

  test.each([
    ['a share of a table', settingsOf(), 0.6],
    ['a number of examples', findPreset('lu-teacher-student') ?? settingsOf(), 100],
  ])('data sizes are multiples of the config’s own, %s, which is trained first', (_, base, own) => {
    const { amounts, points, alphas, ownAmount } = landscapePlan(base.config, { ...base.landscape, sizes: 4, sizeFrom: 0.25, sizeTo: 1.5 });
    expect(ownAmount).toBe(own);
    expect(amounts).toContain(own);
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    expect(amounts.length).toBeGreaterThanOrEqual(3);
    expect(points).toHaveLength(amounts.length * alphas.length);
    expect(points.slice(0, alphas.length).every(({ amount }) => amount === own)).toBe(true);
    expect(new Set(points.map(({ key }) => key)).size).toBe(points.length);
    for (const { config, amount, alpha } of points)
      expect([config.task[amounts.includes(100) ? 'trainSize' : 'trainFraction'], config.init.scale]).toEqual([amount, alpha]);
  });

  test('sizes whose range leaves the config’s own out have it beside them; those that include it have no more than asked for', () => {
    const { config, landscape } = findPreset('lu-teacher-student') ?? settingsOf();
    const multiple = fc.integer({ min: -20, max: 12 }).map((n) => 10 ** (n / 20));
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), multiple, multiple, (sizes, a, b) => {
        const { amounts } = landscapePlan(config, { ...landscape, alphaCount: 1, sizes, sizeFrom: a, sizeTo: b });
        const [low, high] = [100 * Math.min(a, b), 100 * Math.max(a, b)];
        expect(amounts).toContain(100);
        expect(amounts).toEqual([...new Set(amounts)].toSorted((p, q) => p - q));
        expect(amounts.length).toBeLessThanOrEqual(Math.round(low) <= 100 && Math.round(high) >= 100 ? sizes : sizes + 1);
        for (const amount of amounts) expect(amount === 100 || (amount >= Math.round(low) && amount <= Math.round(high))).toBe(true);
        // Each is as much more than the one before it, but for rounding and for the own amount, which stands in for its neighbour.
        const wanted = Array.from({ length: sizes }, (_, i) => low * (high / low) ** (i / (sizes - 1)));
        for (const amount of amounts.filter((one) => one !== 100)) expect(wanted.some((one) => Math.round(one) === amount)).toBe(true);
      }),
    );
  });

  test('an amount that the task cannot have is left out', () => {
    const { config, landscape } = findPreset('lu-teacher-student') ?? settingsOf();
    const digits = withPairs(config, [
      ['task.id', 'digits'],
      ['task.trainSize', '700'],
      ['task.valSize', '1000'],
    ]);
    if (!digits.ok) throw new Error('a bad config');
    const { amounts } = landscapePlan(digits.config, { ...landscape, sizes: 3, sizeFrom: 0.5, sizeTo: 4 });
    expect(amounts).toEqual([350, 700]);
  });

  const keys = (set: Readonly<Record<string, string | number>> = {}): string[] => planOf(set).points.map(({ key }) => key);

  test.each([
    ['optimizer.weightDecay', 3],
    ['init.scale', 4],
    ['constraint.norm', 'fixed'],
    ['steps', 99],
    ['landscape.y', 'error'],
    ['probes.evaluation.every', 3],
    ['milestones.grokked', 0.5],
  ])('%s decides nothing about a point, nor about its key', (path, value) => expect(keys({ [path]: value })).toEqual(keys()));

  test.each([
    ['seed', 5],
    ['optimizer.lr', 0.1],
    ['task.p', 11],
    ['model.width', 13],
    ['landscape.steps', 61],
    ['landscape.logEvery', 8],
  ])('%s makes another point of it', (path, value) => expect(keys({ [path]: value }).filter((key) => keys().includes(key))).toEqual([]));

  test('a finer grid shares the points of the coarser', () => expect(keys({ 'landscape.alphaCount': 5 })).toEqual(expect.arrayContaining(keys())));

  test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s has a landscape', (_, { config, landscape }) => {
    const { points, alphas } = landscapePlan(config, { ...landscape, sizes: 3 });
    expect(points.length).toBeGreaterThanOrEqual(alphas.length);
    for (const { config: point, alpha } of points) {
      expect(point.init.scale).toBe(alpha);
      expect(point.constraint.norm).toBe('fixed');
      expect(point.optimizer['weightDecay'] ?? 0).toBe(0);
      expect(point.probes['localComplexity']).toMatchObject({ measure: 'off' });
      expect(point.probes['evaluation']).toEqual({ perDecade: 0, every: landscape.logEvery });
      expect(point.steps).toBe(landscape.steps);
    }
  });

  test('a run crosses the landscape of its own data, network and loss, whatever it is trained with', () => {
    expect(sameSurface(settingsOf().config, settingsOf({ 'optimizer.lr': 0.1, 'init.scale': 3, seed: 9 }).config)).toBe(true);
    expect(sameSurface(settingsOf().config, settingsOf({ 'task.p': 11 }).config)).toBe(false);
    expect(sameSurface(settingsOf().config, settingsOf({ 'model.width': 11 }).config)).toBe(false);
    expect(sameSurface(settingsOf().config, settingsOf({ 'loss.id': 'mse' }).config)).toBe(false);
  });
});
