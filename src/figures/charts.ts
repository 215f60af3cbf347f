/** Charts as a figure: one, or all of a run under each other on one step axis. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import type { Text } from '../engine/text.ts';
import { text } from '../engine/text.ts';
import { panelOf, type Bench, type Panel } from './panel.ts';
import { sheetOf, type SheetWords } from './sheet.ts';

/** Heights of plots, in the figure's units. */
const ALONE = 250;
const HERO = 180;
const OTHER = 116;

const TITLE: Text = text('Training curves', '訓練の曲線');

/** @param turn lets the page breathe between two charts */
export async function chartsFigure(specs: readonly ChartSpec[], bench: Bench, words: Omit<SheetWords, 'title'>, turn: () => Promise<void>): Promise<string> {
  const panels: Panel[] = [];
  const alone = specs.length === 1;
  for (const [i, spec] of specs.entries()) {
    await turn();
    const first = i === 0;
    panels.push(
      panelOf(spec, bench, {
        letter: alone ? null : String.fromCharCode(97 + i),
        height: alone ? ALONE : first ? HERO : OTHER * (spec.units ?? 1),
        named: first,
        labelled: i === specs.length - 1,
      }),
    );
  }
  await turn();
  return sheetOf(panels, { title: (alone ? (specs[0] as ChartSpec).title : TITLE)[bench.language], ...words });
}
