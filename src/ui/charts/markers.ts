/** Words for what happened at a step, and where they stand above the plot. */
import { text, type Language, type Text } from '../../engine/text.ts';
import type { Patch } from '../../engine/events.ts';
import type { Mark } from '../../store/record.ts';
import { formatStep, formatValue } from './format.ts';
import { textWidth } from './labels.ts';

export interface Marker {
  readonly kind: Mark['kind'];
  readonly step: number;
  readonly words: string;
}

const KIND: Readonly<Record<'memorised' | 'grokked' | 'recovered' | 'diverged', Text>> = {
  memorised: text('memorised', '暗記'),
  grokked: text('grokked', 'グロッキング'),
  recovered: text('device recovered', 'デバイス復帰'),
  diverged: text('diverged', '発散'),
};
const FIELD: Readonly<Record<keyof Patch, Text>> = {
  lr: text('learning rate', '学習率'),
  weightDecay: text('weight decay', '重み減衰'),
};

export function markWords(mark: Mark, language: Language): string {
  if (mark.kind !== 'changed') return `${KIND[mark.kind][language]} ${formatStep(mark.step, language)}`;
  return (Object.keys(FIELD) as (keyof Patch)[])
    .filter((name) => mark.patch[name] !== undefined)
    .map((name) => `${FIELD[name][language]} → ${formatValue(mark.patch[name] as number, 'plain', language)}`)
    .join(', ');
}

/** Marks as markers. Changes that would stand within `near` pixels of each other are one, with the last value of each field. */
export function markersOf(marks: readonly Mark[], position: (step: number) => number, near: number, language: Language): Marker[] {
  const merged: Mark[] = [];
  for (const mark of marks) {
    const before = merged[merged.length - 1];
    if (mark.kind === 'changed' && before?.kind === 'changed' && position(mark.step) - position(before.step) < near) {
      merged[merged.length - 1] = { ...before, patch: { ...before.patch, ...mark.patch } };
    } else merged.push(mark);
  }
  return merged.map((mark) => ({ kind: mark.kind, step: mark.step, words: markWords(mark, language) }));
}

export interface Placed {
  readonly x: number;
  /** Row from the top of the plot upwards: 0 is the lowest. Null where there was no room for the words: the rule stands alone. */
  readonly row: number | null;
  /** Words right of the rule ('start') or left of it ('end'). */
  readonly side: 'start' | 'end';
}

type Span = readonly [from: number, to: number];

/** Words take the lowest row in which they overlap no others; milestones choose first, then changes, the newest before older ones. */
export function placeMarkers(markers: readonly Marker[], position: (step: number) => number, left: number, right: number, rows: number): Placed[] {
  const taken: Span[][] = Array.from({ length: rows }, () => []);
  const result = new Array<Placed>(markers.length);
  const rank = ({ kind }: Marker): number => (kind === 'recovered' ? 2 : kind === 'changed' ? 1 : 0);
  const order = markers.map((_, i) => i).sort((a, b) => rank(markers[a] as Marker) - rank(markers[b] as Marker) || b - a);
  for (const i of order) {
    const marker = markers[i] as Marker;
    const x = position(marker.step);
    const width = textWidth(marker.words) + 10;
    const sides = (['start', 'end'] as const).filter((side) => (side === 'start' ? x + width <= right : x - width >= left));
    let placed: Placed = { x, row: null, side: 'start' };
    search: for (let row = 0; row < rows; row++) {
      for (const side of sides) {
        const words: Span = side === 'start' ? [x - 2, x + width] : [x - width, x + 2];
        // Down to the plot there is only the rule, which must not strike out other words.
        const spans = taken.slice(0, row + 1).map((_, below): Span => (below === row ? words : [x - 2, x + 2]));
        if (spans.some(([from, to], r) => (taken[r] as Span[]).some(([a, b]) => from < b && to > a))) continue;
        spans.forEach((span, r) => (taken[r] as Span[]).push(span));
        placed = { x, row, side };
        break search;
      }
    }
    result[i] = placed;
  }
  return result;
}
