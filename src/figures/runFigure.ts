/** The figure of a run alone, as a file holds it: what the page makes of it where nothing is drawn behind. Pure. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import { toldTo } from '../engine/run/told.ts';
import { recordOf, type RunFile } from '../engine/runfile/runfile.ts';
import type { Language } from '../engine/text.ts';
import { captionOf } from './caption.ts';
import { chartsFigure } from './charts.ts';
import type { Axis } from './plot/xAxis.ts';
import { WIDTH } from './type.ts';

interface Wanted {
  readonly axis: Axis;
  readonly language: Language;
  /** The moment that is shown; null: the latest. */
  readonly at: number | null;
}

/** @param specs of the run's charts those that are wanted. @returns an SVG document */
export function runFigure(file: RunFile, specs: readonly ChartSpec[], { axis, language, at }: Wanted): string {
  const record = recordOf(file, 'run');
  const caption = captionOf({ config: file.config, basedOn: file.preset, changes: toldTo(record).changes, step: record.step, at }, language, WIDTH);
  return chartsFigure(specs, {
    bench: { record, ghosts: [], groups: [], names: new Map(), axis, language },
    moment: at === null ? null : { step: at, cut: false },
    words: { runs: [], caption },
  });
}
