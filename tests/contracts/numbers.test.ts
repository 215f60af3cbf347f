/** Whatever numbers a run reports, none at all among them: what the page says and draws of it is said in figures and drawn within its box. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartsOf } from '../../src/engine/probes/measuring.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { createRecord, type RunRecord } from '../../src/engine/run/record.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { landscapeFold } from '../../src/engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { notYetFitted, valleyOf } from '../../src/engine/sweeps/valley.ts';
import { formatDecade, formatLinear, formatStep, formatTick, formatValue } from '../../src/figures/plot/format.ts';
import { nextFrame, type Frame } from '../../src/figures/plot/frame.ts';
import { layoutOf } from '../../src/figures/plot/layout.ts';
import { markersOf, placeMarkers } from '../../src/figures/plot/markers.ts';
import { MILESTONES } from '../../src/engine/run/milestone.ts';
import { phasesOf } from '../../src/engine/run/phases.ts';
import { readingsAt } from '../../src/figures/plot/readings.ts';
import { boxOf } from '../../src/figures/plot/scene.ts';
import { summaryOf } from '../../src/ui/charts/summary.ts';
import { growEnd, xScale, xTicks } from '../../src/figures/plot/xAxis.ts';
import { growDomain, yScale, yTicks } from '../../src/figures/plot/yAxis.ts';
import { formatShare } from '../../src/ui/i18n/share.ts';
import { heightDomain } from '../../src/ui/lenses/landscape/scales.ts';
import { levelsBetween } from '../../src/ui/lenses/landscape/isolines.ts';
import { sentences } from '../../src/ui/status/sentence.ts';

/** What a probe may come to: usual numbers, the ends of float64 and float32, and no numbers. */
const value = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.double() },
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, 1, 1e308, -1e308, 5e-324, 3.4e38, 1e-45),
);
const step = fc.oneof(fc.nat(20), fc.nat(10_000), fc.constantFrom(0, 1, 999_999, 10_000_000));
const config = fc.constantFrom(...PRESETS.map((preset) => preset.config));

/** Events of a run whose probes report what they like, or nothing. */
const events = config.chain((of) => {
  const keys = [...new Set(['train.accuracy', 'val.accuracy', 'weightNorm', ...chartsOf(of).flatMap(({ series }) => series.map(({ key }) => key))])];
  const metrics = fc.tuple(step, fc.array(fc.option(value), { minLength: keys.length, maxLength: keys.length })).map(([at, values]): RunEvent => ({
    type: 'metrics',
    step: at,
    values: Object.fromEntries(keys.flatMap((key, i) => (typeof values[i] === 'number' ? [[key, values[i]]] : []))),
  }));
  const other = fc.oneof(
    step.map((at): RunEvent => ({ type: 'milestone', kind: 'memorised', step: at })),
    step.map((at): RunEvent => ({ type: 'milestone', kind: MILESTONES[at % MILESTONES.length] ?? 'forgot', step: at })),
    step.map((at): RunEvent => ({ type: 'diverged', step: at, what: 'train.loss is NaN' })),
    fc.tuple(step, value).map(([at, lr]): RunEvent => ({ type: 'changed', step: at, patch: { 'optimizer.lr': lr } })),
  );
  return fc.tuple(fc.constant(of), fc.array(fc.oneof({ weight: 4, arbitrary: metrics }, other), { maxLength: 12 }));
});

const record = events.map(([of, all]): RunRecord => {
  const made = createRecord('a', of);
  for (const event of all.toSorted((a, b) => ('step' in a && 'step' in b ? a.step - b.step : 0))) made.take(event);
  return made;
});

