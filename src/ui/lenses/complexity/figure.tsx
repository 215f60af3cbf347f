/** Local complexity for a paper: the sentence, a map of each layer, and the means; of what makes no table the means alone. */
import type { ComplexitySeen } from '../../../engine/looks/complexity/question.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { lines as linesOf, WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { pairMarkup, paperRamp } from '../pairs/markup.ts';
import { foldsIn, levelOf, levelsIn, mostOf, scaleOf, viewOf } from './view.ts';
import { layerName, sentenceOf } from './words.ts';

const [LEFT, LINE, SIDE, GAP] = [16, 20, 212, 20];
const COLUMNS = Math.floor((WIDTH - 2 * LEFT + GAP) / (SIDE + GAP));
const NONE = text('nothing was measured yet: open the lens «Folds» once', 'まだ測っていません。先に「折り目」のタブを開いてください');

/** All layers together and, where there are more, each of them. */
const shownLayers = ({ layers }: ComplexitySeen): (number | null)[] => [null, ...(layers > 1 ? Array.from({ length: layers }, (_, i) => i) : [])];

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { seen } = viewOf(page).viewer.store.getState();
  if (seen === null) throw new Spoken(NONE);
  demandShown(page, run, seen, title);
  const { answer, step, config } = seen;
  await turn();
  const sentence = sentenceOf(seen, t);
  const lines = linesOf(language === 'ja' ? Array.from(sentence) : sentence.split(' '), language === 'ja' ? '' : ' ', WIDTH - 2 * LEFT, 15);
  const parts: Markup[] = lines.map((line, i) => words(line, LEFT, LINE * (i + 0.5), { size: 15, bold: true }));
  let y = LINE * (lines.length + 0.5);
  const { table } = answer;
  if (table !== null) {
    const ramp = paperRamp();
    const order = Int32Array.from({ length: table.size }, (_, e) => e);
    const shown = shownLayers(answer);
    for (const [i, layer] of shown.entries()) {
      const values = foldsIn(table.counts, answer.layers, layer);
      const most = mostOf(values);
      const [x, top] = [LEFT + (i % COLUMNS) * (SIDE + GAP), y + Math.floor(i / COLUMNS) * (SIDE + 3.5 * LINE)];
      parts.push(words(layer === null ? t('folds.all') : layerName(answer, layer, t), x, top + LINE / 2, { bold: true }));
      parts.push(pairMarkup(levelsIn(values, most), ramp, order, { x, y: top + LINE, size: SIDE }));
      scaleOf(most).forEach((value, j) => {
        const level = 3 * levelOf(value, most);
        const fill = `#${[0, 1, 2].map((c) => (ramp[level + c] as number).toString(16).padStart(2, '0')).join('')}`;
        parts.push(element('rect', { x: x + 44 * j, y: top + SIDE + LINE + 6, width: 12, height: 12, fill, stroke: inked('rule') }));
        parts.push(words(String(value), x + 44 * j + 16, top + SIDE + LINE + 12, { size: 12 }));
      });
      await turn();
    }
    y += Math.ceil(shown.length / COLUMNS) * (SIDE + 3.5 * LINE);
    parts.push(words(t('folds.axes'), LEFT, y, { size: 12, colour: inked('ink-2') }));
    y += LINE * 1.2;
  }
  const columns = [LEFT, 200, 340] as const;
  const row = (cells: readonly string[], bold: boolean): void => {
    cells.forEach((cell, i) => parts.push(words(cell, columns[i] as number, y, { bold })));
    y += LINE;
  };
  row([t('folds.mean'), t('folds.train'), t('folds.val')], true);
  for (let layer = 0; layer < answer.layers; layer++) {
    const value = (mean: number | undefined): string => t('folds.value', { value: mean ?? 0 });
    row([layerName(answer, layer, t), value(answer.train.means[layer]), value(answer.val.means[layer])], false);
  }
  return { parts: [{ markup: element('g', {}, parts), height: y }], caption: caption(config, step) };
};
