import { beforeEach, expect, test } from 'vitest';
import { Forecast } from '../../src/store/forecast.ts';

let now: number;
let forecast: Forecast;
beforeEach(() => {
  now = 0;
  forecast = new Forecast(() => now);
});

test('the rest takes as long as what is done, step for step', () => {
  forecast.begin();
  now = 2000;
  forecast.add(30);
  forecast.add(10);
  expect(forecast.left(100)).toBe(5000);
  expect(forecast.left(0)).toBe(0);
});

test('before enough is done it says nothing', () => {
  expect(forecast.left(10)).toBeNull();
  forecast.begin();
  now = 1499;
  forecast.add(10);
  expect(forecast.left(10)).toBeNull();
  now = 1500;
  expect(forecast.left(10)).toBe(1500);
});

test('nor while nothing is done, however long that takes', () => {
  forecast.begin();
  now = 60_000;
  expect(forecast.left(10)).toBeNull();
});

test('pauses do not count', () => {
  forecast.begin();
  forecast.add(10);
  now = 1000;
  forecast.pause();
  now = 50_000;
  forecast.resume();
  now = 51_000;
  expect(forecast.left(10)).toBe(2000);
});

test('another beginning forgets what was before', () => {
  forecast.begin();
  forecast.add(1000);
  now = 10_000;
  forecast.begin();
  forecast.add(10);
  expect(forecast.left(10)).toBeNull();
  now = 12_000;
  expect(forecast.left(10)).toBe(2000);
});
