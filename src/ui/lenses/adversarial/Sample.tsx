/** How many of a sample are fooled at this radius. */
import { useTranslation } from 'react-i18next';
import { SETS } from '../../../engine/data/dataset.ts';
import type { SampleSeen, SetSample } from '../../../engine/looks/adversarial/question.ts';

/** How many were right to begin with, and how many of these still are. */
export function scoreOf({ fates }: Pick<SetSample, 'fates'>): { readonly right: number; readonly robust: number } {
  const of = (fate: number): number => fates.reduce((sum, one) => sum + (one === fate ? 1 : 0), 0);
  return { right: of(1) + of(2), robust: of(2) };
}

export function Sample({ sample }: { readonly sample: SampleSeen | null }) {
  const { t } = useTranslation();
  if (sample === null) return <p className="fool-note">{t('fool.sampling')}</p>;
  const of = (right: number, count: number): string => t('fool.ofCount', { share: right / count, right, count });
  return (
    <div className="fool-sample">
      <table className="fool-says">
        <caption>{t('fool.sample')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fool.set')}</th>
            <th scope="col">{t('fool.right')}</th>
            <th scope="col">{t('fool.robust')}</th>
            <th scope="col">{t('fool.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {SETS.map((set) => {
            const { count, changed } = sample[set];
            const { right, robust } = scoreOf(sample[set]);
            return (
              <tr key={set}>
                <th scope="row" style={{ color: `var(--${set}-ink)` }}>
                  {t(`fool.${set}`)}
                </th>
                <td>{of(right, count)}</td>
                <td>
                  <span className="fool-meter" aria-hidden="true">
                    <i className={set} style={{ width: `${(100 * robust) / count}%` }} />
                  </span>
                  <b>{of(robust, count)}</b>
                </td>
                <td>{of(changed, count)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="fool-note">{t(sample.doubt === null ? 'fool.upper' : `fool.${sample.doubt}`)}</p>
    </div>
  );
}
