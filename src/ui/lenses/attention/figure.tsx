/** Patterns of every head, and the frequencies of the outputs, for a paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import type { Part } from '../../../figures/sheet.ts';
import { lines, WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import { formatShare } from '../../i18n/share.ts';
import type { DrawLens } from '../lens.ts';
import { pairMarkup, paperRamp } from '../pairs/markup.ts';
import { Outputs } from './Outputs.tsx';
import { saidOf } from './sentence.ts';
import { headOf, viewOf } from './view.ts';
import './attention.css';

const [LEFT, LINE, SIDE, GAP, BARS] = [16, 17, 112, 8, 130];
const ROOM = WIDTH - 2 * LEFT;
const NONE = text('no attention is there yet: open the lens «Attention» once', 'まだ注意の図がありません。先に「注意」のタブを開いてください');

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { viewer, chosen } = viewOf(page);
  const { seen: state } = viewer.store.getState();
  if (state === null) throw new Spoken(NONE);
  const { answer, step, config } = state;
  if ('problem' in answer) throw new Spoken(answer.problem);
  demandShown(page, run, state, title);
  const { heads, all, positions, tokens, threshold } = answer;
  const { head, seen: one } = headOf(answer, chosen.getState().head);
  const share = (value: number): string => formatShare(value, language);
  const called = (number: number | null): string => (number === null ? t('attention.all') : t('attention.head', { head: number }));
  await turn();

  const said = saidOf(answer, { separator: language === 'ja' ? '、' : ', ', share }).map(({ key, values }) => t(key, values));
  const sentence = lines(said, ' ', ROOM);
  const first: Part = {
    markup: element('g', {}, [words(title, LEFT, 12, { size: 15, bold: true }), ...sentence.map((line, i) => words(line, LEFT, 24 + (i + 0.5) * LINE))]),
    height: 24 + LINE * sentence.length,
  };

  const ramp = paperRamp();
  const order = Int32Array.from(tokens, (_, e) => e);
  const block = positions.length * (SIDE + GAP) + GAP;
  const columns = Math.max(1, Math.floor((ROOM + GAP) / block));
  const high = LINE + SIDE + LINE + GAP;
  const shown = [...heads.map((seen, number) => ({ seen, number })), ...(heads.length > 1 ? [{ seen: all, number: null }] : [])];
  const pictures: Markup[] = [];
  for (const [i, { seen, number }] of shown.entries()) {
    const [x, y] = [LEFT + (i % columns) * block, Math.floor(i / columns) * high];
    pictures.push(words(called(number), x, y + LINE / 2, { bold: true }));
    for (const [s, { levels, mean }] of seen.sources.entries()) {
      const at = { x: x + s * (SIDE + GAP), y: y + LINE };
      pictures.push(pairMarkup(levels, ramp, order, { ...at, size: SIDE }));
      pictures.push(words(`${positions[s]} ${share(mean)}`, at.x + SIDE / 2, at.y + SIDE + LINE / 2, { size: 12, anchor: 'middle' }));
    }
    await turn();
  }
  const grid: Part = { markup: element('g', {}, pictures), height: Math.ceil(shown.length / columns) * high };

  const [bars] = drawingsOf(<Outputs shares={one.shares} threshold={threshold} width={ROOM} height={BARS} label="" />, 'attention');
  const outputs: Part = {
    markup: element('g', {}, [
      words(t('attention.output'), LEFT, LINE / 2, { bold: true, after: called(head) }),
      ...(bars === undefined ? [] : [element('g', { transform: `translate(${LEFT} ${LINE})` }, [bars.markup])]),
      words(t('attention.marked', { threshold }), LEFT, LINE + BARS + LINE / 2, { size: 12 }),
    ]),
    height: 2 * LINE + BARS,
  };
  return { parts: [first, grid, outputs], caption: caption(config, step) };
};
