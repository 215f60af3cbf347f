/** The table of all questions for a paper: one path for each verdict, errors at its sides, and what it comes to. */
import { marginsOf, cellsOf, talliesOf, VERDICTS, verdictsOf, type Errors } from '../../../engine/looks/pairTable.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { pairOf } from '../../../engine/tasks/pair.ts';
import { text } from '../../../engine/text.ts';
import { keyOf } from '../../../figures/key.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { dataOf } from '../../../store/subject.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { barPaths } from '../parts/barPath.ts';
import { CELL, SHAPES } from '../parts/cellShapes.ts';
import { saidOf } from './sentence.ts';
import { ticksOf } from './ticks.ts';
import { tableIn, viewOf } from './view.ts';

const [LEFT, TITLE, LINE, SIDE, BARS] = [16, 24, 18, 560, 56];
const NONE = text(
  'no answers are there yet: run the network with the lens «What it knows» open',
  'まだ答えがありません。「知っていること」のタブを開いて実行してください',
);

/** @returns the cells (0, 0) … (SIDE, SIDE) */
function cellsMarkup(cells: Int8Array, size: number): Markup {
  const paths = VERDICTS.map(() => [] as string[]);
  cells.forEach((verdict, cell) => {
    if (verdict < 0) return;
    const { path } = SHAPES[VERDICTS[verdict] as (typeof VERDICTS)[number]];
    paths[verdict]?.push(`M${(cell % size) * CELL} ${Math.floor(cell / size) * CELL}${path}`);
  });
  const drawn = VERDICTS.map((verdict, i) => element('path', { d: (paths[i] as string[]).join(''), fill: inked(SHAPES[verdict].colour) }));
  return element('g', {}, [
    element('rect', { width: SIDE, height: SIDE, fill: inked('paper-2') }),
    element(
      'g',
      { transform: `scale(${(SIDE / (size * CELL)).toFixed(6)})` },
      drawn.filter((_, i) => paths[i]?.length !== 0),
    ),
  ]);
}

function barsMarkup(errors: Errors, x: number, y: number, across: boolean, length: number): Markup {
  const cell = SIDE / errors.wrong.length;
  return element('g', { transform: `translate(${x} ${y})` }, [
    element('path', { d: across ? `M0 0v${SIDE}` : `M0 0h${SIDE}`, stroke: inked('ink-3') }),
    element('path', { d: barPaths(errors, { cell, length, across }), fill: inked('ink-2') }),
  ]);
}

export const drawTable: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { sample, answers } = viewOf(page);
  const { seen: data } = sample.store.getState();
  const { seen } = answers.store.getState();
  const table = data === null ? null : tableIn(data);
  if (data === null || table === null || seen === null || dataOf(seen.config) !== data.subject) throw new Spoken(NONE);
  demandShown(page, run, seen, title);
  const { size, targets } = table;
  const pair = pairOf(data.config.task.id, size, data.answer.names);
  const verdicts = verdictsOf(table, seen.answer);
  const tallies = talliesOf(verdicts);
  const margins = marginsOf(table, verdicts);
  await turn();
  const said = saidOf(tallies, new Set(table.targets).size);
  const share = said.new.count === 0 ? 0 : said.new.right / said.new.count;
  const sentence = t('knows.score', { told: said.told.right, toldOf: said.told.count, new: said.new.right, newOf: said.new.count, share });
  const isClass = targets instanceof Int32Array;
  const items = VERDICTS.flatMap((verdict, i) => {
    if (!isClass && verdict.endsWith('Sure')) return [];
    const { path, colour } = SHAPES[verdict];
    const sign = element('g', { transform: 'translate(0 -6) scale(1.2)' }, [element('path', { d: path, fill: inked(colour) })]);
    const name = `${t(verdict.startsWith('told') ? 'answerTable.told' : 'answerTable.new')}: ${t(`answerTable.${verdict}`)} ${tallies[i] as number}`;
    return [{ name, sign, width: 12 }];
  });
  const key = keyOf(items, WIDTH - 2 * LEFT);
  const [x, y] = [(WIDTH - SIDE - BARS) / 2, TITLE + LINE + key.height + 34];
  const scale = SIDE / size;
  await turn();
  const ticks = ticksOf(pair, size).filter(({ token }, i, all) => i === 0 || (token - (all[i - 1]?.token ?? 0)) * scale >= 18);
  const named = ticks.flatMap(({ token, name }) => [
    words(name, x - 6, y + (token + 0.5) * scale, { anchor: 'end', colour: inked('ink-2'), size: 12 }),
    words(name, x + (token + 0.5) * scale, y - 9, { anchor: 'middle', colour: inked('ink-2'), size: 12 }),
  ]);
  const below = y + SIDE + BARS + 22;
  const byAnswer =
    margins.answers === null
      ? []
      : [
          words(t('knows.byAnswer'), x, below, { bold: true, after: `${pair.names.join(', ')} → 0 … ${table.shape.outputs - 1}` }),
          barsMarkup(margins.answers, x, below + 12, false, BARS - 12),
        ];
  const markup = element('g', {}, [
    words(title, LEFT, TITLE / 2, { size: 15, bold: true }),
    words(sentence, LEFT, TITLE + LINE / 2),
    element('g', { transform: `translate(${LEFT} ${TITLE + LINE})` }, [key.markup]),
    words(`${pair.names[0]} ↓`, x - 6, y - 9, { anchor: 'end', bold: true }),
    words(`${pair.names[1]} →`, x, y - 24, { bold: true }),
    ...named,
    element('g', { transform: `translate(${x} ${y})` }, [cellsMarkup(cellsOf(table, verdicts), size)]),
    barsMarkup(margins.rows, x + SIDE + 4, y, true, BARS - 8),
    barsMarkup(margins.columns, x, y + SIDE + 4, false, BARS - 8),
    words(t('answerTable.wrong'), x + SIDE + 4, y - 9, { colour: inked('ink-2'), size: 12 }),
    ...byAnswer,
  ]);
  return { parts: [{ markup, height: below + (byAnswer.length === 0 ? -16 : BARS + 4) }], caption: caption(seen.config, seen.step) };
};
