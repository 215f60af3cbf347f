/** What the bars are: up, down and marked. */
import { useTranslation } from 'react-i18next';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { useText } from '../../i18n/useText.ts';
import { Sign } from './Sign.tsx';

export function Head({ seen: { rows, outputs, threshold } }: { readonly seen: TokenCircles }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <p className="circles-head">
      <b>{t('circles.title')}</b>
      {[rows, outputs].map(({ sign, label }, i) => (
        <span key={sign}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path className={i === 0 ? 'circles-in key' : 'circles-out key'} d={i === 0 ? 'M2 12V5L6 1L10 5V12Z' : 'M2 0V7L6 11L10 7V0Z'} />
          </svg>
          <Sign sign={sign} />
          <span>{text(label)}</span>
        </span>
      ))}
      <span>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path className="circles-mark" d="M6 1L11 6L6 11L1 6Z" />
        </svg>
        <span>{`${t('circles.key')}${t('circles.above', { threshold })}`}</span>
      </span>
    </p>
  );
}
