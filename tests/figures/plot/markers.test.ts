import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Mark } from '../../../src/engine/run/record.ts';
import { textWidth } from '../../../src/figures/plot/labels.ts';
import { markersOf, placeMarkers, UPRIGHT, type Marker } from '../../../src/figures/plot/markers.ts';

const config = defaultConfig();
const same = (step: number): number => step;

test('words', () => {
  const marks: Mark[] = [
    { kind: 'memorised', step: 90 },
    { kind: 'changed', step: 300, patch: { 'optimizer.weightDecay': 3 } },
    { kind: 'grokked', step: 1840 },
  ];
  expect(markersOf(marks, config, same, 10, 'en').map((m) => m.words)).toEqual(['memorised 90', 'weight decay → 3', 'grokked 1,840']);
  expect(markersOf(marks, config, same, 10, 'ja').map((m) => m.words)).toEqual(['暗記 90', '重み減衰 → 3', 'グロッキング 1,840']);
});

test('a dragged slider leaves one marker with its last value', () => {
  const marks: Mark[] = [300, 304, 308, 312].map((step, i) => ({ kind: 'changed', step, patch: { 'optimizer.weightDecay': i } }));
  expect(markersOf([...marks, { kind: 'changed', step: 305, patch: { 'optimizer.lr': 0.001 } }], config, same, 20, 'en').map((m) => m.words)).toEqual([
    'learning rate → 0.001, weight decay → 3',
  ]);
});

test('changes that stand too close to be two say every value that stood; what is done is said as often as it was', () => {
  const words = (...changes: [step: number, path: string, value: number][]) =>
    markersOf(
      changes.map(([step, path, value]): Mark => ({ kind: 'changed', step, patch: { [path]: value } })),
      config,
      () => 0,
      20,
      'en',
    ).map((marker) => marker.words);
  expect(words([900, 'optimizer.lr', 0.1], [960, 'optimizer.lr', 0.003])).toEqual(['learning rate → 0.1 → 0.003']);
  expect(words([900, 'optimizer.lr', 0.1], [905, 'optimizer.lr', 0.003])).toEqual(['learning rate → 0.003']);
  expect(words([900, 'optimizer.lr', 1], [920, 'optimizer.weightDecay', 3], [940, 'optimizer.lr', 2], [960, 'optimizer.lr', 3])).toEqual([
    'learning rate → 1 → 2 → 3, weight decay → 3',
  ]);
  expect(words(...[1, 2, 3, 4].map((value): [number, string, number] => [900 + 20 * value, 'optimizer.lr', value]))).toEqual(['learning rate → 1 → … → 4']);
  expect(words([900, 'weights.scale', 0.5], [901, 'weights.scale', 0.25])).toEqual(['all weights × 0.5 × 0.25']);
});

test('words in one row never overlap and never leave the room', () => {
  const markers = fc
    .array(
      fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom('memorised' as const, 'changed' as const, 'recovered' as const), fc.string({ maxLength: 24 })),
      { maxLength: 12 },
    )
    .map((list): Marker[] => list.map(([step, kind, words]) => ({ step, kind, words, short: words })));
  fc.assert(
    fc.property(markers, (list) => {
      const placed = placeMarkers(list, same, 0, 600, 2);
      expect(placed).toHaveLength(list.length);
      for (const row of [0, 1]) {
        const spans = placed.flatMap((p): [number, number][] => {
          if (p.row !== row) return [];
          const width = textWidth(p.words) + 5;
          return [p.side === 'start' ? [p.x, p.x + width] : [p.x - width, p.x]];
        });
        spans.sort((a, b) => a[0] - b[0]);
        spans.forEach(([from, to], i) => {
          const free = spans[i - 1]?.[1] ?? 0;
          expect(from).toBeGreaterThanOrEqual(free - 1e-9);
          expect(to).toBeLessThanOrEqual(600);
        });
      }
    }),
  );
});

test('both milestones of a phone-sized chart find room', () => {
  const markers: Marker[] = [
    { kind: 'memorised', step: 172, words: 'memorised 80', short: 'memorised 80' },
    { kind: 'grokked', step: 254, words: 'grokked 1,585', short: 'grokked 1,585' },
  ];
  expect(placeMarkers(markers, same, 0, 358, 2).every((p) => p.row !== null)).toBe(true);
});

test('what finds no row stands upright along its rule, and no two of those overlap where three rules do not crowd', () => {
  const steps = fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 20 })
    .map((list) => list.map((at) => 15 * at).toSorted((a, b) => a - b));
  fc.assert(
    fc.property(steps, (list) => {
      const markers = list.map((step): Marker => ({ kind: 'changed', step, words: 'learning rate → 0.001, weight decay → 3', short: 'η → 0.001, λ → 3' }));
      const placed = placeMarkers(markers, same, 0, 620, 1);
      const upright = placed.filter(({ row }) => row === null).map(({ x, side }): [number, number] => (side === 'start' ? [x, x + UPRIGHT] : [x - UPRIGHT, x]));
      const spans = upright.toSorted((a, b) => a[0] - b[0]);
      // Rules at least 15 pixels apart: an upright line may reach over the next rule, never over its words.
      spans.forEach(([from], i) => expect(from).toBeGreaterThanOrEqual((spans[i - 1]?.[1] ?? 0) - UPRIGHT));
      for (const [from, to] of spans) expect(from >= -UPRIGHT && to <= 620 + UPRIGHT).toBe(true);
    }),
  );
});

test('words are shorter where quantities have symbols', () => {
  const marks: Mark[] = [{ kind: 'changed', step: 300, patch: { 'optimizer.weightDecay': 3, 'optimizer.lr': 0.01 } }];
  expect(markersOf(marks, config, same, 10, 'en').map((m) => m.short)).toEqual(['η → 0.01, λ → 3']);
});

test('a run that keeps forgetting is placed in no time', () => {
  const markers = Array.from({ length: 60 }, (_, i): Marker => ({
    kind: i % 2 === 0 ? 'memorised' : 'forgot',
    step: 10 * i,
    words: 'memorised 90',
    short: '',
  }));
  const began = performance.now();
  expect(placeMarkers(markers, same, 0, 620, 2)).toHaveLength(60);
  expect(performance.now() - began).toBeLessThan(500);
});

test('milestones come before changes where room is short', () => {
  const markers: Marker[] = [
    { kind: 'changed', step: 80, words: 'weight decay → 3', short: 'λ → 3' },
    { kind: 'memorised', step: 90, words: 'memorised 90', short: 'memorised 90' },
  ];
  const [changed, memorised] = placeMarkers(markers, same, 60, 190, 1);
  expect(memorised?.row).toBe(0);
  expect(changed?.row).toBeNull();
  // With a little more room both stand there, the change by its symbol.
  expect(placeMarkers(markers, same, 0, 200, 1).map(({ words }) => words)).toEqual(['λ → 3', 'memorised 90']);
});
