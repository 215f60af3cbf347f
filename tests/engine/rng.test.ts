/** Seeded streams: repeatable, independent of each other, and distributed as they say. */
import { describe, expect, test } from 'vitest';
import { Rng } from '../../src/engine/rng.ts';

const draws = (rng: Rng, count: number): number[] => Array.from({ length: count }, () => rng.uniform());
const meanOf = (xs: ArrayLike<number>): number => Array.from(xs).reduce((sum, x) => sum + x, 0) / xs.length;

test('the same seed and stream give the same numbers', () => {
  expect(draws(new Rng(7, 'init'), 20)).toEqual(draws(new Rng(7, 'init'), 20));
});

test('every seed and every stream has numbers of its own', () => {
  const seeds = [...Array.from({ length: 200 }, (_, i) => i), 1000, 12345, 2147483646, 2147483647];
  const firsts = seeds.flatMap((seed) => ['task', 'init', 'batches'].map((stream) => draws(new Rng(seed, stream), 3).join()));
  expect(new Set(firsts).size).toBe(firsts.length);
});

test('neighbouring seeds are uncorrelated', () => {
  const [a, b] = [draws(new Rng(1, 'init'), 4000), draws(new Rng(2, 'init'), 4000)];
  // The correlation of 4000 independent pairs has standard deviation 0.016; four of them.
  const correlation = 12 * meanOf(a.map((x, i) => (x - 0.5) * ((b[i] as number) - 0.5)));
  expect(Math.abs(correlation)).toBeLessThan(0.064);
});

test('a stream below another does not depend on what was drawn, nor shift it', () => {
  const [fresh, used] = [new Rng(3, 'task'), new Rng(3, 'task')];
  draws(used, 5);
  expect(draws(used.split('order'), 5)).toEqual(draws(fresh.split('order'), 5));
  const untouched = new Rng(3, 'task');
  draws(untouched, 5);
  expect(draws(used, 5)).toEqual(draws(untouched, 5));
  expect(draws(fresh.split('order'), 5)).not.toEqual(draws(fresh.split('noise'), 5));
});

describe('distributions', () => {
  const n = 20000;

  test('uniforms fill ±bound', () => {
    const xs = new Rng(1, 'u').uniforms(n, 0.25);
    expect(Math.max(...xs.slice(0, 5000))).toBeLessThanOrEqual(0.25);
    expect(Math.min(...xs.slice(0, 5000))).toBeGreaterThanOrEqual(-0.25);
    // Standard errors at n = 20,000: mean 0.001, mean square 1.3e-4; four of each.
    expect(Math.abs(meanOf(xs))).toBeLessThan(0.004);
    expect(Math.abs(meanOf(xs.map((x) => x * x)) - 0.25 ** 2 / 3)).toBeLessThan(5.3e-4);
  });

  test('normals have the variance asked for', () => {
    const xs = new Rng(1, 'n').normals(n, 3);
    expect(Math.abs(meanOf(xs))).toBeLessThan((4 * 3) / Math.sqrt(n));
    // Var of the mean square is 2σ⁴/n.
    expect(Math.abs(meanOf(xs.map((x) => x * x)) - 9)).toBeLessThan(4 * 9 * Math.sqrt(2 / n));
  });

  test('integers stay below and reach every value', () => {
    const rng = new Rng(1, 'i');
    const counts = new Map<number, number>();
    for (let i = 0; i < 5000; i++) {
      const k = rng.integer(5);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    // Binomial(5000, 1/5): standard deviation 28; five of them.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(141);
  });

  test('a permutation holds every index once, and its first place is fair', () => {
    const rng = new Rng(1, 'p');
    const firsts = new Map<number, number>();
    for (let i = 0; i < 2000; i++) {
      const permutation = [...rng.permutation(4)];
      expect(permutation.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
      const first = permutation[0] as number;
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    // Binomial(2000, 1/4): standard deviation 19; five of them.
    for (const count of firsts.values()) expect(Math.abs(count - 500)).toBeLessThan(97);
  });
});
