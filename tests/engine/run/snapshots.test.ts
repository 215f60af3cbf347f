/** Snapshots thin out: which stay, which go first, and what is found at a step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';

function snapshot(step: number, milestones: readonly MilestoneKind[] = [], floats = 4): Snapshot {
  return {
    step,
    parameters: [new Float32Array(floats)],
    slots: [[new Float32Array(floats)]],
    heldNorm: null,
    changes: [],
    learned: { milestones: milestones.map((kind) => ({ kind, step })), fallen: null },
  };
}

/** Steps at which a run takes snapshots, and where it memorises and groks: anywhere, or never. */
const stories = fc
  .record({
    steps: fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 }),
    memorised: fc.integer({ min: 0, max: 150_000 }),
    grokked: fc.integer({ min: 0, max: 150_000 }),
  })
  .map(({ steps, memorised, grokked }) => {
    const passed = (step: number): MilestoneKind[] => [
      ...(step >= memorised ? (['memorised'] as const) : []),
      ...(step >= grokked ? (['grokked'] as const) : []),
    ];
    return { all: steps.toSorted((a, b) => a - b).map((step) => snapshot(step, passed(step))), memorised, grokked };
  });

test('what lies at a step is the newest that is not after it', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: -1, max: 120_000 }), ({ all }, step) => {
      const kept = new Snapshots(all);
      const expected = all.findLast((one) => one.step <= step) ?? null;
      expect(kept.at(step)).toBe(expected);
      expect(kept.upTo(step).latest).toBe(expected);
      expect(kept.latest).toBe(all.at(-1));
    }),
  );
});

test('they are kept in order, however they come; of two of one step the later', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 }), (steps) => {
      const kept = new Snapshots();
      let last = snapshot(0);
      for (const step of steps) kept.add((last = snapshot(step)));
      expect(kept.steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
      expect(kept.at(last.step)).toBe(last);
    }),
  );
});

test('bytes count parameters and the state of the optimiser', () => {
  const kept = new Snapshots([snapshot(0, [], 10), snapshot(1, [], 5)]);
  expect(kept.bytes).toBe(4 * (2 * 10 + 2 * 5));
});

describe('thinning out', () => {
  test('the beginning, the first of each milestone and the latest stay to the last', () => {
    fc.assert(
      fc.property(stories, ({ all, memorised, grokked }) => {
        const kept = new Snapshots(all);
        while (kept.thin());
        const first = (from: number): number[] =>
          all
            .filter(({ step }) => step >= from)
            .slice(0, 1)
            .map(({ step }) => step);
        const staying = new Set([all[0]?.step, ...first(memorised), ...first(grokked), all.at(-1)?.step]);
        expect(new Set(kept.steps)).toEqual(staying);
      }),
    );
  });

  test('the one goes whose going leaves the smallest gap, half in log(step + 1), half in steps', () => {
    fc.assert(
      fc.property(stories, ({ all }) => {
        const kept = new Snapshots(all);
        const before = kept.steps;
        if (!kept.thin()) return;
        const gone = before.findIndex((step) => !kept.steps.includes(step));
        expect(kept.steps).toHaveLength(before.length - 1);
        const last = before.at(-1) as number;
        const gapAt = (i: number): number => {
          const [from, to] = [before[i - 1] ?? 0, before[i + 1] ?? 0];
          return Math.log((to + 1) / (from + 1)) / Math.log(last + 1) + (to - from) / last;
        };
        const least = new Snapshots(all);
        while (least.thin());
        const free = before.map((_, i) => i).filter((i) => !least.steps.includes(before[i] as number));
        expect(gapAt(gone)).toBeLessThanOrEqual(Math.min(...free.map(gapAt)) + 1e-12);
      }),
    );
  });

  test('evenly: of a thousand snapshots at equal distances twenty are left that no gap tears apart, neither on the log axis nor in steps', () => {
    const kept = new Snapshots();
    for (let step = 0; step <= 100_000; step += 100) {
      kept.add(snapshot(step));
      while (kept.steps.length > 20 && kept.thin());
    }
    const places = kept.steps.slice(1).map((step) => Math.log10(step));
    const gaps = places.slice(1).map((place, i) => place - (places[i] as number));
    // Three decades from 100 on, nineteen snapshots, half of them for the decades.
    expect(Math.max(...gaps)).toBeLessThan(0.7);
    const apart = kept.steps.slice(1).map((step, i) => step - (kept.steps[i] as number));
    expect(Math.max(...apart)).toBeLessThan(100_000 / 6);
    expect(kept.steps.slice(0, 2)).toEqual([0, 100]);
  });

  test('nothing is left of what is cleared', () => {
    const kept = new Snapshots([snapshot(3)]);
    kept.clear();
    expect([kept.latest, kept.at(9), kept.bytes, kept.thin()]).toEqual([null, null, 0, false]);
  });
});
