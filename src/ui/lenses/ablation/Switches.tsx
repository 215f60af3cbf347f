/** A switch for each part of a group: down while it is on, crossed out while it is off, with what is lost without it where that is known. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';

/** So many are shown before more is asked for. */
const FIRST = 24;

interface Props {
  readonly label: string;
  readonly count: number;
  readonly off: ReadonlySet<number>;
  /** Key frequencies by their index. */
  readonly keys: ReadonlySet<number>;
  /** (count), by the part: validation accuracy that is lost without it alone; null where it is not known. */
  readonly drops: Float32Array | null;
  readonly onSwitch: (index: number) => void;
}

/** What matters most first, where it is known. */
function orderOf(count: number, drops: Float32Array | null): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  return drops === null ? all : all.toSorted((a, b) => (drops[b] as number) - (drops[a] as number) || a - b);
}

export function Switches({ label, count, off, keys, drops, onSwitch }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [whole, setWhole] = useState(false);
  const known = drops !== null && drops.length === count ? drops : null;
  const order = orderOf(count, known);
  const shown = whole ? order : order.filter((index, place) => place < FIRST || off.has(index));
  const most = Math.max(0.01, ...(known ?? []));
  return (
    <>
      <fieldset className="ablation-switches" aria-label={label}>
        {shown.map((index) => (
          <button key={index} type="button" className="ablation-switch" aria-pressed={!off.has(index)} onClick={() => onSwitch(index)}>
            <span className="ablation-name">{`${keys.has(index) ? '◆ ' : ''}${index + 1}`}</span>
            {known !== null && (
              <>
                <span className="ablation-drop">{(known[index] as number) > 0 ? `−${formatShare(known[index] as number, language)}` : '0'}</span>
                <i aria-hidden="true" style={{ width: `${(100 * Math.max(0, known[index] as number)) / most}%` }} />
              </>
            )}
            <span className="hidden">{` ${t(off.has(index) ? 'ablation.isOff' : 'ablation.isOn')}`}</span>
          </button>
        ))}
      </fieldset>
      {shown.length < count && (
        <button type="button" className="text-button" onClick={() => setWhole(true)}>
          {t('ablation.more', { count: count - shown.length })}
        </button>
      )}
    </>
  );
}
