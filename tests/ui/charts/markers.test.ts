import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Mark } from '../../../src/engine/run/record.ts';
import { textWidth } from '../../../src/ui/charts/labels.ts';
import { markersOf, placeMarkers, type Marker } from '../../../src/ui/charts/markers.ts';

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

test('words in one row never overlap and never leave the room', () => {
  const markers = fc
    .array(
      fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom('memorised' as const, 'changed' as const, 'recovered' as const), fc.string({ maxLength: 24 })),
      { maxLength: 12 },
    )
    .map((list): Marker[] => list.map(([step, kind, words]) => ({ step, kind, words })));
  fc.assert(
    fc.property(markers, (list) => {
      const placed = placeMarkers(list, same, 0, 600, 2);
      expect(placed).toHaveLength(list.length);
      for (const row of [0, 1]) {
        const spans = placed.flatMap((p, i): [number, number][] => {
          if (p.row !== row) return [];
          const width = textWidth((list[i] as Marker).words) + 5;
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
    { kind: 'memorised', step: 172, words: 'memorised 80' },
    { kind: 'grokked', step: 254, words: 'grokked 1,585' },
  ];
  expect(placeMarkers(markers, same, 0, 358, 2).every((p) => p.row !== null)).toBe(true);
});

test('milestones come before changes where room is short', () => {
  const markers: Marker[] = [
    { kind: 'changed', step: 80, words: 'weight decay → 3' },
    { kind: 'memorised', step: 90, words: 'memorised 90' },
  ];
  const [changed, memorised] = placeMarkers(markers, same, 60, 200, 1);
  expect(memorised?.row).toBe(0);
  expect(changed?.row).toBeNull();
});
