/** The marks of a run in a chart, with their words where those stand, in pixels: what draws them and what keeps clear of them go by the same boxes. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { Mark } from '../../engine/run/record.ts';
import type { Language } from '../../engine/text.ts';
import { textWidth, type LabelBox } from '../../figures/plot/labels.ts';
import { markersOf, placeMarkers, UPRIGHT, type Marker, type Placed } from '../../figures/plot/markers.ts';
import type { Scene } from '../../figures/plot/scene.ts';

/** Changes closer than this, in pixels, are one marker: a slider that is dragged makes many. */
const NEAR = 14;
/** From a rule to the middle of words along it, and from the axis to their foot. */
const ASIDE = 9;
const FOOT = 6;

export interface Marked extends Placed, Pick<Marker, 'kind' | 'step'> {
  /** What its words cover where they stand upright in the plot; null where they have a row above it. */
  readonly upright: LabelBox | null;
}

function markedIn({ x: at, box }: Scene, marks: readonly Mark[], config: RunConfig, language: Language): readonly Marked[] {
  const { width, height, margin, markRows } = box;
  const [right, foot] = [width - margin.right, height - margin.bottom - FOOT];
  const room = foot - margin.top - 2;
  const position = (step: number): number => Math.min(right, at(step));
  const markers = markersOf(marks, config, position, NEAR, language);
  // Words may run on into the right gutter: nothing else stands that high.
  const placed = placeMarkers(markers, position, 0, width, markRows);
  return markers.map(({ kind, step, words: whole, short }, i): Marked => {
    const one = placed[i] as Placed;
    if (one.row !== null) return { ...one, kind, step, upright: null };
    const words = textWidth(whole) <= room ? whole : short;
    const long = textWidth(words);
    const middle = Math.round(one.x) + 0.5 + (one.side === 'start' ? ASIDE : -ASIDE);
    return { ...one, kind, step, words, upright: { left: middle - UPRIGHT / 2, right: middle + UPRIGHT / 2, middle: foot - long / 2, height: long } };
  });
}

interface Known {
  readonly marks: readonly Mark[];
  readonly count: number;
  readonly language: Language;
  readonly marked: readonly Marked[];
}
/** Of every scene what was asked last: they are placed by trying, and asked for wherever the cursor goes. */
const known = new WeakMap<Scene, Known>();

export function markedOf(scene: Scene, marks: readonly Mark[], config: RunConfig, language: Language): readonly Marked[] {
  const last = known.get(scene);
  // The list of a record stays the same, and grows.
  if (last !== undefined && last.marks === marks && last.count === marks.length && last.language === language) return last.marked;
  const marked = markedIn(scene, marks, config, language);
  known.set(scene, { marks, count: marks.length, language, marked });
  return marked;
}
