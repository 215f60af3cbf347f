/** Folding the events of a run that may start again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { taken, type Fold } from '../../../src/engine/sweeps/fold.ts';

const config = defaultConfig();
const fold: Fold<{ readonly seed: number; readonly told: readonly RunEvent[] }> = {
  begin: ({ seed }) => ({ seed, told: [] }),
  take: ({ seed, told }, event) => ({ seed, told: [...told, event] }),
};

const events: readonly RunEvent[] = [
  { type: 'started', config, parameters: 1, trainSize: 1, valSize: 1, step: 0, backend: 'webgpu', device: '', build: 'SIMD', fallbacks: [] },
  { type: 'metrics', step: 0, values: { 'train.loss': 3 } },
  { type: 'milestone', kind: 'memorised', step: 5 },
  { type: 'metrics', step: 10, values: { 'train.loss': 2 } },
  { type: 'finished', step: 10, reason: 'steps' },
];
const folded = (told: readonly RunEvent[]) => told.reduce((result, event) => taken(fold, config, result, event), fold.begin(config));

test('a run that starts again, wherever and however often it broke off, comes to what it would have come to', () => {
  const whole = folded(events);
  expect(whole).toEqual({ seed: config.seed, told: events });
  fc.assert(
    fc.property(fc.array(fc.nat(events.length)), (breaks) => {
      expect(folded([...breaks.flatMap((count) => events.slice(0, count)), ...events])).toEqual(whole);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('every other event adds to what there is', () => {
  const [, first, second] = events;
  expect(folded([first, second] as RunEvent[]).told).toEqual([first, second]);
});
