/** The same figures as a table, for those who do not see the chart. */
import { useTranslation } from 'react-i18next';
import type { LandscapePoint } from '../../../engine/sweeps/point.ts';
import { useText } from '../../i18n/useText.ts';
import { SIDES } from '../../../engine/probes/chart.ts';

interface Props {
  readonly points: readonly LandscapePoint[];
  readonly heightsOf: (point: LandscapePoint) => { readonly train: number | null; readonly test: number | null };
}

export function PointsTable({ points, heightsOf }: Props) {
  const { t } = useTranslation();
  const text = useText();
  if (points.length === 0) return null;
  return (
    <table className="hidden">
      <caption>{t('landscape.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('landscape.norm')}</th>
          <th scope="col">α</th>
          <th scope="col">{text(SIDES.train.label)}</th>
          <th scope="col">{text(SIDES.val.label)}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => {
          const { train, test } = heightsOf(point);
          return (
            <tr key={point.alpha}>
              <th scope="row">{point.norm.toPrecision(3)}</th>
              <td>{point.alpha}</td>
              <td>{train?.toPrecision(3)}</td>
              <td>{test?.toPrecision(3)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
