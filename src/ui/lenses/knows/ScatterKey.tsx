/** What the signs beside the diagonal mean. */
import { useTranslation } from 'react-i18next';
import { markOf } from './scatter.ts';

export function ScatterKey({ band }: { readonly band: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="scatter-key">
      {(['told', 'new'] as const).map((side) => (
        <span key={side}>
          <svg width="12" height="12" viewBox="-5 -5 10 10" aria-hidden="true">
            <path className={`scatter-sign ${side}`} d={`M0 0${markOf({ told: side === 'told' })}`} />
          </svg>
          <span>{t(side === 'told' ? 'examples.train' : 'examples.val')}</span>
        </span>
      ))}
      {band && (
        <span>
          <svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">
            <path className="scatter-band" d="M0 0H18V12H0Z" />
          </svg>
          <span>{t('values.band')}</span>
        </span>
      )}
    </p>
  );
}
