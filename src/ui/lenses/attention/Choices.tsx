/** Which layer is shown, and in which order tokens stand. */
import { useTranslation } from 'react-i18next';
import type { AttentionShown } from '../../../engine/looks/attention/question.ts';
import { cycleOf, type Under } from '../../../engine/looks/circles/group.ts';
import type { Seen } from '../../../store/viewer.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { viewOf } from './view.ts';

export function Layers({ seen: { layers, layer } }: { readonly seen: AttentionShown }) {
  const { t } = useTranslation();
  const { ask } = viewOf(usePage());
  if (layers < 2) return null;
  return (
    <div className="attention-choice">
      <span aria-hidden="true">{t('neurons.layer')}</span>
      <Segmented
        label={t('neurons.layer')}
        value={String(layer)}
        choices={Array.from({ length: layers }, (_, i) => ({ value: String(i), label: t('neurons.layerNumber', { number: i + 1 }) }))}
        onChange={(value) => ask({ layer: Number(value) })}
      />
    </div>
  );
}

/** By which operation the numbers are ordered; nothing where there is only one. */
export function Order({ seen: { answer, question } }: { readonly seen: Seen<'attention'> }) {
  const { t } = useTranslation();
  const { ask } = viewOf(usePage());
  const under = 'problem' in answer ? question.under : answer.under;
  const choices = (['addition', 'multiplication'] as const).map((value) => ({ value, label: t(`neurons.${value}`) }));
  const canMultiply = 'problem' in answer ? question.under !== null : cycleOf('multiplication', answer.p) !== null;
  if (!canMultiply || under === null) return null;
  return (
    <div className="attention-choice">
      <span aria-hidden="true">{t('neurons.orderBy')}</span>
      <Segmented label={t('neurons.orderBy')} value={under} choices={choices} onChange={(value) => ask({ under: value as Under })} />
    </div>
  );
}
