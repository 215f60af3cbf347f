/** The numbers and the table of what is left, for a paper. */
import { tasks } from '../../../engine/tasks/index.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { CELLS } from '../../../engine/looks/ablation/table.ts';
import { keyOf, type KeyItem } from '../../../figures/key.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { inked } from '../../../figures/palette.ts';
import { lines as linesOf, WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import { formatShare } from '../../i18n/share.ts';
import type { DrawLens } from '../lens.ts';
import { Cells, SIGNS } from './Cells.tsx';
import { viewOf } from './view.ts';
import { sentenceOf } from './words.ts';
import './ablation.css';

const [LEFT, LINE, SIDE] = [16, 20, 420];
const NONE = text('nothing was switched off yet: open the lens «Switch off» once', 'まだ何も切っていません。先に「切ってみる」のタブを開いてください');

const COLOURS = { toldRight: 'train', toldWrong: 'train', newRight: 'val', newWrong: 'ink-2' } as const;

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { seen } = viewOf(page).viewer.store.getState();
  if (seen === null) throw new Spoken(NONE);
  demandShown(page, run, seen, title);
  const { answer, step, config } = seen;
  const { whole, rest, table } = answer;
  await turn();
  const sentence = sentenceOf(seen, t, language);
  const lines = linesOf(language === 'ja' ? Array.from(sentence) : sentence.split(' '), language === 'ja' ? '' : ' ', WIDTH - 2 * LEFT, 15);
  const rows: Markup[] = lines.map((line, i) => words(line, LEFT, LINE * (i + 0.5), { size: 15, bold: true }));
  let y = LINE * (lines.length + 0.8);
  const columns = [LEFT, 200, 320, 460, 590] as const;
  const row = (cells: readonly string[], bold: boolean): void => {
    cells.forEach((cell, i) => rows.push(words(cell, columns[i] as number, y, { bold })));
    y += LINE;
  };
  const { target } = tasks.get(config.task.id).shape(config.task);
  const score = t(target.kind === 'value' && target.score === 'r2' ? 'ablation.r2' : 'ablation.accuracy');
  const loss = (value: number): string => formatValue(value, 'scientific', language);
  row(['', t('ablation.train', { score }), t('ablation.val', { score }), t('ablation.trainLoss'), t('ablation.valLoss')], true);
  for (const [name, of] of [
    [t('ablation.whole'), whole],
    [t('ablation.rest'), rest],
  ] as const) {
    row([name, formatShare(of.accuracy.train, language), formatShare(of.accuracy.val, language), loss(of.loss.train), loss(of.loss.val)], false);
  }
  y += LINE / 2;
  if (table !== null) {
    const items = CELLS.map((cell): KeyItem => ({
      name: t(`ablation.${cell}`),
      sign: element('path', { d: `M0 -5${SIGNS[cell]}`, fill: inked(COLOURS[cell]) }),
      width: 12,
    }));
    const key = keyOf(items, WIDTH - 2 * LEFT);
    rows.push(element('g', { transform: `translate(${LEFT} ${y})` }, [key.markup]));
    y += key.height + 6;
    const [drawing] = drawingsOf(<Cells table={table} size={SIDE} label="" />, 'ablation');
    if (drawing !== undefined) rows.push(element('g', { transform: `translate(${LEFT} ${y})` }, [drawing.markup]));
    y += SIDE;
  }
  return { parts: [{ markup: element('g', {}, rows), height: y }], caption: caption(config, step) };
};
