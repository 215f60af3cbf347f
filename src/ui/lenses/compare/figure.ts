/** The runs on the bench beside each other, for a paper: the table, and that of runs which differ in nothing but the seed. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element } from '../../../figures/markup.ts';
import { inked, inkedAs } from '../../../figures/palette.ts';
import type { Part } from '../../../figures/sheet.ts';
import { isNarrow, tableOf, turned, type Cell, type Cells } from '../../../figures/table.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { columnsOf, type Column } from './columns.ts';
import { figuresOf, HEADINGS, isOfGroup } from './groupFigures.ts';
import { groupsOf } from './groups.ts';
import { rowOf, type Row } from './row.ts';
import { speakerOf } from './speaker.ts';

const [LEFT, TITLE] = [12, 26];
const ONE = text('there is one run: with a second one there is a table', '実行がまだ 1 つだけです。2 つ目ができると表になります');

/** Where there are more columns than a page has room for, its columns are its rows. */
const placed = (cells: Cells): Part => {
  const room = WIDTH - 2 * LEFT;
  return tableOf(isNarrow(cells, room) ? cells : turned(cells), room);
};
const told = (said: string): Cell => ({ words: said });

const headed = (title: string, table: Part): Part => ({
  markup: element('g', {}, [
    words(title, LEFT, TITLE / 2, { size: 15, bold: true }),
    element('g', { transform: `translate(${LEFT} ${TITLE})` }, [table.markup]),
  ]),
  height: TITLE + table.height,
});

export const draw: DrawLens = async ({ page, run: front, names, title, language, caption, turn }) => {
  const { runs } = page.bench.store.getState();
  if (runs.length < 2) throw new Spoken(ONE);
  const t = voiceOf(language).getFixedT(language);
  const { step } = page.moment.store.getState();
  const speaker = speakerOf(t, language);
  const rows = runs.map((run) => rowOf(run, step));
  await turn();
  const columns = columnsOf(rows, speaker);
  const named = ({ run }: Row): Cell => {
    const name = names.get(run.id);
    const colour = run === front ? inked('ink') : inkedAs(name?.colour ?? 'var(--ink)');
    const line = element('path', { d: 'M0 0H18', stroke: colour, 'stroke-width': 2.5 });
    return { words: name?.letter ?? '', bold: true, sign: { markup: line, width: 18 } };
  };
  const values = (some: readonly Column[], row: Row): Cell[] => some.map((column) => told(column.words(row)));
  const parts = [
    headed(title, placed([[t('compare.run'), ...columns.map(({ label }) => label)].map(told), ...rows.map((row) => [named(row), ...values(columns, row)])])),
  ];
  await turn();
  const groups = page.preferences.getState().grouped ? groupsOf(rows) : [];
  if (groups.some(({ together }) => together !== null)) {
    const settings = columns.filter(isOfGroup);
    const lettersOf = (some: readonly Row[]): string => some.map(({ run }) => names.get(run.id)?.letter ?? '').join('');
    const head = [t('compare.group'), ...settings.map(({ label }) => label), ...HEADINGS.map((id) => t(`compare.${id}`))];
    const lines = groups.map((group) => [
      { words: lettersOf(group.rows), bold: true },
      ...values(settings, group.rows[0] as Row),
      ...figuresOf(group, speaker).map(told),
    ]);
    parts.push(headed(t('compare.groups'), placed([head.map(told), ...lines])));
  }
  const config = (front ?? (runs[0] as (typeof runs)[number])).config;
  return { parts, caption: step === null ? caption(config) : t('compare.asOf', { step }) };
};
