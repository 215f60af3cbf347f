/** Spectra, circle, widest directions and the spectra step by step for a paper. */
import { isSymmetric } from '../../../engine/looks/representations/representations.ts';
import { roundBy } from '../../../engine/looks/circles/group.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { keyOf, type KeyItem } from '../../../figures/key.ts';
import { element } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { spectraOf } from './heat.ts';
import { heatPart } from './heatFigure.ts';
import { drawRepresentations } from './representationsFigure.ts';
import { Spectrum } from './Spectrum.tsx';
import { Tokens } from './Tokens.tsx';
import { offerOf, viewOf } from './view.ts';
import './circles.css';

const [LEFT, TITLE, BARS, SIDE] = [16, 24, 190, 330];
const NONE = text('no circles are there yet: open the lens «Circles» once', 'まだ円がありません。先に「数の円」のタブを開いてください');
const nothing = (): void => undefined;

const bar = (colour: string) => element('rect', { x: 2, y: -6, width: 8, height: 12, fill: inked(colour) });

const drawCircles: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { viewer, chosen, history } = viewOf(page);
  const { seen } = viewer.store.getState();
  if (seen === null) throw new Spoken(NONE);
  const { answer, step, config } = seen;
  if ('problem' in answer) throw new Spoken(answer.problem);
  demandShown(page, run, seen, title);
  const { shown } = offerOf(answer, chosen.getState().frequency);
  const { circles, tokens, principal, p, rows, outputs, threshold } = answer;
  const circle = circles[shown - 1] as (typeof circles)[number];
  const shared = { tokens, p, order: roundBy(shown, tokens.length), size: SIDE, label: '', named: true, pointed: null, onPoint: nothing };
  await turn();
  const drawings = drawingsOf(
    <>
      <Spectrum
        seen={answer}
        shown={shown}
        width={WIDTH - 2 * LEFT}
        height={BARS}
        label=""
        even={t('circles.even', { even: 1 / circles.length })}
        onChoose={nothing}
      />
      <Tokens {...shared} places={circle.places} />
      <Tokens {...shared} places={principal.places} />
    </>,
    'circles',
  );
  await turn();
  const items: KeyItem[] = [
    { name: `${rows.sign} ${rows.label[language]}`, sign: bar('spare-1'), width: 12 },
    { name: `${outputs.sign} ${outputs.label[language]}`, sign: bar('spare-3'), width: 12 },
    { name: `${t('circles.key')}${t('circles.above', { threshold })}`, sign: element('path', { d: 'M6 -5L11 0L6 5L1 0Z', fill: inked('ink') }), width: 12 },
  ];
  const key = keyOf(items, WIDTH - 2 * LEFT);
  const [bars, ring, widest] = drawings.map(({ markup }) => markup);
  const [top, below] = [TITLE + key.height + 4, TITLE + key.height + 4 + BARS + 10];
  const right = WIDTH - LEFT - SIDE;
  const put = (markup: typeof bars, x: number, y: number) => (markup === undefined ? [] : [element('g', { transform: `translate(${x} ${y})` }, [markup])]);
  const markup = element('g', {}, [
    words(t('circles.title'), LEFT, TITLE / 2, { size: 15, bold: true }),
    element('g', { transform: `translate(${LEFT} ${TITLE})` }, [key.markup]),
    ...put(bars, LEFT, top),
    words(t('circles.ring', { k: shown }), LEFT, below + 8, { bold: true, after: t('circles.fit', { fit: circle.fit }) }),
    words(t('circles.principal'), right, below + 8, { bold: true, after: t('circles.spread', { share: principal.shares[0] + principal.shares[1] }) }),
    ...put(ring, LEFT, below + 20),
    ...put(widest, right, below + 20),
  ]);
  const { run: whose, seen: moments } = history.store.getState();
  const { heat: table } = chosen.getState();
  const spectra = spectraOf(run === null || whose === run.id ? moments : new Map(), answer.under, table);
  const heat = heatPart({ seen: answer, table, spectra, step, end: run?.record.step ?? 0, language });
  return { parts: [{ markup, height: below + 20 + SIDE }, ...(heat === null ? [] : [heat])], caption: caption(config, step) };
};

/** @throws Spoken that says why there is nothing to draw yet */
export const draw: DrawLens = (scope) =>
  isSymmetric(scope.run?.config ?? scope.page.config.store.getState().config) ? drawRepresentations(scope) : drawCircles(scope);
