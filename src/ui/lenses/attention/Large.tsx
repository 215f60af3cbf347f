/** The patterns of the head that was chosen, large. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AttentionShown, HeadSeen } from '../../../engine/looks/attention/question.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { PairImage } from '../pairs/PairImage.tsx';
import type { Ramp } from '../pairs/ramp.ts';
import { viewOf } from './view.ts';

interface Props {
  readonly seen: AttentionShown;
  readonly head: HeadSeen;
  readonly called: string;
  readonly ramp: Ramp;
}

export function Large({ seen: { positions, tokens }, head: { sources }, called, ramp }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { chosen } = viewOf(usePage());
  const pair = useStore(chosen, (state) => state.pair);
  const order = useMemo(() => Int32Array.from(tokens, (_, e) => e), [tokens]);
  const n = tokens.length;
  const point = (pointed: readonly [number, number] | null): void => chosen.setState({ pair: pointed });
  const pointed = pair !== null && pair[0] < n && pair[1] < n ? pair : null;
  const share = (value: number): string => formatShare(value, language);
  const weights = (at: number): string => sources.map(({ levels }, s) => `${positions[s]} ${share((levels[at] as number) / 255)}`).join(', ');
  return (
    <figure className="attention-large">
      <figcaption>
        <b>{called}</b>
        <span>{` ${t('attention.from')}`}</span>
      </figcaption>
      <div className="attention-beside" style={{ '--columns': sources.length } as React.CSSProperties}>
        {sources.map(({ levels, mean, low, high, wave: { frequency: k, share: ofWave } }, s) => {
          const to = positions[s] as string;
          const said = { to, mean, low, high };
          return (
            <div key={to}>
              <span>
                <b>{t('attention.to', { to })}</b>
                <i>{` ${share(low)}–${share(high)}`}</i>
              </span>
              <PairImage levels={levels} ramp={ramp} order={order} label={`${called}. ${t('attention.label', said)}`} onPoint={point} />
              <span>{k === 0 ? t('attention.even') : t('attention.wave', { k, share: ofWave })}</span>
            </div>
          );
        })}
      </div>
      <p className="attention-range">
        {pointed === null
          ? t('attention.range')
          : t('attention.pair', { a: tokens[pointed[0]], b: tokens[pointed[1]], weights: weights(pointed[0] * n + pointed[1]) })}
      </p>
    </figure>
  );
}
