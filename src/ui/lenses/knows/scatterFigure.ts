/** Predictions against the truth for a paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { keyOf } from '../../../figures/key.ts';
import { element } from '../../../figures/markup.ts';
import { inked, paled } from '../../../figures/palette.ts';
import { formatLinear } from '../../../figures/plot/format.ts';
import { lines, WIDTH, words } from '../../../figures/type.ts';
import { dataOf } from '../../../store/subject.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { bandOf, domainOf, dotsOf, markOf, measureOf, outsideOf, pathOf, placeOf, scoreOf, ticksOf } from './scatter.ts';
import { axisOf, ruleOf, sentenceOf, valuesOf } from './valued.ts';

const [LEFT, TITLE, LINE, SIDE] = [16, 24, 18, 460];
const NONE = text(
  'no answers are there yet: run the network with the lens «What it knows» open',
  'まだ答えがありません。「知っていること」のタブを開いて実行してください',
);

export const drawScatter: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { sample, answers } = valuesOf(page);
  const { seen: data } = sample.store.getState();
  const { seen } = answers.store.getState();
  if (data === null || seen === null || dataOf(seen.config) !== data.subject) throw new Spoken(NONE);
  demandShown(page, run, seen, title);
  const measure = measureOf(data.config.task);
  const dots = dotsOf(data.answer, seen.answer, measure);
  const domain = domainOf(dots);
  const band = bandOf(data.answer.shape, measure);
  await turn();
  const outside = outsideOf(dots, domain);
  const said = [
    sentenceOf(scoreOf(data.answer, seen.answer, dots), measure, t),
    ruleOf(data.config, language, t),
    ...(outside > 0 ? [t('values.edge', { count: outside })] : []),
  ];
  const rows = said.flatMap((sentence) => lines(sentence.split(language === 'ja' ? '' : ' '), language === 'ja' ? '' : ' ', WIDTH - 2 * LEFT));
  const sign = (told: boolean) => element('path', { d: `M6 0${markOf({ told })}`, fill: inked(told ? 'train' : 'val') });
  const key = keyOf(
    [
      { name: t('examples.train'), sign: sign(true), width: 12 },
      { name: t('examples.val'), sign: sign(false), width: 12 },
      ...(band === null
        ? []
        : [{ name: t('values.band'), sign: element('rect', { x: 0, y: -5, width: 16, height: 10, fill: paled('ink', 0.08) }), width: 16 }]),
    ],
    WIDTH - 2 * LEFT,
  );
  const half = band === null ? 0 : (SIDE * band) / (domain[1] - domain[0]);
  const grey = { colour: inked('ink-2'), size: 12 } as const;
  const ticks = ticksOf(domain, SIDE).map((tick) => ({ tick, ...placeOf({ truth: tick, said: tick }, domain, SIDE) }));
  const dotted = (told: boolean) => {
    const colour = inked(told ? 'train' : 'val');
    return element('path', { d: pathOf(dots, told, domain, SIDE), fill: colour, 'fill-opacity': 0.45, stroke: colour });
  };
  const top = TITLE + rows.length * LINE + key.height + 34;
  const plot = element('g', { transform: `translate(${(WIDTH - SIDE) / 2} ${top})` }, [
    ...(half > 0 ? [element('path', { d: `M0 ${SIDE - half}L${SIDE - half} 0H${SIDE}V${half}L${half} ${SIDE}H0Z`, fill: paled('ink', 0.08) })] : []),
    ...ticks.map(({ x, y }) => element('path', { d: `M0 ${y}H${SIDE}M${x} 0V${SIDE}`, stroke: inked('rule'), fill: 'none' })),
    element('path', { d: `M0 0V${SIDE}H${SIDE}`, stroke: inked('ink-2'), fill: 'none' }),
    ...ticks.map(({ tick, y }) => words(formatLinear(tick), -8, y, { ...grey, anchor: 'end' })),
    ...ticks.map(({ tick, x }) => words(formatLinear(tick), x, SIDE + 14, { ...grey, anchor: 'middle' })),
    element('path', { d: `M0 ${SIDE}L${SIDE} 0`, stroke: inked('ink-2') }),
    words(t('values.exact'), SIDE - 40, 28, { ...grey, anchor: 'end', turn: -45, edged: true }),
    dotted(false),
    dotted(true),
    words(`↑ ${axisOf('predicted', measure, language, t)}`, -40, -14, { bold: true }),
    words(`${axisOf('true', measure, language, t)} →`, SIDE, SIDE + 36, { bold: true, anchor: 'end' }),
  ]);
  const markup = element('g', {}, [
    words(title, LEFT, TITLE / 2, { size: 15, bold: true }),
    ...rows.map((row, i) => words(row, LEFT, TITLE + (i + 0.5) * LINE)),
    element('g', { transform: `translate(${LEFT} ${TITLE + rows.length * LINE + 2})` }, [key.markup]),
    plot,
  ]);
  return { parts: [{ markup, height: top + SIDE + 50 }], caption: caption(seen.config, seen.step) };
};
