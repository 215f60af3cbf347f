/** Which curves: each chart's by name, and those that no chart draws together. */
import { useTranslation } from 'react-i18next';
import { useText } from '../i18n/useText.ts';
import { keysOf, type Offer } from './series.ts';

/** Keys of the others that are named. */
const NAMED = 3;

interface Props {
  readonly offer: Offer;
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
}

export function Curves({ offer, keys, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const set = (some: readonly string[], wanted: boolean): void =>
    onChange(new Set(keysOf(offer).filter((key) => (some.includes(key) ? wanted : keys.has(key)))));
  const { charts, others } = offer;
  const named = [...others.slice(0, NAMED), ...(others.length > NAMED ? ['…'] : [])].join(', ');
  return (
    <fieldset className="take-curves">
      <legend>{t('take.series')}</legend>
      <div className="take-all">
        <button type="button" className="text-button" onClick={() => set(keysOf(offer), true)}>
          {t('take.all')}
        </button>
        <button type="button" className="text-button" onClick={() => set(keysOf(offer), false)}>
          {t('take.none')}
        </button>
      </div>
      {charts.map(({ spec, series }) => (
        <fieldset key={spec.id} className="take-chart" aria-label={text(spec.title)}>
          <span>{text(spec.title)}</span>
          {series.map(({ key, label }) => (
            <label key={key} className="take-check">
              <input type="checkbox" checked={keys.has(key)} onChange={({ target }) => set([key], target.checked)} />
              <span>{text(label)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {others.length > 0 && (
        <label className="take-check">
          <input type="checkbox" checked={others.every((key) => keys.has(key))} onChange={({ target }) => set(others, target.checked)} />
          <span>{t('take.others', { count: others.length, names: named })}</span>
        </label>
      )}
    </fieldset>
  );
}
