import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growDecades, growDomain, growLinear, yScale, yTicks, type Domain } from '../../../src/figures/plot/yAxis.ts';

const decades = { kind: 'decades' } as const;

test('a logarithmic domain consists of decades, covers the values and only grows', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -11, max: 5, noNaN: true }), { minLength: 1, maxLength: 60 }), (powers) => {
      let domain: Domain | null = null;
      let low = Infinity;
      let high = 0;
      for (const power of powers) {
        low = Math.min(low, 10 ** power);
        high = Math.max(high, 10 ** power);
        const next = growDecades(domain, low, high);
        for (const end of next) expect(Math.log10(end)).toBeCloseTo(Math.round(Math.log10(end)), 9);
        expect(next[0]).toBeLessThanOrEqual(low * (1 + 1e-6));
        expect(next[1]).toBeGreaterThanOrEqual(high * (1 - 1e-6));
        const before: Domain = domain ?? next;
        expect(next[0] <= before[0] && next[1] >= before[1]).toBe(true);
        domain = next;
      }
    }),
  );
});

test('a loss of 1e-9 or 0 does not pull the axis below its floor', () => {
  expect(growDecades([1e-3, 10], 1e-9, 4)[0]).toBeCloseTo(1e-9, 12);
  expect(growDecades([1e-3, 10], 1e-300, 4)[0]).toBe(1e-12);
  const y = yScale(decades, [1e-3, 10], 100, 0);
  expect(y(0)).toBe(100);
  expect(y(1e9)).toBe(0);
});

test('the same domain is the same object', () => {
  const domain: Domain = [1e-3, 10];
  expect(growDecades(domain, 0.01, 5)).toBe(domain);
  expect(growLinear(domain, 0.1, 5, false)).toBe(domain);
  expect(growDomain({ kind: 'fraction' }, domain, 0, 1)).toBe(domain);
});

test('a linear domain covers, grows, and takes few sizes', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 60 }), (fromZero, values) => {
      let domain: Domain | null = null;
      values.forEach((_, i) => {
        const seen = values.slice(0, i + 1);
        const next = growLinear(domain, Math.min(...seen), Math.max(...seen), fromZero);
        expect(next[0]).toBeLessThanOrEqual(Math.min(...seen));
        expect(next[1]).toBeGreaterThanOrEqual(Math.max(...seen));
        expect(fromZero ? Math.abs(next[0]) : Math.min(0, next[0])).toBe(0);
        const before: Domain = domain ?? next;
        expect(next[0] <= before[0] && next[1] >= before[1]).toBe(true);
        domain = next;
      });
    }),
  );
  const sizes = new Set<Domain>();
  let domain: Domain | null = null;
  for (let norm = 25; norm <= 36; norm += 0.05) sizes.add((domain = growLinear(domain, 25, norm, false)));
  expect(sizes.size).toBeLessThanOrEqual(4);
});

test('ticks', () => {
  expect(yTicks({ kind: 'fraction' }, [0, 1], 60)).toEqual([0, 0.5, 1]);
  expect(yTicks(decades, [1e-4, 10], 200)).toEqual([1e-4, 1e-3, 0.01, 0.1, 1, 10]);
  expect(yTicks(decades, [1e-9, 100], 64)).toEqual([1e-8, 1e-4, 1]);
  expect(yTicks({ kind: 'linear', fromZero: true }, [0, 6], 90)).toEqual([0, 2, 4, 6]);
});
