/** The one switch between logarithmic and linear steps, for all charts. */
import { useTranslation } from 'react-i18next';
import type { Axis } from '../../engine/link/link.ts';
import { usePreference } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { Segmented } from '../parts/Segmented.tsx';

const AXES: readonly Axis[] = ['log', 'linear'];

export function AxisSwitch() {
  const { t } = useTranslation();
  const { preferences } = usePage();
  const axis = usePreference((state) => state.axis);
  return (
    <div className="axis-switch" title={`${t('help.axis')} (L)`}>
      <span aria-hidden="true">{t('axis.label')}</span>
      <Segmented
        label={t('axis.label')}
        value={axis}
        choices={AXES.map((value) => ({ value, label: t(`axis.${value}`) }))}
        onChange={(value) => preferences.setState({ axis: value as Axis })}
      />
    </div>
  );
}
