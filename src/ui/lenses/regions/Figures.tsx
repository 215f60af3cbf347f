/** How many regions there are: in sight, after each layer, and near the three points, now and over the run. */
import { useTranslation } from 'react-i18next';
import { formatStep } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { LETTERS } from './marks.ts';
import { NearCurve } from './NearCurve.tsx';
import { useRegions } from './useRegions.ts';

export function Figures({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { regions } = usePage();
  const seen = useRegions((state) => state.seen);
  const following = useRegions((state) => state.following);
  const figure = (value: number): string => formatStep(value, language);
  return (
    <div className="regions-figures">
      <p id={id} className="regions-count">
        {seen === null ? (
          <strong>…</strong>
        ) : (
          <>
            <strong>{figure(seen.slice.regions)}</strong>
            <span>{` ${t('regions.inSight', { count: seen.slice.regions })} `}</span>
            <span className="regions-when">{t('regions.when', { step: seen.step, took: Math.max(1, Math.round(seen.took)) })}</span>
          </>
        )}
      </p>
      <label className="regions-follow">
        <input type="checkbox" checked={following} onChange={(event) => regions.follow(event.target.checked)} />
        <span>{t('regions.follow')}</span>
      </label>
      <div className="regions-near">
        <p>
          <span>{`${t('regions.near')} `}</span>
          {seen?.anchors.map(({ near }, k) => (
            <span key={LETTERS[k]}>
              <span>{`${LETTERS[k]} `}</span>
              <b>{figure(near)}</b>
            </span>
          ))}
        </p>
        <NearCurve />
      </div>
    </div>
  );
}
