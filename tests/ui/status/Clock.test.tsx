/** The figures beside Run, before a run and while it goes on: what measuring takes is in them. */
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { durationOf } from '../../../src/engine/cost/duration.ts';
import { createConfig } from '../../../src/store/config.ts';
import { LIVE } from '../../../src/store/moment.ts';
import { frontOf } from '../../../src/store/front.ts';
import type { Page } from '../../../src/store/page.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { Clock } from '../../../src/ui/status/Clock.tsx';
import { metrics } from '../../store/events.ts';
import { Table } from '../../store/table.ts';
import { renderInPage } from '../inPage.tsx';

startI18n('en');
let table: Table;
let page: Page;

const DEAR = [
  ['steps', '200'],
  ['probes.localComplexity.points', '1024'],
  ['probes.localComplexity.directions', '128'],
] as const;
const dear = withPairs(defaultConfig(), DEAR);
if (!dear.ok) throw new Error('refused');

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  const front = frontOf(table.bench);
  page = {
    bench: table.bench,
    config: createConfig(),
    front,
    calm: front,
    moment: { store: createStore(() => LIVE) },
    calmMoment: createStore(() => LIVE),
  } as unknown as Page;
  renderInPage(<Clock />, page);
});
afterEach(() => {
  cleanup();
  act(() => speak('en'));
  vi.useRealTimers();
});

const said = (): string => document.querySelector('.clock')?.textContent ?? '';

test('before a run: the whole of it, a step, and memory; and what a measurement takes where that is long', () => {
  expect(said()).toMatch(/about \d+ sec in all, [\d.]+ ms a step, \d+ MB/);
  act(() => DEAR.forEach(([path, value]) => page.config.setField(path, Number(value))));
  expect(said()).toMatch(/about \d+ sec in all, [\d.]+ ms a step and \d+ ms a measurement, \d+ MB/);
  act(() => speak('ja'));
  expect(said()).toMatch(/全体で約 \d+\s?秒、1 ステップ約 [\d.]+\s?(ms|ミリ秒)、測定 1 回約 \d+\s?(ms|ミリ秒)、\d+\s?MB/);
});

test('while it goes on: the rest, by what of it is done, from the first measurement on', () => {
  const until = durationOf(dear.config, 'wasm');
  act(() => {
    table.run(dear.config);
    table.time = 5000;
    table.event(metrics(0));
    vi.advanceTimersByTime(200);
  });
  const expected = ((until(200) - until(0)) * 5000) / until(0) / 1000;
  const [, minutes, seconds] = /about (\d+):(\d\d) left/.exec(said()) ?? [];
  expect(60 * Number(minutes) + Number(seconds)).toBeGreaterThan(0.85 * expected);
  expect(60 * Number(minutes) + Number(seconds)).toBeLessThan(1.15 * expected);
});
