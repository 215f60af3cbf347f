/** What the signs of the plane mean. */
import { useTranslation } from 'react-i18next';
import { VerdictSign } from '../parts/VerdictKey.tsx';

export function Key({ summed }: { readonly summed: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="plane-key">
      <span>
        <svg width="13" height="13" viewBox="0 0 13 13" aria-hidden="true">
          <circle className="plane-token" cx="6.5" cy="6.5" r="5" style={{ fill: 'oklch(var(--token-l) var(--token-c) 20deg)' }} />
        </svg>
        <span>{t('plane.token')}</span>
      </span>
      <span>
        <svg width="34" height="15" viewBox="0 0 34 15" aria-hidden="true">
          <rect className="plane-area" x="0.5" y="0.5" width="33" height="14" style={{ fill: 'oklch(var(--area-l-0) var(--area-c) 200deg)' }} />
          <text className="plane-answer" x="17" y="7.5" dy="0.35em" textAnchor="middle">
            = 7
          </text>
        </svg>
        <span>{t('plane.area')}</span>
      </span>
      {summed && (
        <>
          <span>
            <svg width="13" height="13" viewBox="-6.5 -6.5 13 13" aria-hidden="true">
              <path className="plane-place" d="M-6 0H6M0 -6V6" />
            </svg>
            <span>{t('plane.place')}</span>
          </span>
          <span>
            <VerdictSign verdict="toldRight" />
            <VerdictSign verdict="toldWrong" />
            <span>{t('plane.toldSigns')}</span>
          </span>
          <span>
            <VerdictSign verdict="newRight" />
            <VerdictSign verdict="newSure" />
            <span>{t('plane.newSigns')}</span>
          </span>
        </>
      )}
    </p>
  );
}
