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

function panelAt(specs: readonly ChartSpec[], i: number, { bench, moment }: Scope): Panel {
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

const sheet = (specs: readonly ChartSpec[], panels: readonly Panel[], { bench, words }: Scope): string =>
  sheetOf(panels, { title: (specs.length === 1 ? (specs[0] as ChartSpec).title : TITLE)[bench.language], ...words });

/** @returns an SVG document */
export const chartsFigure = (specs: readonly ChartSpec[], scope: Scope): string =>
  sheet(
    specs,
    specs.map((_, i) => panelAt(specs, i, scope)),
    scope,
  );

/** The same, one chart after another. @param turn lets the page breathe between two */
export async function chartsFigureInTurns(specs: readonly ChartSpec[], scope: Scope, turn: () => Promise<void>): Promise<string> {
  const panels: Panel[] = [];
  for (const i of specs.keys()) {
    await turn();
    panels.push(panelAt(specs, i, scope));
  }
  await turn();
  return sheet(specs, panels, scope);
}
