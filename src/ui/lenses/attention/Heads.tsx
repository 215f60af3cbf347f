/** The heads to choose from: the patterns of each beside each other. */
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionShown } from '../../../engine/looks/attention/question.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { PairImage } from '../pairs/PairImage.tsx';
import type { Ramp } from '../pairs/ramp.ts';

interface Props {
  readonly seen: AttentionShown;
  readonly ramp: Ramp;
  /** null: all heads together. */
  readonly head: number | null;
  readonly onChoose: (head: number | null) => void;
}

export function Heads({ seen: { heads, all, positions, tokens }, ramp, head, onChoose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = useId();
  const order = useMemo(() => Int32Array.from(tokens, (_, e) => e), [tokens]);
  const shown = [...heads.map((one, number) => ({ one, number })), ...(heads.length > 1 ? [{ one: all, number: null }] : [])];
  return (
    <div className="attention-heads" role="radiogroup" aria-label={t('attention.choose')}>
      {shown.map(({ one: { sources }, number }) => {
        const called = number === null ? t('attention.all') : t('attention.head', { head: number });
        const means = sources.map(({ mean }, s) => `${positions[s]} ${formatShare(mean, language)}`);
        return (
          <label key={number ?? 'all'} className="attention-head">
            <input
              type="radio"
              name={name}
              value={number ?? 'all'}
              checked={number === head}
              aria-label={`${called}: ${means.join(', ')}`}
              onChange={() => onChoose(number)}
            />
            <b>{called}</b>
            <span className="attention-patterns">
              {sources.map(({ levels }, s) => (
                <span key={positions[s]}>
                  <PairImage levels={levels} ramp={ramp} order={order} />
                  <span className="attention-mean">{means[s]}</span>
                </span>
              ))}
            </span>
          </label>
        );
      })}
    </div>
  );
}
