/** One configuration with several amounts of training data: chart, sentence and table. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { amountParameter } from '../../../engine/sweeps/amounts.ts';
import { amountRuns } from '../../../store/dataSize.ts';
import { dataSizeOf } from '../../../store/pageDataSize.ts';
import { formatStep, formatValue } from '../../../figures/plot/format.ts';
import { useSize } from '../../charts/useSize.ts';
import { usePage } from '../../page.tsx';
import { inWords } from '../../i18n/inWords.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import type { LensProps } from '../lens.ts';
import { AmountsChart } from './AmountsChart.tsx';
import { AmountsTable } from './AmountsTable.tsx';
import { Controls } from './Controls.tsx';
import { Sketch } from './Sketch.tsx';
import { sentences } from './sentence.ts';
import './dataSize.css';

const HEIGHT = 250;

export default function DataSize({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const page = usePage();
  const dataSize = dataSizeOf(page);
  const state = useStore(dataSize.store);

  useEffect(() => {
    dataSize.follow(page.config.store.getState().config);
    return page.config.store.subscribe((now) => dataSize.follow(now.config));
  }, [dataSize, page]);

  const { subject, status, tick } = state;
  const config = subject?.config ?? null;
  const runs = useMemo(() => amountRuns(state), [state]);
  const whole = config !== null && amountParameter(config).integer === true;
  const write = useCallback((amount: number): string => (whole ? formatStep(amount, language) : formatValue(amount, 'plain', language)), [whole, language]);
  const begun = runs.some(({ record }) => record !== null);
  const said = sentences(runs, status === 'running', write);
  return (
    <div className="amounts">
      <Controls state={state} runs={runs} />
      <div className="amounts-head" aria-hidden="true">
        <b>{t('dataSize.title')}</b>
        <span>
          <svg width="22" height="8" viewBox="0 0 22 8">
            <path d="M0 4h22" stroke="var(--ink-2)" strokeDasharray="4 3" opacity="0.6" />
          </svg>
          <span>{t('dataSize.trainKey')}</span>
        </span>
        <span>
          <svg width="10" height="10" viewBox="0 0 10 10">
            <circle cx="5" cy="5" r="4" fill="var(--ink-2)" />
          </svg>
          <span>{t('dataSize.generalisedKey')}</span>
        </span>
      </div>
      <div ref={area} style={{ height: HEIGHT }}>
        {size !== null && !begun && <Sketch width={size.width} height={HEIGHT} />}
        {size !== null && begun && shown && (
          <AmountsChart runs={runs} width={size.width} height={HEIGHT} write={write} steps={t('dataSize.axis')} tick={tick} />
        )}
      </div>
      <p className="amounts-sentence">{said.map(({ key, values }) => t(key, inWords(values, language))).join(language === 'ja' ? '' : ' ')}</p>
      <AmountsTable runs={runs} write={write} name={config === null ? '' : text(amountParameter(config).label)} />
    </div>
  );
}
