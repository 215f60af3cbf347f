import { expect, test } from 'vitest';
import { formatDecade, formatStep, formatTick, formatValue } from '../../../src/figures/plot/format.ts';

test('steps and ticks', () => {
  expect([0, 999, 1840, 1234567].map((s) => formatStep(s, 'en'))).toEqual(['0', '999', '1,840', '1,234,567']);
  expect([0, 1, 10, 100, 1000, 2500, 10000, 1e6].map(formatTick)).toEqual(['0', '1', '10', '100', '1k', '2.5k', '10k', '1M']);
  expect([1e-9, 1e-4, 0.001, 0.1, 1, 1000, 1e4].map(formatDecade)).toEqual(['10⁻⁹', '10⁻⁴', '0.001', '0.1', '1', '1000', '10⁴']);
});

test('per cent is never rounded to all or nothing', () => {
  const percent = (value: number): string => formatValue(value, 'percent', 'en').replace('\u00a0', ' ');
  expect([0, 0.00001, 0.0324, 0.9996, 1].map(percent)).toEqual(['0 %', '0.1 %', '3.2 %', '99.9 %', '100 %']);
});

test('values', () => {
  expect([0, 5.7e-7, 0.004, 3.8, 11.26, 999.7].map((v) => formatValue(v, 'scientific', 'en'))).toEqual(['0', '5.7·10⁻⁷', '0.00400', '3.80', '11.3', '1,000']);
  expect([25, 36.04, 123456].map((v) => formatValue(v, 'figure', 'en'))).toEqual(['25.0', '36.0', '123,456']);
  expect([3, 0.001, 0.5].map((v) => formatValue(v, 'plain', 'en'))).toEqual(['3', '0.001', '0.5']);
  expect([NaN, Infinity, -Infinity].map((v) => formatValue(v, 'plain', 'en'))).toEqual(['NaN', '∞', '−∞']);
});
