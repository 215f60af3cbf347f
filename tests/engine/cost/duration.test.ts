/** What a whole run takes is what its steps and its measurements take: each as often as it is made. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { costOf } from '../../../src/engine/cost/cost.ts';
import { durationOf } from '../../../src/engine/cost/duration.ts';
import { expectationOf } from '../../../src/engine/cost/expectation.ts';
import { secondsFor } from '../../../src/engine/cost/time.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { probes } from '../../../src/engine/probes/index.ts';
import { measuring, pacing } from '../../../src/engine/probes/measuring.ts';
import { isScheduled } from '../../../src/engine/run/schedule.ts';

/** A second time, step by step. */
function walked(config: RunConfig, until: number): number {
  const { step, measurements } = costOf(config);
  const pace = pacing();
  let seconds = until * secondsFor(step);
  for (let at = 0; at <= until; at++) {
    if (!isScheduled(pace.schedule(config.probes[pace.id] ?? {}), at, config.steps)) continue;
    for (const [i, { def, values }] of measuring(config).entries())
      if (def === pace || isScheduled(def.schedule(values), at, config.steps)) seconds += secondsFor(measurements[i] ?? { multiplyAdds: 0, numbers: 0 });
  }
  return seconds;
}

/** Every field of every probe that says how often, by its path: whatever probes there will be. */
const SCHEDULED = probes.entries.flatMap(({ id, parameters }) =>
  ['perDecade', 'every'].flatMap((name) => (parameters[name]?.kind === 'number' ? [`probes.${id}.${name}`] : [])),
);
const ON = probes.entries.flatMap(({ id, off = {} }) => Object.keys(off).map((name) => [`probes.${id}.${name}`, 'on'] as const));

test.each(PRESETS.map(({ id, config }) => [id, config] as const))('%s: as long as its steps and measurements one by one', (_, config) => {
  const until = Math.min(config.steps, 3000);
  expect(durationOf(config)(until)).toBeCloseTo(walked(config, until), 6);
});

test('whatever the schedules are: each measurement counts as often as it is made, on the way and in all', () => {
  expect(SCHEDULED.length).toBeGreaterThan(2);
  const often = fc.record(Object.fromEntries(SCHEDULED.map((path) => [path, fc.integer({ min: 1, max: 30 })])));
  fc.assert(
    fc.property(often, fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (fields, steps, share) => {
      const parsed = withPairs(
        defaultConfig(),
        [...ON, ...Object.entries({ ...fields, steps })].map(([path, value]) => [path, String(value)]),
      );
      if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
      for (const until of [0, Math.round(share * steps), steps]) expect(durationOf(parsed.config)(until)).toBeCloseTo(walked(parsed.config, until), 9);
    }),
    { numRuns: 60 },
  );
});

test('what is measured more often or on more is expected to take longer; the backend tells how long', () => {
  const total = (set: Readonly<Record<string, string>>): number => {
    const parsed = withPairs(defaultConfig(), Object.entries(set));
    if (!parsed.ok) throw new Error('refused');
    return expectationOf(parsed.config, 'wasm').total;
  };
  const plain = total({ steps: '200' });
  for (const { id, parameters, off } of probes.entries) {
    const on = Object.fromEntries(Object.keys(off ?? {}).map((name) => [`probes.${id}.${name}`, 'on']));
    for (const name of ['perDecade', 'points', 'directions', 'steps']) {
      const field = parameters[name];
      if (field?.kind !== 'number') continue;
      const [less, more] = [Math.max(field.min, 1), Math.min(field.max, 40)];
      expect(total({ steps: '200', ...on, [`probes.${id}.${name}`]: String(more) }), `${id}.${name}`).toBeGreaterThan(
        total({ steps: '200', ...on, [`probes.${id}.${name}`]: String(less) }),
      );
    }
  }
  expect(total({ steps: '200', 'probes.localComplexity.points': '1024', 'probes.localComplexity.directions': '128' })).toBeGreaterThan(5 * plain);
  expect(expectationOf(defaultConfig(), 'cpu').total).toBeGreaterThan(expectationOf(defaultConfig(), 'webgpu').total);
});
