/** What lines and marks mean. */
import { useTranslation } from 'react-i18next';
import { formatStep } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { layerColour, lineWidth } from './colours.ts';
import { useRegions } from './useRegions.ts';

export function Key() {
  const { t } = useTranslation();
  const language = useLanguage();
  const layers = useRegions((state) => state.seen?.slice.regionsByLayer ?? null);
  const classes = useRegions((state) => (state.seen?.outputs ?? 0) > 1);
  if (layers === null) return null;
  return (
    <ul className="regions-key" aria-label={t('regions.key')}>
      {layers.map((count, l) => (
        // oxlint-disable-next-line react/no-array-index-key -- a layer is its number
        <li key={l}>
          <svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true">
            <path d="M1 8 L21 2" stroke={layerColour(l, layers.length)} strokeWidth={1.4 * lineWidth(l, layers.length)} />
          </svg>
          <span>{layers.length === 1 ? t('regions.edge') : t('regions.layer', { layer: l + 1, regions: formatStep(count, language) })}</span>
        </li>
      ))}
      {classes && (
        <li>
          <svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true">
            <path d="M1 8 L21 2" stroke="var(--ink)" strokeWidth="2.5" />
          </svg>
          <span>{t('regions.boundary')}</span>
        </li>
      )}
      <li>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4" fill="var(--paper)" stroke="var(--train)" strokeWidth="2" />
        </svg>
        <span>{t('regions.train')}</span>
      </li>
      <li>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="5" fill="var(--val)" />
        </svg>
        <span>{t('regions.val')}</span>
      </li>
      <li className="regions-key-words">{t('regions.marks')}</li>
    </ul>
  );
}
