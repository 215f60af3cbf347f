/** Where the front run's values stand beside its lines, in pixels: what draws them and what keeps clear of them go by the same boxes. */
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Language } from '../../engine/text.ts';
import type { Cursor } from './cursor.ts';
import { formatValue } from '../../figures/plot/format.ts';
import type { Frame } from '../../figures/plot/frame.ts';
import { bandsOf } from '../../figures/plot/bands.ts';
import type { Interval } from '../../engine/run/phases.ts';
import { overlap, spread, textWidth, type LabelBox } from '../../figures/plot/labels.ts';
import { readingsAt, STYLE, type Reading } from '../../figures/plot/readings.ts';
import { markedOf } from './marked.ts';

const HEIGHT = 17;
/** From the end of a line to its words. */
const GAP = 12;

export interface EndLabel extends Reading {
  readonly words: string;
  /** Where the curve is. */
  readonly x: number;
  readonly y: number;
  /** Where its words begin, and their middle. */
  readonly left: number;
  readonly middle: number;
}

/** What stands upright in the plot of the first chart: what phases are called, and what happened at a step. */
export function uprightIn({ record, scene }: Frame, phases: readonly Interval[], language: Language): readonly LabelBox[] {
  // Where there is no ribbon there are no words.
  if (scene.box.ribbon === 0) return [];
  const marked = markedOf(scene, record.marks, record.config, language);
  return [...bandsOf(phases, scene, language), ...marked].flatMap(({ upright }) => upright ?? []);
}

/**
 * Of every curve at the cursor, or at the live end: beside the rule, and in the gutter where they would cover what is `taken`, which has no other
 * place to be read.
 */
export function endLabels(spec: ChartSpec, { record, scene }: Frame, cursor: Cursor, taken: readonly LabelBox[], language: Language): readonly EndLabel[] {
  const { x, y, box } = scene;
  const { width, height, margin, compact } = box;
  const right = width - margin.right;
  const at = (step: number): number => Math.min(right, x(step));
  const readings = readingsAt(spec, record, cursor.step).filter(({ value }) => Number.isFinite(value));
  const rule = cursor.step === null ? null : at(cursor.step);
  const heights = readings.map(({ value }) => y(value));
  const placed = spread(heights, HEIGHT, margin.top - (rule === null ? 5 : 3), height - margin.bottom);
  const standing = (left: number): readonly EndLabel[] =>
    readings.map((reading, i) => {
      const number = formatValue(reading.value, STYLE[spec.y.kind], language);
      const words = spec.series.length === 1 || compact ? number : `${reading.series.label[language]} ${number}`;
      return { ...reading, words, x: at(reading.step), y: heights[i] as number, left: left + GAP, middle: placed[i] as number };
    });
  const beside = standing(Math.max(...readings.map(({ step }) => at(step)), rule ?? 0));
  return beside.some((label) => taken.some((other) => overlap(boxOfLabel(label), other))) ? standing(right) : beside;
}

/** What a label covers. */
export function boxOfLabel({ words, left, middle }: EndLabel): LabelBox {
  return { left: left - 4, right: left + textWidth(words) + 2, middle, height: HEIGHT + 1 };
}
