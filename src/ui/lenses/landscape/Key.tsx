/** What the marks of the chart are. */
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/useText.ts';
import { SIDES } from '../../../engine/probes/chart.ts';

export function Key({ unfitted, trail }: { unfitted: boolean; trail: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="lu-key">
      <span style={{ color: 'var(--train-ink)' }}>
        <svg width="26" height="10" aria-hidden="true">
          <path d="M0 5h26" stroke="var(--train)" strokeWidth="2.25" strokeDasharray={SIDES.train.dash} />
          <circle cx="13" cy="5" r="3.5" fill="var(--paper)" stroke="var(--train)" strokeWidth="2" />
        </svg>
        <span>{text(SIDES.train.label)}</span>
      </span>
      <span style={{ color: 'var(--val-ink)' }}>
        <svg width="26" height="10" aria-hidden="true">
          <path d="M0 5h26" stroke="var(--val)" strokeWidth="2.25" />
          <circle cx="13" cy="5" r="4" fill="var(--val)" />
        </svg>
        <span>{text(SIDES.val.label)}</span>
      </span>
      {trail && (
        <span>
          <svg width="30" height="14" aria-hidden="true">
            <path d="M0 11Q12 11 21 7" fill="none" stroke="var(--val)" strokeWidth="1.25" />
            <path d="M23 1l5 5l-5 5l-5-5z" fill="var(--val)" stroke="var(--ink)" />
          </svg>
          <span>{t('landscape.way')}</span>
        </span>
      )}
      {unfitted && (
        <span>
          <svg width="22" height="12" aria-hidden="true">
            <path d="M0 12L12 0M7 12L19 0M14 12L22 4" className="lu-hatch" />
          </svg>
          <span>{t('landscape.notYet')}</span>
        </span>
      )}
    </div>
  );
}
