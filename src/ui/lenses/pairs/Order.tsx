/** By which operation the numbers are ordered; nothing where there is only one. */
import { useTranslation } from 'react-i18next';
import { cycleOf, type Under } from '../../../engine/looks/circles/group.ts';
import { Segmented } from '../../parts/Segmented.tsx';

interface OrderProps {
  /** Of what is seen; where nothing is, of what was asked. */
  readonly under: Under | null;
  /** Of what is seen; null where nothing is. */
  readonly p: number | null;
  readonly className: string;
  readonly onChange: (under: Under) => void;
}

export function Order({ under, p, className, onChange }: OrderProps) {
  const { t } = useTranslation();
  if (under === null || (p !== null && cycleOf('multiplication', p) === null)) return null;
  const choices = (['addition', 'multiplication'] as const).map((value) => ({ value, label: t(`pairs.${value}`) }));
  return (
    <div className={className}>
      <span aria-hidden="true">{t('pairs.orderBy')}</span>
      <Segmented label={t('pairs.orderBy')} value={under} choices={choices} onChange={(value) => onChange(value as Under)} />
    </div>
  );
}
