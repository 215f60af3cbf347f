/** Which layer folds: means of each, and which of them is shown. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ComplexitySeen } from '../../../engine/looks/complexity/question.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { layerOf, viewOf } from './view.ts';
import { layerName } from './words.ts';

const ALL = 'all';

export function Layers({ seen }: { readonly seen: ComplexitySeen }) {
  const { t } = useTranslation();
  const { chosen } = viewOf(usePage());
  const wanted = useStore(chosen, (state) => state.layer);
  const layer = layerOf(seen, wanted);
  const { layers, train, val } = seen;
  if (layers < 2) return null;
  const numbers = Array.from({ length: layers }, (_, i) => i);
  const most = Math.max(1e-9, ...train.means, ...val.means);
  const choices = [{ value: ALL, label: t('folds.all') }, ...numbers.map((i) => ({ value: String(i), label: layerName(seen, i, t) }))];
  return (
    <div className="folds-layers">
      <Segmented
        label={t('folds.which')}
        value={layer === null ? ALL : String(layer)}
        choices={choices}
        onChange={(value) => chosen.setState({ layer: value === ALL ? null : Number(value) })}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('folds.mean')}</th>
            <th scope="col">{t('folds.train')}</th>
            <th scope="col">{t('folds.val')}</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((i) => (
            <tr key={i}>
              <th scope="row">{layerName(seen, i, t)}</th>
              {(['train', 'val'] as const).map((set) => (
                <td key={set}>
                  <span className="folds-bar" aria-hidden="true">
                    <i className={set} style={{ width: `${(100 * (seen[set].means[i] as number)) / most}%` }} />
                  </span>
                  <span>{t('folds.value', { value: seen[set].means[i] as number })}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
