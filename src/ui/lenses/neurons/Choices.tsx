/** Which neurons are shown, and in which order. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NeuronsShown, Sort } from '../../../engine/looks/neurons/question.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { PAGE, viewOf } from './view.ts';

export function Choices({ seen: { layers, layer } }: { readonly seen: NeuronsShown }) {
  const { t } = useTranslation();
  const text = useText();
  const { ask, chosen } = viewOf(usePage());
  const sort = useStore(chosen, ({ asked }) => asked.sort);
  return (
    <div className="neurons-choices">
      {layers.length > 1 && (
        <div className="neurons-choice">
          <span aria-hidden="true">{t('neurons.layer')}</span>
          <Segmented
            label={`${t('neurons.layer')}: ${text(layers[layer] as NeuronsShown['layers'][number])}`}
            value={String(layer)}
            choices={layers.map((_, i) => ({ value: String(i), label: t('neurons.layerNumber', { number: i + 1 }) }))}
            onChange={(value) => ask({ layer: Number(value), from: 0, neuron: null })}
          />
        </div>
      )}
      <div className="neurons-choice">
        <span aria-hidden="true">{t('neurons.sort')}</span>
        <Segmented
          label={t('neurons.sort')}
          value={sort}
          choices={[
            { value: 'frequency', label: t('neurons.byFrequency') },
            { value: 'number', label: t('neurons.byNumber') },
          ]}
          onChange={(value) => ask({ sort: value as Sort, from: 0 })}
        />
      </div>
    </div>
  );
}

interface TurnProps {
  readonly label: string;
  readonly sign: string;
  /** Where the page begins that it leads to; null where there is none. */
  readonly to: number | null;
}

function Turn({ label, sign, to }: TurnProps) {
  const { ask } = viewOf(usePage());
  return (
    <button type="button" aria-label={label} disabled={to === null} onClick={() => ask({ from: to ?? 0 })}>
      {sign}
    </button>
  );
}

/** The page that is shown, and the ways to those before and after it. */
export function Pager({ seen: { order, from, thumbnails } }: { readonly seen: NeuronsShown }) {
  const { t } = useTranslation();
  const of = order.length;
  if (of <= PAGE) return null;
  return (
    <p className="neurons-pager">
      <Turn label={t('neurons.before')} sign="‹" to={from === 0 ? null : Math.max(0, from - PAGE)} />
      <span>{t('neurons.page', { from: from + 1, to: from + thumbnails.length, of })}</span>
      <Turn label={t('neurons.after')} sign="›" to={from + PAGE < of ? from + PAGE : null} />
    </p>
  );
}