const WORDS = /undefined|null|\[object|Infinity/;
const expectWords = (said: string): void => {
  expect(said).not.toBe('');
  expect(said).not.toMatch(WORDS);
};
const expectFinite = (numbers: Iterable<number>): void => {
  for (const n of numbers) expect(n).toSatisfy(Number.isFinite);
};

function expectDrawn(frame: Frame): void {
  const { box, x, y } = frame.scene;
  expectFinite([...frame.scene.xDomain, ...frame.scene.yDomain, ...frame.scene.xTicks, ...frame.scene.yTicks, ...frame.scene.yTicks.map(y)]);
  expect(frame.scene.yDomain[1]).toBeGreaterThan(frame.scene.yDomain[0]);
  for (const { points } of [...frame.lines, ...frame.ghostLines]) {
    for (const point of points) {
      expectFinite([point.x, point.y]);
      expect(point.y).toBeGreaterThanOrEqual(box.margin.top - 1);
      expect(point.y).toBeLessThanOrEqual(box.height - box.margin.bottom + 1);
    }
  }
  for (const n of [Number.NaN, Infinity, -Infinity, 0, -1, 1e308]) expectFinite([y(n)]);
  expectFinite([x(0), x(frame.scene.end)]);
}

test('charts: every curve of every run is drawn within its box, with and without a ghost', () => {
  fc.assert(
    fc.property(
      record,
      record,
      fc.constantFrom('log', 'linear'),
      fc.integer({ min: 200, max: 1400 }),
      fc.integer({ min: 100, max: 900 }),
      (run, ghost, axis, width, height) => {
        const specs = chartsOf(run.config);
        const { cells, compact } = layoutOf(width, height, specs.length);
        const end = growEnd(0, Math.max(run.step, ghost.step), run.config.steps, axis);
        specs.forEach((spec, i) => {
          const cell = cells[i];
          if (cell === undefined) return;
          const box = boxOf(cell, compact, i === 0);
          const first = nextFrame(null, { spec, record: run, axis, box, end });
          expectDrawn(first);
          expectDrawn(nextFrame({ scene: first.scene, frame: first }, { spec, record: run, ghosts: [ghost], axis, box, end }));
          expectFinite(readingsAt(spec, run, null).map((reading) => first.scene.y(reading.value)));
        });
      },
    ),
  );
});

test('words: sentences, summaries, markers and phases of every run', () => {
  fc.assert(
    fc.property(
      record,
      fc.constantFrom('running', 'paused', 'finished', 'diverged', 'failed', 'starting', 'idle'),
      fc.constantFrom('en', 'ja'),
      (run, status, language) => {
        for (const spec of chartsOf(run.config)) expectWords(summaryOf(spec, run, language));
        const position = (at: number): number => at / 10;
        for (const marker of placeMarkers(markersOf(run.marks, run.config, position, 14, language), position, 0, 900, 2)) expectFinite([marker.x]);
        for (const { words } of markersOf(run.marks, run.config, position, 14, language)) expect(words).not.toMatch(WORDS);
        const intervals = phasesOf(run);
        expectFinite(intervals.flatMap(({ from, to }) => [from, to]));
        const said = sentences({
          status,
          from: null,
          reason: null,
          phase: null,
          record: run,
          coming: false,
          death: null,
          unavailable: null,
          backend: null,
          config: run.config,
        });
        expect(said.length).toBeGreaterThan(0);
        // What a run that is on says are figures. What it diverged to is no figure, and says so.
        expectFinite(said.flatMap(({ values }) => Object.values(values).filter((n) => typeof n === 'number')));
      },
    ),
  );
});

test('formatters: every number is words', () => {
  fc.assert(
    fc.property(value, fc.constantFrom('en', 'ja'), (n, language) => {
      for (const style of ['percent', 'scientific', 'figure', 'plain'] as const) expectWords(formatValue(n, style, language));
      for (const said of [formatStep(n, language), formatTick(n), formatLinear(n), formatDecade(n), formatShare(n, language)]) expectWords(said);
    }),
  );
});

test('axes: every range of numbers has a domain, ticks in it, and a place for every number', () => {
  const spec = fc.constantFrom(
    { kind: 'fraction' } as const,
    { kind: 'decades' } as const,
    { kind: 'linear', fromZero: true } as const,
    { kind: 'linear', fromZero: false } as const,
  );
  fc.assert(
    fc.property(spec, fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 4 }), value, fc.integer({ min: 1, max: 900 }), (y, ranges, asked, height) => {
      let domain: readonly [number, number] | null = null;
      for (const [a, b] of ranges) {
        const next = growDomain(y, domain, Math.min(a, b), Math.max(a, b));
        expectFinite(next);
        expect(next[1]).toBeGreaterThan(next[0]);
        domain = next;
      }
      if (domain === null) return;
      const ticks = yTicks(y, domain, height);
      expect(ticks.length).toBeLessThan(200);
      const scale = yScale(y, domain, height, 0);
      expectFinite([...ticks, ...ticks.map(scale), scale(asked)]);
    }),
  );
  fc.assert(
    fc.property(step, step, fc.constantFrom('log', 'linear'), fc.integer({ min: 0, max: 1400 }), (at, asked, axis, width) => {
      const end = growEnd(0, at, Math.max(1, asked), axis);
      const scale = xScale(end, axis, 50, 50 + width);
      expectFinite([...xTicks(end, axis, width), scale(at), scale.invert(50)]);
    }),
  );
});

/** Numbers as a device has them: float32. */
const ofDevice = (event: RunEvent): RunEvent =>
  event.type === 'metrics' ? { ...event, values: Object.fromEntries(Object.entries(event.values).map(([key, n]) => [key, Math.fround(n)])) } : event;

test('the landscape: every run comes to a point, and every row of points to axes and a valley or none', () => {
  const point = fc.tuple(events, fc.double({ min: 0.1, max: 10, noNaN: true })).map(([[of, all], alpha]): LandscapePoint => {
    const folded = all.map(ofDevice).reduce((so, event) => landscapeFold.take(so, event), landscapeFold.begin({ ...of, init: { ...of.init, scale: alpha } }));
    expectFinite([folded.norm, folded.trainError, folded.testError, folded.drift, ...[folded.trainLoss, folded.testLoss].filter((n) => n !== null)]);
    return folded;
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 8 }), (points) => {
      for (const height of ['loss', 'error'] as const) {
        const valley = valleyOf(points, height, notYetFitted(points, 0.99));
        if (valley !== null) expectFinite([valley.low, valley.high, valley.bottom, valley.floor, valley.factor]);
        const [train, test_] = [points.map(({ trainLoss }) => trainLoss), points.map(({ testLoss }) => testLoss)].map((all) =>
          all.filter((n) => n !== null),
        ) as [number[], number[]];
        const domain = heightDomain(train, test_);
        expectFinite(domain);
        expect(domain[1]).toBeGreaterThan(domain[0]);
        expectFinite(levelsBetween(domain[0], domain[1]));
      }
    }),
  );
});
