import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_DRAWN, placed, withinMost } from '../../src/store/places.ts';

interface Stub {
  readonly id: string;
  readonly parent: { readonly run: string; readonly step: number } | null;
}
const run = (id: string, parent: string | null = null): Stub => ({ id, parent: parent === null ? null : { run: parent, step: 1 } });

test('whoever comes and goes, every other run keeps its place, and no two share one', () => {
  const deeds = fc.array(fc.record({ goes: fc.nat(7), from: fc.option(fc.nat(7)) }), { maxLength: 40 });
  fc.assert(
    fc.property(deeds, (all) => {
      let runs: Stub[] = [];
      let places: ReadonlyMap<string, number> = new Map();
      all.forEach(({ goes, from }, i) => {
        const gone = runs.length > 4 ? runs[goes % runs.length] : undefined;
        const next = [...runs.filter((one) => one !== gone), run(`run-${i}`, from === null ? null : (runs[from % Math.max(1, runs.length)]?.id ?? null))];
        const after = placed(places, next);
        const moved = runs.filter((one) => one !== gone && after.get(one.id) !== places.get(one.id));
        expect(moved).toEqual([]);
        expect([...after.keys()].toSorted()).toEqual(next.map(({ id }) => id).toSorted());
        expect(new Set(after.values()).size).toBe(next.length);
        expect(Math.max(...after.values())).toBeLessThan(6);
        [runs, places] = [next, after];
      });
    }),
  );
});

test('a run that goes on from one that is gone has its place; where that one stays, it has the first that is free', () => {
  const before = placed(new Map(), [run('a'), run('b'), run('c')]);
  expect(placed(before, [run('b'), run('c'), run('d', 'a')]).get('d')).toBe(0);
  expect(placed(before, [run('a'), run('c'), run('d', 'b')]).get('d')).toBe(1);
  expect(placed(before, [run('a'), run('b'), run('c'), run('d', 'b')]).get('d')).toBe(3);
  // Not the first that is free, which is its neighbour's.
  expect(placed(before, [run('c'), run('d', 'b')]).get('d')).toBe(1);
});

test('of more runs than can be drawn the oldest are hidden, and one that is asked for is not', () => {
  const behind = Array.from({ length: MOST_DRAWN + 1 }, (_, i) => run(`run-${i}`));
  expect([...withinMost(behind.slice(0, MOST_DRAWN - 1), new Set())]).toEqual([]);
  expect([...withinMost(behind, new Set())]).toEqual(['run-0', 'run-1']);
  expect([...withinMost(behind, new Set(), ['run-0'])]).toEqual(['run-1', 'run-2']);
  expect([...withinMost(behind, new Set(), ['run-0', 'run-1'])]).toEqual(['run-2', 'run-3']);
  // Where all are asked for, those that were so longest ago go.
  expect([...withinMost(behind, new Set(), behind.map(({ id }) => id).toReversed())]).toEqual([behind.at(-1)?.id, behind.at(-2)?.id]);
  expect([...withinMost(behind, new Set(['run-3', 'gone']))].toSorted()).toEqual(['run-0', 'run-3']);
});
