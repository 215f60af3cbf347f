/** The frequencies to choose from: buttons of which one is down, with their shares. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';

interface Props {
  readonly seen: TokenCircles;
  readonly shown: number;
  readonly offered: readonly number[];
  readonly onChoose: (frequency: number) => void;
}

export function Frequencies({ seen: { rows, keys }, shown, offered, onChoose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = useId();
  const isKey = new Set(keys);
  return (
    <div className="circles-frequencies" role="radiogroup" aria-label={t('circles.choose')}>
      {offered.map((k) => (
        <label key={k}>
          <input type="radio" name={name} value={k} checked={k === shown} onChange={() => onChoose(k)} />
          <span>
            <b>{`${isKey.has(k) ? '◆ ' : ''}${k}`}</b>
            <span className="circles-share">{` ${formatShare(rows.shares[k - 1] as number, language)}`}</span>
            {isKey.has(k) && <span className="hidden">{` ${t('circles.key')}`}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
