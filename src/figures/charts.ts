/** Charts as a figure: one, or all of a run under each other on one step axis. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import type { Text } from '../engine/text.ts';
import { text } from '../engine/text.ts';
import { groundOf, type Bench } from './ground.ts';
import { panelOf, type Panel } from './panel.ts';
import type { Moment } from './readout.ts';
import { sheetOf, type SheetWords } from './sheet.ts';
import { WIDTH } from './type.ts';

/** Heights of plots, in the figure's units. */
const ALONE = 250;
const HERO = 180;
const OTHER = 116;

const TITLE: Text = text('Training curves', '訓練の曲線');

interface Scope {
  readonly bench: Bench;
  /** The moment that is shown; null: the latest. */
  readonly moment: Moment | null;
  readonly words: Omit<SheetWords, 'title'>;
}

function panelAt(specs: readonly ChartSpec[], i: number, { bench, moment }: Pick<Scope, 'bench' | 'moment'>): Panel {
  const spec = specs[i] as ChartSpec;
  const [alone, first] = [specs.length === 1, i === 0];
  const ground = groundOf(spec, bench, {
    letter: alone ? null : String.fromCharCode(97 + i),
    width: WIDTH,
    height: alone ? ALONE : first ? HERO : OTHER * (spec.units ?? 1),
    named: first,
    labelled: i === specs.length - 1,
  });
  return panelOf(ground, moment);
}

/** What one chart is called on a sheet, or several together. */
export const titleOf = (specs: readonly ChartSpec[]): Text => (specs.length === 1 ? (specs[0] as ChartSpec).title : TITLE);

/** @returns an SVG document */
export const chartsFigure = (specs: readonly ChartSpec[], scope: Scope): string =>
  sheetOf(
    specs.map((_, i) => panelAt(specs, i, scope)),
    { title: titleOf(specs)[scope.bench.language], ...scope.words },
  );

/** One chart after another. @param turn lets the page breathe between two */
export async function panelsInTurns(specs: readonly ChartSpec[], scope: Pick<Scope, 'bench' | 'moment'>, turn: () => Promise<void>): Promise<Panel[]> {
  const panels: Panel[] = [];
  for (const i of specs.keys()) {
    await turn();
    panels.push(panelAt(specs, i, scope));
  }
  await turn();
  return panels;
}
