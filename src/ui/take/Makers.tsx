/** A button for every exporter of a subject. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../i18n/useText.ts';
import type { Subject } from './exporter.ts';
import { EXPORTERS } from './index.ts';
import type { Making } from './useMaking.ts';

interface Props {
  readonly of: Subject;
  readonly making: Making;
  readonly disabled?: boolean;
}

export function Makers({ of, making, disabled = false }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  return (
    <ul className="take-makers">
      {EXPORTERS.filter((one) => one.of === of).map((exporter) => (
        <li key={exporter.id}>
          <button
            type="button"
            className="take-button"
            aria-label={t('take.make', { what: t(`take.${of}`), label: text(exporter.label) })}
            aria-describedby={`${id}${exporter.id}`}
            disabled={disabled || making.busy}
            onClick={() => void making.make(exporter)}
          >
            {text(exporter.label)}
          </button>
          <span id={`${id}${exporter.id}`}>{text(exporter.summary)}</span>
        </li>
      ))}
    </ul>
  );
}
