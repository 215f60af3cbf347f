/** What of the page can be a figure: its charts, and the lenses that are drawn. */
import { chartsOf } from '../../engine/probes/measuring.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { Spoken } from '../../engine/spoken.ts';
import { text, type Text } from '../../engine/text.ts';
import type { Page } from '../../store/page.ts';
import type { Run } from '../../store/run.ts';
import { captionOf } from '../../figures/caption.ts';
import { panelsInTurns, titleOf } from '../../figures/charts.ts';
import type { Bench } from '../../figures/ground.ts';
import type { Moment } from '../../figures/readout.ts';
import { sheetOf, type Part, type SheetWords } from '../../figures/sheet.ts';
import { WIDTH } from '../../figures/type.ts';
import { LENSES } from '../lenses/index.ts';
import type { DrawLens, DrawnLens, Lens, TableLens } from '../lenses/lens.ts';

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
  readonly label: Text;
  /** @returns an SVG document. @throws Error that says why there is none. A text where it is never drawn: why */
  readonly draw: ((scope: Scope) => Promise<string>) | Text;
  /** What it shows as lines of CSV; left out where it is no table. @throws Spoken that says why there is none */
  readonly table?: (scope: Parameters<TableLens>[0]) => Promise<Iterable<string>>;
  /** Charts that a film of it is of. */
  readonly charts: readonly string[];
}

const ofCharts =
  (specs: readonly ChartSpec[]) =>
  async ({ bench, moment, words, turn }: Scope): Promise<string> =>
    sheetOf(await panelsInTurns(specs, { bench, moment }, turn), { title: titleOf(specs)[bench.language], ...words });

async function drawn({ label, subject }: Lens, { draw }: { readonly draw: DrawLens }, { page, run, bench, turn }: Scope): Promise<DrawnLens> {
  const { language, names } = bench;
  const basedOn = subject === 'run' ? run.origin.basedOn : page.config.store.getState().basedOn;
  return draw({
    page,
    run,
    names,
    title: label[language],
    language,
    caption: (config, step) => captionOf({ config, basedOn, changes: [], step: step ?? null }, language, WIDTH),
    turn,
  });
}

function ofLens(lens: Lens): FigureSubject['draw'] {
  const { label, figure } = lens;
  if ('en' in figure) return figure;
  return async (scope) => {
    const { parts, caption } = await drawn(lens, await figure.ask(), scope);
    await scope.turn();
    return sheetOf(parts, { title: label[scope.bench.language], runs: [], caption });
  };
}

/** The lens that is open has its place under the charts; one that has nothing to show, or is never drawn, takes none. */
async function ofOpenLens(scope: Scope): Promise<readonly Part[]> {
  const { lens: chosen, lensOpen } = scope.page.preferences.getState();
  const lens = LENSES.find(({ id }) => id === chosen) ?? LENSES[0];
  if (!lensOpen || lens === undefined || 'en' in lens.figure || lens.lacks(scope.run.config) !== null) return [];
  try {
    return (await drawn(lens, await lens.figure.ask(), scope)).parts;
  } catch (error) {
    if (error instanceof Spoken) return [];
    throw error;
  }
}

const ofPage =
  (specs: readonly ChartSpec[]) =>
  async (scope: Scope): Promise<string> => {
    const { bench, words, turn } = scope;
    const parts = [...(await panelsInTurns(specs, scope, turn)), ...(await ofOpenLens(scope))];
    await turn();
    return sheetOf(parts, { title: titleOf(specs)[bench.language], ...words });
  };

function tableOf({ table }: Lens): Pick<FigureSubject, 'table'> {
  return table === undefined ? {} : { table: async (scope) => (await table.ask()).table(scope) };
}

export function subjectsOf({ config }: Pick<Run, 'config'>): FigureSubject[] {
  const specs = chartsOf(config);
  const all = specs.map(({ id }) => id);
  return [
    { id: 'charts', label: text('All charts', 'すべてのグラフ'), draw: ofCharts(specs), charts: all },
    { id: 'page', label: text('All charts and the open lens', 'すべてのグラフと、開いているレンズ'), draw: ofPage(specs), charts: all },
    ...specs.map((spec): FigureSubject => ({ id: spec.id, label: spec.title, draw: ofCharts([spec]), charts: [spec.id] })),
    ...LENSES.map((lens): FigureSubject => ({
      id: `lens-${lens.id}`,
      label: text(`Lens: ${lens.label.en}`, `レンズ: ${lens.label.ja}`),
      draw: ofLens(lens),
      ...tableOf(lens),
      charts: all,
    })),
  ];
}
