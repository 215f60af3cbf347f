/** What a chart of a figure says at a moment that is not the latest: a rule with its step, and every curve's value there. Pure. */
import type { SeriesSpec } from '../engine/probes/chart.ts';
import type { Ground } from './ground.ts';
import { element, type Markup } from './markup.ts';
import { inked } from './palette.ts';
import { formatStep, formatValue } from './plot/format.ts';
import { overlap, spread, textWidth, type LabelBox } from './plot/labels.ts';
import { lowerBound } from './plot/nearest.ts';
import { STYLE } from './plot/readings.ts';
import { words } from './type.ts';

export interface Moment {
  readonly step: number;
  /** Whether what came after it is left out: lines, phases and marks end there. */
  readonly cut: boolean;
}

interface Value {
  readonly series: SeriesSpec;
  readonly value: number;
  readonly x: number;
  readonly y: number;
}

const [LINE, GAP] = [16, 11];

/** Of every curve the last that was measured by then: what came later nobody knew. */
export function valuesAt({ spec, bench, frame }: Ground, { step }: Moment): Value[] {
  return spec.series.flatMap((series): Value[] => {
    const { length, steps, values } = bench.record.curve(series.key);
    const i = lowerBound(steps, length, step + 1) - 1;
    const value = i < 0 ? Number.NaN : (values[i] as number);
    return Number.isFinite(value) ? [{ series, value, x: frame.scene.x(steps[i] as number), y: frame.scene.y(value) }] : [];
  });
}

/** @param taken what stands in the plot and has no other place to be read */
export function readout({ spec, bench, frame }: Ground, { step, cut }: Moment, values: readonly Value[], taken: readonly LabelBox[]): Markup {
  const { box, x: position } = frame.scene;
  const { width, height, margin, labelled } = box;
  const { language } = bench;
  const [x, bottom] = [position(step), height - margin.bottom];
  const said = values.map(({ value }) => formatValue(value, STYLE[spec.y.kind], language));
  const middles = spread(
    values.map(({ y }) => y),
    LINE,
    margin.top,
    bottom,
  );
  const wide = Math.max(0, ...said.map(textWidth));
  const covers = (left: number): boolean =>
    middles.some((middle, i) => {
      const long = textWidth(said[i] as string);
      const from = left < x ? left + wide - long : left;
      return taken.some((other) => overlap({ left: from, right: from + long, middle, height: LINE }, other));
    });
  // Behind the rule, or before it where there is no room, or where they would cover what is said along a rule.
  const [behind, ahead] = [x + GAP, x - GAP - wide];
  const before = behind + wide > width - 2 || (covers(behind) && !covers(ahead) && ahead > margin.left);
  const chip = formatStep(step, language);
  const chipWidth = textWidth(chip) + 12;
  return element('g', {}, [
    ...(cut ? [] : [element('line', { x1: x, x2: x, y1: margin.top, y2: bottom, stroke: inked('ink'), 'stroke-width': 1.25 })]),
    ...values.map(({ series }, i) =>
      words(said[i] as string, before ? x - GAP : x + GAP, middles[i] as number, {
        colour: inked(`${series.hue}-ink`),
        bold: true,
        edged: true,
        ...(before && { anchor: 'end' as const }),
      }),
    ),
    // Where the lines end there, the whole picture is that step's.
    ...(labelled && !cut
      ? [
          element('rect', { x: x - chipWidth / 2, y: bottom + 5, width: chipWidth, height: 18, rx: 3, fill: inked('ink') }),
          words(chip, x, bottom + 14, { anchor: 'middle', colour: inked('paper') }),
        ]
      : []),
  ]);
}
