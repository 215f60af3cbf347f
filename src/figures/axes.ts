/** Grid, ticks and names of a chart's axes. Pure. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import type { Language } from '../engine/text.ts';
import { formatTick } from './plot/format.ts';
import type { Scene } from './plot/scene.ts';
import { FORMAT_X, FORMAT_Y, STEP } from './plot/ticks.ts';
import { minorTicks, stepAt } from './plot/xAxis.ts';
import { element, type Markup } from './markup.ts';
import { inked } from './palette.ts';
import { widthOf, words } from './type.ts';

const rule = (x1: number, y1: number, x2: number, y2: number, colour: string): Markup => element('line', { x1, y1, x2, y2, stroke: inked(colour) });

/** What the vertical axis is called: the quantity with its unit where there is room. */
function nameOf({ title, unit }: ChartSpec, language: Language, room: number): string {
  const whole = language === 'ja' ? `${title.ja}（${unit.ja}）` : `${title.en} (${unit.en})`;
  return widthOf(whole) <= room ? whole : title[language];
}

export function gridOf(spec: ChartSpec, scene: Scene): Markup {
  const { box, xTicks, yTicks, axis } = scene;
  const { width, height, margin } = box;
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  return element('g', {}, [
    ...xTicks.map((tick) => {
      const x = scene.x(stepAt(tick, axis));
      return rule(x, top, x, bottom, 'rule');
    }),
    ...yTicks.map((tick) => rule(left, scene.y(tick), right, scene.y(tick), 'rule')),
    ...yTicks.map((tick) => words(FORMAT_Y[spec.y.kind](tick), left - 7, scene.y(tick), { anchor: 'end', colour: inked('ink-2') })),
  ]);
}

/** Over the lines: the base, its ticks, and what the axes are called. */
export function axesOf(spec: ChartSpec, scene: Scene, language: Language): Markup {
  const { box, xTicks, axis, end } = scene;
  const { width, height, margin, labelled } = box;
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const grey = { anchor: 'middle', colour: inked('ink-2') } as const;
  return element('g', {}, [
    rule(left, bottom, right, bottom, 'ink-2'),
    rule(left, top, left, bottom, 'ink-2'),
    ...minorTicks(end, axis).map((step) => rule(scene.x(step), bottom, scene.x(step), bottom + 3, 'ink-2')),
    ...xTicks.map((tick) => rule(scene.x(stepAt(tick, axis)), bottom, scene.x(stepAt(tick, axis)), bottom + 5, 'ink-2')),
    words(nameOf(spec, language, height - 12), 12, (top + bottom) / 2, { anchor: 'middle', turn: -90 }),
    ...(labelled
      ? [
          ...xTicks.map((tick) => words(FORMAT_X[axis](tick), scene.x(stepAt(tick, axis)), bottom + 14, grey)),
          ...(scene.endNamed && !xTicks.some((tick) => stepAt(tick, axis) === end) ? [words(formatTick(end), right, bottom + 14, grey)] : []),
          words(STEP[axis][language], (left + right) / 2, bottom + 32, { anchor: 'middle' }),
        ]
      : []),
  ]);
}
