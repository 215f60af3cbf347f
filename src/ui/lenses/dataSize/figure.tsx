/** The curves of several amounts of data, for a paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { amountParameter } from '../../../engine/sweeps/amounts.ts';
import { text } from '../../../engine/text.ts';
import { amountRuns } from '../../../store/dataSize.ts';
import { dataSizeOf } from '../../../store/pageDataSize.ts';
import { formatStep, formatValue } from '../../../figures/plot/format.ts';
import { KEY_ROW, keyOf } from '../../../figures/key.ts';
import { element } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { AmountsChart } from './AmountsChart.tsx';
import './dataSize.css';

const [LEFT, TITLE, HEIGHT] = [20, 24, 300];
const NONE = text('there are no runs yet: «Less data» has a button that makes them', 'まだ実行がありません。「データ量」のボタンで始めてください');

export const draw: DrawLens = async ({ page, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { subject, ...state } = dataSizeOf(page).store.getState();
  const runs = amountRuns({ ...state, subject });
  if (subject === null || runs.every(({ record }) => record === null)) throw new Spoken(NONE);
  const parameter = amountParameter(subject.config);
  const write = (amount: number): string => (parameter.integer === true ? formatStep(amount, language) : formatValue(amount, 'plain', language));
  await turn();
  const [chart] = drawingsOf(
    <AmountsChart runs={runs} width={WIDTH - LEFT - 10} height={HEIGHT} write={write} steps={t('dataSize.axis')} tick={state.tick} />,
    'amounts',
  );
  await turn();
  const key = keyOf(
    [
      { name: t('dataSize.trainKey'), sign: element('path', { d: 'M0 0H24', stroke: inked('ink-2'), 'stroke-dasharray': '4 3' }), width: 24 },
      { name: t('dataSize.generalisedKey'), sign: element('circle', { cx: 6, cy: 0, r: 4, fill: inked('ink-2') }), width: 12 },
    ],
    WIDTH - 2 * LEFT,
  );
  const markup = element('g', {}, [
    words(t('dataSize.title'), LEFT, TITLE / 2, { size: 15, bold: true, after: parameter.label[language] }),
    element('g', { transform: `translate(${LEFT} ${TITLE})` }, [key.markup]),
    ...(chart === undefined ? [] : [element('g', { transform: `translate(${LEFT} ${TITLE + KEY_ROW + 6})` }, [chart.markup])]),
  ]);
  return { parts: [{ markup, height: TITLE + key.height + 6 + HEIGHT }], caption: caption(subject.config) };
};
