/** Which layer is shown. */
import { useTranslation } from 'react-i18next';
import type { AttentionShown } from '../../../engine/looks/attention/question.ts';
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
