/** A run's past: what was so at a step, and what it takes to get there once more. */
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { configAt, pastOf, rehearsalOf, replayOf, valueThen } from '../../../src/engine/run/past.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';
import { metrics, snapshot } from '../../store/events.ts';

const CHOICE = { backend: 'wasm', device: 'SIMD', build: 'SIMD', fallbacks: [] } as const;

function record() {
  const one = createRecord('a', defaultConfig());
  one.take({ type: 'started', config: one.config, parameters: 1, trainSize: 1, valSize: 1, step: 0, ...CHOICE });
  for (const step of [0, 10, 20, 30]) one.take(metrics(step, step / 100));
  one.take({ type: 'milestone', kind: 'memorised', step: 20 });
  one.take({ type: 'changed', step: 10, patch: { 'optimizer.lr': 0.5 } });
  one.take({ type: 'changed', step: 20, patch: { 'optimizer.lr': 0.25 } });
  return one;
}

test('at a step the record ends there: no later point, no later mark', () => {
  const one = record();
  const past = pastOf(one, 10);
  expect([past.step, past.curve('train.accuracy').length, past.marks]).toEqual([10, 2, [{ kind: 'changed', step: 10, patch: { 'optimizer.lr': 0.5 } }]]);
  expect(pastOf(one, 10)).toBe(past);
  expect(pastOf(one, 20).marks).toHaveLength(3);
  // What it has not passed yet may still come to be otherwise.
  expect(pastOf(one, 30)).not.toBe(pastOf(one, 30));
  expect(pastOf(one, 99).step).toBe(30);
});

test('it ran with the changes that were made by then', () => {
  const lr = (step: number) => configAt(record(), step).optimizer['lr'];
  expect([lr(0), lr(9), lr(10), lr(19), lr(20), lr(30)]).toEqual([defaultConfig().optimizer['lr'], defaultConfig().optimizer['lr'], 0.5, 0.5, 0.25, 0.25]);
});

test('a field that was ever changed had at a step what was so by then', () => {
  const at = (step: number) => valueThen(record(), 'optimizer.lr', step);
  expect([at(0), at(9), at(10), at(19), at(20), at(30)]).toEqual([defaultConfig().optimizer['lr'], defaultConfig().optimizer['lr'], 0.5, 0.5, 0.25, 0.25]);
  expect(valueThen(record(), 'optimizer.weightDecay', 10)).toBeNull();
});

test('a rehearsal is a short way of what was made, from the latest network that it can be made of', () => {
  const one = record();
  const from = (...steps: number[]) => rehearsalOf(one, new Snapshots(steps.map((step) => snapshot(step))));
  expect(from(0, 20, 28)).toMatchObject({ from: { step: 20 }, step: 23 });
  expect(from(29)).toBeNull();
  expect(from()).toBeNull();
});

test('the way from a snapshot makes every change up to its end, and measures nothing', () => {
  const way = replayOf(record(), snapshot(10), 19);
  expect(way).toMatchObject({ step: 19, told: { step: 19, measured: 19, on: 'wasm', changes: [{ step: 10 }] }, made: { backend: 'wasm', build: 'SIMD' } });
});

test('where other kernels took over on the way, or nobody knows which there were, there is none', () => {
  const one = record();
  one.take({ type: 'recovered', lost: 'device', step: 30, from: 15, what: 'x', ...CHOICE, backend: 'cpu', build: 'plain' });
  expect(replayOf(one, snapshot(10), 15)?.made.backend).toBe('wasm');
  expect(replayOf(one, snapshot(10), 16)).toBeNull();
  expect(replayOf(one, snapshot(15), 16)?.made.backend).toBe('cpu');
  expect(replayOf(createRecord('b', defaultConfig()), snapshot(0), 5)).toBeNull();
});
