/** Losses over the plane and the path for a paper: training and validation side by side, and what is said of them. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { lines as linesOf, WIDTH, words } from '../../../figures/type.ts';
import { demandRun } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { pairMarkup, paperRamp } from '../pairs/markup.ts';
import { Overlay } from './Overlay.tsx';
import { heightsOf } from './plot.ts';
import { viewOf } from './view.ts';
import { barrierWords, distanceWords, namesOf } from './words.ts';
import './lossPlane.css';

const [LEFT, LINE, GAP] = [16, 20, 16];
const SIDE = (WIDTH - 2 * LEFT - GAP) / 2;
const NONE = text(
  'there is no plane yet: open the lens «Path» once the run has grokked',
  'まだ平面がありません。グロッキングしたあとで「道のり」のタブを開いてください',
);

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { viewer, path: state } = viewOf(page);
  const { seen } = viewer.store.getState();
  const shown = state.getState();
  const { plane, path } = shown;
  if (seen === null || 'problem' in seen.answer || plane === null || plane.run !== seen.subject) throw new Spoken(NONE);
  const { answer, config } = seen;
  demandRun(run, seen, title);
  const names = namesOf(plane, t);
  const parts: Markup[] = [];
  let y = 0;
  for (const sentence of [...barrierWords(answer, plane, t), distanceWords(shown, t)].filter((line) => line !== '')) {
    const lines = linesOf(language === 'ja' ? Array.from(sentence) : sentence.split(' '), language === 'ja' ? '' : ' ', WIDTH - 2 * LEFT);
    lines.forEach((line, i) => parts.push(words(line, LEFT, y + LINE * (i + 0.5))));
    y += LINE * lines.length;
  }
  y += LINE / 2;
  const order = Int32Array.from({ length: answer.grid }, (_, e) => e);
  for (const [i, side] of (['train', 'val'] as const).entries()) {
    await turn();
    const { levels, low, high, isolines } = heightsOf(answer.losses[side], answer.grid);
    const x = LEFT + i * (SIDE + GAP);
    parts.push(words(t(`path.${side}`), x, y + LINE / 2, { bold: true }));
    parts.push(pairMarkup(levels, paperRamp(), order, { x, y: y + LINE, size: SIDE }));
    const [drawing] = drawingsOf(<Overlay seen={answer} isolines={isolines} path={path} names={names} at={-1} size={SIDE} label="" />, 'path', `path-${side}`);
    if (drawing !== undefined) parts.push(element('g', { transform: `translate(${x} ${y + LINE})` }, [drawing.markup]));
    const range = t('path.range', { low: formatValue(low, 'scientific', language), high: formatValue(high, 'scientific', language) });
    const shortened = linesOf(language === 'ja' ? Array.from(range) : range.split(' '), language === 'ja' ? '' : ' ', SIDE, 12);
    shortened.forEach((line, j) => parts.push(words(line, x, y + LINE + SIDE + LINE * (0.6 + 0.8 * j), { size: 12, colour: inked('ink-2') })));
  }
  return { parts: [{ markup: element('g', {}, parts), height: y + SIDE + LINE * 4 }], caption: caption(config) };
};
