/** One neuron taken apart: what it does, the wave that is nearest to that, and its weights on the clock. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NeuronsShown } from '../../../engine/looks/neurons/question.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { PairImage } from '../pairs/PairImage.tsx';
import { levelsOf, type Ramp } from '../pairs/ramp.ts';
import { rowsOf, viewOf, type Rows } from './view.ts';

interface Props {
  readonly seen: NeuronsShown;
  readonly ramp: Ramp;
}

/** Least and largest of what it does and of its wave, so that both are drawn alike. */
export function spanOf({ values, fit }: NeuronsShown['one']): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const all of [values, fit]) {
    for (const value of all) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

export function One({ seen, ramp }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { chosen } = viewOf(usePage());
  const rows = useStore(chosen, (state) => state.rows);
  const pair = useStore(chosen, (state) => state.pair);
  const { one, frequencies, shares, tokens } = seen;
  const { neuron, values, fit } = one;
  const [k, share] = [frequencies[neuron] as number, shares[neuron] as number];
  const order = useMemo(() => rowsOf(seen, neuron, rows), [seen, neuron, rows]);
  const [low, high] = useMemo(() => spanOf(one), [one]);
  const [levels, ofFit] = useMemo(() => [levelsOf(values, low, high), levelsOf(fit, low, high)] as const, [values, fit, low, high]);
  const written = (value: number): string => formatValue(value, 'figure', language);
  const point = (pointed: readonly [number, number] | null): void => chosen.setState({ pair: pointed });
  const n = tokens.length;
  const pointed = pair !== null && pair[0] < n && pair[1] < n ? pair : null;
  const at = pointed === null ? -1 : pointed[0] * n + pointed[1];
  const span = { low: written(low), high: written(high) };
  return (
    <figure className="neurons-one">
      <figcaption>
        <b>{t('neurons.one', { neuron })}</b>
        <span>{` ${k === 0 ? t('neurons.isConstant') : t('neurons.ofFrequency', { k, share })}`}</span>
      </figcaption>
      <div className="neurons-beside">
        <div>
          <span>{t('neurons.activations')}</span>
          <PairImage levels={levels} ramp={ramp} order={order} label={t('neurons.activationsLabel', { neuron, ...span })} onPoint={point} />
        </div>
        <div>
          <span>{t('neurons.fit')}</span>
          <PairImage levels={ofFit} ramp={ramp} order={order} label={t('neurons.fitLabel', { k, ...span })} onPoint={point} />
        </div>
      </div>
      <p className="neurons-range">
        {pointed === null
          ? t('neurons.range', span)
          : t('neurons.pair', { a: tokens[pointed[0]], b: tokens[pointed[1]], value: written(values[at] as number), fit: written(fit[at] as number) })}
      </p>
      <div className="neurons-choice">
        <span aria-hidden="true">{t('neurons.rows')}</span>
        <Segmented
          label={t('neurons.rows')}
          value={rows}
          choices={[
            { value: 'numbers', label: t('neurons.asNumbers') },
            { value: 'wave', label: t('neurons.asWave') },
          ]}
          onChange={(value) => chosen.setState({ rows: value as Rows })}
        />
      </div>
    </figure>
  );
}
