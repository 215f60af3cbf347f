/** The representations' shares for a paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { IRREDUCIBLE } from '../../../engine/looks/representations/irreducible.ts';
import { CHANCE } from '../../../engine/looks/representations/representations.ts';
import { element } from '../../../figures/markup.ts';
import { keyOf, type KeyItem } from '../../../figures/key.ts';
import { inked } from '../../../figures/palette.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { voiceOf } from '../../i18n/index.ts';
import { formatShare } from '../../i18n/share.ts';
import type { DrawLens } from '../lens.ts';
import { standing } from './representations.ts';
import { representationsOf } from './view.ts';

const [LEFT, TITLE, LINE, BARS, WIDE] = [16, 28, 34, 330, 250];
const NONE = text('no representations are there yet: open the lens «Circles» once', 'まだ表現がありません。先に「数の円」のタブを開いてください');

const block = (colour: string) => element('rect', { x: 0, y: -4, width: 12, height: 8, fill: inked(colour) });

export const drawRepresentations: DrawLens = async ({ page, run, title, language, caption }) => {
  const t = voiceOf(language).getFixedT(language);
  const { seen } = representationsOf(page).store.getState();
  if (seen === null) throw new Spoken(NONE);
  const { answer, step, config } = seen;
  if ('problem' in answer) throw new Spoken(answer.problem);
  demandShown(page, run, seen, title);
  const { rows, outputs } = answer;
  const items: KeyItem[] = [
    { name: `${rows.sign} ${rows.label[language]}`, sign: block('spare-1'), width: 12 },
    { name: `${outputs.sign} ${outputs.label[language]}`, sign: block('spare-3'), width: 12 },
    { name: t('representations.chance'), sign: element('path', { d: 'M6 -6V6', stroke: inked('ink'), 'stroke-width': 2 }), width: 12 },
  ];
  const key = keyOf(items, WIDTH - 2 * LEFT);
  const top = TITLE + key.height + 6;
  const share = (value: number): string => formatShare(value, language);
  const lines = IRREDUCIBLE.flatMap(({ partition }, i) => {
    const y = top + i * LINE;
    const [of, out, chance] = [rows.shares[i] as number, outputs.shares[i] as number, CHANCE[i] as number];
    const x = BARS + WIDE * chance;
    return [
      words(standing(i), LEFT, y + 9, { bold: true, after: t(`representations.of_${partition}`) }),
      element('rect', { x: BARS, y: y + 1, width: WIDE, height: 16, fill: inked('paper-2') }),
      element('rect', { x: BARS, y: y + 2, width: WIDE * of, height: 8, fill: inked('spare-1') }),
      element('rect', { x: BARS, y: y + 11, width: WIDE * out, height: 5, fill: inked('spare-3') }),
      element('path', { d: `M${x.toFixed(2)} ${y}V${y + 18}`, stroke: inked('ink'), 'stroke-width': 2 }),
      words(`${share(of)}, ${share(out)}`, BARS + WIDE + 8, y + 9, { size: 12 }),
    ];
  });
  const markup = element('g', {}, [
    words(t('representations.title'), LEFT, TITLE / 2, { size: 15, bold: true }),
    element('g', { transform: `translate(${LEFT} ${TITLE})` }, [key.markup]),
    ...lines,
  ]);
  return { parts: [{ markup, height: top + IRREDUCIBLE.length * LINE }], caption: caption(config, step) };
};
