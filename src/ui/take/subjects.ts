/** What of the page can be a figure. */
import { chartsOf } from '../../engine/probes/measuring.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Text } from '../../engine/text.ts';
import type { Run } from '../../store/run.ts';
import { chartsFigure } from '../figures/charts.ts';
import type { Bench } from '../figures/panel.ts';
import type { SheetWords } from '../figures/sheet.ts';

/** All that a figure is drawn from. */
interface Scope {
  readonly bench: Bench;
  readonly words: Omit<SheetWords, 'title'>;
  readonly turn: () => Promise<void>;
}

export interface FigureSubject {
  readonly id: string;
  /** Null for all charts. */
  readonly label: Text | null;
  /** @returns an SVG document. @throws Error that says why there is none */
  readonly draw: (scope: Scope) => Promise<string>;
}

const ofCharts =
  (specs: readonly ChartSpec[]) =>
  ({ bench, words, turn }: Scope): Promise<string> =>
    chartsFigure(specs, bench, words, turn);

export function subjectsOf({ config }: Pick<Run, 'config'>): FigureSubject[] {
  const specs = chartsOf(config);
  return [
    { id: 'charts', label: null, draw: ofCharts(specs) },
    ...specs.map((spec): FigureSubject => ({ id: spec.id, label: spec.title, draw: ofCharts([spec]) })),
  ];
}
