/** A page of neurons, one of them taken apart, and the clock for a paper. */
import { groupsOf } from '../../../engine/looks/neurons/groups.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { lines, WIDTH, words } from '../../../figures/type.ts';
import type { Part } from '../../../figures/sheet.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { pairMarkup, paperRamp } from '../pairs/markup.ts';
import { levelsOf } from '../pairs/ramp.ts';
import { Bars } from './Bars.tsx';
import { Dial } from './Dial.tsx';
import { agreedSign, handsOf, pointsOf } from './hands.ts';
import { spanOf } from './One.tsx';
import { Phases } from './Phases.tsx';
import { saidOf } from './sentence.ts';
import { rowsOf, viewOf } from './view.ts';
import './neurons.css';

const [LEFT, TITLE, BARS, LINE] = [16, 24, 130, 17];
/** Small pictures in a row, and what stands below each. */
const [COLUMNS, GAP, TAG] = [12, 8, 18];
const [SIDE, CLOCK] = [160, 176];
const ROOM = WIDTH - 2 * LEFT;
const NONE = text('no neurons are there yet: open the lens «Neurons» once', 'まだニューロンがありません。先に「ニューロン」のタブを開いてください');
const nothing = (): void => undefined;

const moved = (x: number, y: number, inner: readonly Markup[]): Markup => element('g', { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` }, inner);

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { viewer, chosen } = viewOf(page);
  const { seen: state } = viewer.store.getState();
  if (state === null) throw new Spoken(NONE);
  const { answer, step, config } = state;
  if ('problem' in answer) throw new Spoken(answer.problem);
  demandShown(page, run, state, title);
  const { rows } = chosen.getState();
  const { thumbnails, frequencies, shares, one, clock } = answer;
  const { neuron } = one;
  const k = frequencies[neuron] as number;
  const sign = agreedSign(answer);
  const written = sign > 0 ? '+' : '−';
  await turn();
  const drawings = drawingsOf(
    <>
      <Bars groups={groupsOf(answer)} shown={k} width={ROOM} height={BARS} label="" onChoose={nothing} />
      <Dial hands={handsOf(answer, sign)} size={CLOCK} label="" />
      {clock.out === null ? null : <Phases points={pointsOf(answer, sign)} shown={neuron} size={CLOCK} label="" />}
    </>,
    'neurons',
  );
  const [bars, dial, phases] = drawings.map(({ markup }) => markup);
  const put = (markup: Markup | undefined, x: number, y: number): Markup[] => (markup === undefined ? [] : [moved(x, y, [markup])]);
  await turn();

  const said = saidOf(answer, language === 'ja' ? '、' : ', ').map(({ key, values }) => t(key, values));
  const sentence = lines(said, ' ', ROOM);
  const first: Part = {
    markup: element('g', {}, [
      words(t('neurons.title'), LEFT, TITLE / 2, { size: 15, bold: true }),
      ...put(bars, LEFT, TITLE),
      ...sentence.map((line, i) => words(line, LEFT, TITLE + BARS + (i + 0.5) * LINE)),
    ]),
    height: TITLE + BARS + LINE * sentence.length,
  };

  const ramp = paperRamp();
  const size = (ROOM - GAP * (COLUMNS - 1)) / COLUMNS;
  const pictures: Markup[] = [];
  for (const [i, { neuron: j, levels }] of thumbnails.entries()) {
    const [x, y] = [LEFT + (i % COLUMNS) * (size + GAP), Math.floor(i / COLUMNS) * (size + TAG)];
    pictures.push(pairMarkup(levels, ramp, rowsOf(answer, j, rows), { x, y, size }));
    const tag = t(frequencies[j] === 0 ? 'neurons.tagConstant' : 'neurons.tag', { k: frequencies[j], share: shares[j] });
    pictures.push(words(tag, x + size / 2, y + size + TAG / 2, { size: 10, anchor: 'middle' }));
    await turn();
  }
  const grid: Part = { markup: element('g', {}, pictures), height: Math.ceil(thumbnails.length / COLUMNS) * (size + TAG) };

  const [low, high] = spanOf(one);
  const order = rowsOf(answer, neuron, rows);
  const range = t('neurons.range', { low: formatValue(low, 'figure', language), high: formatValue(high, 'figure', language) });
  const at = [LEFT, LEFT + SIDE + 12, LEFT + 2 * (SIDE + 12), LEFT + 2 * (SIDE + 12) + CLOCK] as const;
  const apart: Part = {
    markup: element('g', {}, [
      words(t('neurons.one', { neuron }), LEFT, 10, {
        bold: true,
        after: k === 0 ? t('neurons.isConstant') : t('neurons.ofFrequency', { k, share: shares[neuron] }),
      }),
      words(t('neurons.activations'), at[0], 32),
      words(t('neurons.fit'), at[1], 32),
      words(t('neurons.clock'), at[2], 32),
      ...(clock.out === null ? [] : [words(t('neurons.phasesWhat', { sign: written }), at[3], 32)]),
      pairMarkup(levelsOf(one.values, low, high), ramp, order, { x: at[0], y: 44, size: SIDE }),
      pairMarkup(levelsOf(one.fit, low, high), ramp, order, { x: at[1], y: 44, size: SIDE }),
      ...put(dial, at[2], 40),
      ...put(phases, at[3], 40),
      words(range, LEFT, 44 + CLOCK + 6, { size: 12 }),
    ]),
    height: 44 + CLOCK + 16,
  };
  return { parts: [first, grid, apart], caption: caption(config, step) };
};
