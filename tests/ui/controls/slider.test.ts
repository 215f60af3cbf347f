import { expect, test } from 'vitest';
import { statements } from '../../../src/engine/config/statements.ts';
import { number, type NumberParameter } from '../../../src/engine/parameters.ts';
import { text } from '../../../src/engine/text.ts';
import { farStop, nextStop, placeOf, stopsOf } from '../../../src/ui/controls/slider.ts';

const parameter = (options: Partial<NumberParameter>): NumberParameter =>
  number({ label: text('', ''), help: text('', ''), default: 1, min: 1, max: 100, scale: 'log', ...options });

test('a logarithmic slider snaps to 1-2-5', () => {
  expect(stopsOf(parameter({}))).toEqual([1, 2, 5, 10, 20, 50, 100]);
  expect(stopsOf(parameter({ min: 0.03, max: 0.7 }))).toEqual([0.03, 0.05, 0.1, 0.2, 0.5, 0.7]);
  expect(stopsOf(parameter({ min: 0, max: 100 }))?.slice(0, 3)).toEqual([0, 0.001, 0.002]);
  expect(stopsOf(parameter({ min: 0, max: 50, integer: true }))).toEqual([0, 1, 2, 5, 10, 20, 50]);
});

test('a linear slider has even steps without binary noise', () => {
  expect(stopsOf(parameter({ scale: 'linear', min: 0, max: 0.3, step: 0.1 }))).toEqual([0, 0.1, 0.2, 0.3]);
  expect(stopsOf(parameter({ scale: 'linear', min: 0, max: 1, step: 0.3 }))).toEqual([0, 0.3, 0.6, 0.9, 1]);
  expect(stopsOf(parameter({ scale: 'linear', min: 0, max: 1e9, step: 1 }))).toBeNull();
});

test.each(statements().flatMap(({ path, parameter: p }) => (p.kind === 'number' ? [[path, p] as const] : [])))(
  'every stop of %s is a value it may have',
  (_path, p) => {
    const stops = stopsOf(p) ?? [];
    expect(stops).toEqual([...new Set(stops)].toSorted((a, b) => a - b));
    for (const stop of stops) {
      expect(stop >= p.min && stop <= p.max && (p.integer !== true || Number.isInteger(stop)) && (p.valid?.(stop) ?? true)).toBe(true);
    }
  },
);

test('values between stops find their neighbours', () => {
  const stops = [0, 1, 2, 5, 10];
  expect([nextStop(stops, 3, 1), nextStop(stops, 3, -1), nextStop(stops, 10, 1), nextStop(stops, 0, -1), nextStop(stops, 2, 1)]).toEqual([5, 2, 10, 0, 5]);
  expect([farStop(stops, 3, 2), farStop(stops, 3, -2), farStop(stops, 3, 9), farStop(stops, 3, -9)]).toEqual([10, 1, 10, 0]);
});

test('a value stands at its stop, between its neighbours, or at an end', () => {
  const stops = [0, 1, 10, 100];
  expect(stops.map((stop) => placeOf(stops, stop, 'log'))).toEqual([0, 1, 2, 3]);
  expect(placeOf(stops, Math.sqrt(10), 'log')).toBeCloseTo(1.5, 12);
  expect(placeOf(stops, 5.5, 'linear')).toBe(1.5);
  expect(placeOf(stops, 0.25, 'log')).toBe(0.25);
  expect([placeOf(stops, -1, 'linear'), placeOf(stops, 1000, 'log')]).toEqual([0, 3]);
});

test.each(statements().flatMap(({ path, parameter: p }) => (p.kind === 'number' && p.stops === undefined ? [[path, p] as const] : [])))(
  '%s stops on round numbers: 1-2-5, or every 1, 2 or 5 of a decade',
  (_path, p) => {
    const even = p.step ?? (p.integer === true ? 1 : (p.max - p.min) / 100);
    const round = p.scale === 'log' ? (stopsOf(p) ?? []).slice(1, -1) : [even];
    expect(round.filter((stop) => !/^[125]e/.test(stop.toExponential()))).toEqual([]);
  },
);
