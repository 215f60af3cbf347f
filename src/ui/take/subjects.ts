/** What of the page can be a figure: its charts, and the lenses that are drawn. */
import { chartsOf } from '../../engine/probes/measuring.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { text, type Text } from '../../engine/text.ts';
import type { Page } from '../../store/page.ts';
import type { Run } from '../../store/run.ts';
import { captionOf } from '../../figures/caption.ts';
import { chartsFigureInTurns } from '../../figures/charts.ts';
import type { Bench } from '../../figures/ground.ts';
import type { Moment } from '../../figures/readout.ts';
import type { SheetWords } from '../../figures/sheet.ts';
import { WIDTH } from '../../figures/type.ts';
import { LENSES } from '../lenses/index.ts';
import type { Lens } from '../lenses/lens.ts';

/** All that a figure is drawn from. */
interface Scope {
  readonly page: Page;
  readonly run: Run;
  readonly bench: Bench;
  /** The moment that the page shows; null: the latest. */
  readonly moment: Moment | null;
  readonly words: Omit<SheetWords, 'title'>;
  readonly turn: () => Promise<void>;
}

export interface FigureSubject {
  readonly id: string;
  /** Null for all charts. */
  readonly label: Text | null;
  /** @returns an SVG document. @throws Error that says why there is none. A text where it is never drawn: why */
  readonly draw: ((scope: Scope) => Promise<string>) | Text;
  /** Charts that a film of it is of. */
  readonly charts: readonly string[];
}

const ofCharts =
  (specs: readonly ChartSpec[]) =>
  ({ bench, moment, words, turn }: Scope): Promise<string> =>
    chartsFigureInTurns(specs, { bench, moment, words }, turn);

function ofLens({ label, subject, figure }: Lens): FigureSubject['draw'] {
  if ('en' in figure) return figure;
  return async ({ page, run, bench: { language }, turn }) => {
    const { draw } = await figure.ask();
    const basedOn = subject === 'run' ? run.origin.basedOn : page.config.store.getState().basedOn;
    return draw({
      page,
      run,
      title: label[language],
      language,
      caption: (config, step) => captionOf({ config, basedOn, changes: [], step: step ?? null }, language, WIDTH),
      turn,
    });
  };
}

export function subjectsOf({ config }: Pick<Run, 'config'>): FigureSubject[] {
  const specs = chartsOf(config);
  const all = specs.map(({ id }) => id);
  return [
    { id: 'charts', label: null, draw: ofCharts(specs), charts: all },
    ...specs.map((spec): FigureSubject => ({ id: spec.id, label: spec.title, draw: ofCharts([spec]), charts: [spec.id] })),
    ...LENSES.map((lens): FigureSubject => ({
      id: `lens-${lens.id}`,
      label: text(`Lens: ${lens.label.en}`, `レンズ: ${lens.label.ja}`),
      draw: ofLens(lens),
      charts: all,
    })),
  ];
}
