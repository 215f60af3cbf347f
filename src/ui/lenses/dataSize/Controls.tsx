/** Which amounts, and the button that runs them. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunConfig } from '../../../engine/config/config.ts';
import { amountParameter, readAmounts } from '../../../engine/sweeps/amounts.ts';
import type { AmountRun, DataSizeState } from '../../../store/dataSize.ts';
import { dataSizeOf } from '../../../store/pageDataSize.ts';
import { shareOf } from '../../../store/sweepState.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { isComposing } from '../../parts/composing.ts';
import { CloseIcon, PlayIcon } from '../../parts/icons.tsx';

/** The field of amounts; remounted, and so emptied of what was typed, whenever other amounts are chosen. */
interface AmountsProps {
  readonly config: RunConfig;
  readonly amounts: readonly number[];
  readonly disabled: boolean;
  /** Under the field, while what stands in it is good. */
  readonly help: string;
}

function Amounts({ config, amounts, disabled, help }: AmountsProps) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const dataSize = dataSizeOf(usePage());
  const parameter = amountParameter(config);
  const standing = amounts.join(', ');
  const [typed, setTyped] = useState(standing);
  const [wrong, setWrong] = useState<Extract<ReturnType<typeof readAmounts>, { ok: false }> | null>(null);
  const take = (): void => {
    const read = readAmounts(config, typed);
    setWrong(read.ok ? null : read);
    if (read.ok && read.amounts.join(', ') !== standing) dataSize.choose(read.amounts);
  };
  return (
    <div className="amounts-field">
      <label htmlFor={id}>{text(parameter.label)}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        disabled={disabled}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}help`}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') {
            setTyped(standing);
            setWrong(null);
          }
        }}
      />
      <p id={`${id}help`} className={wrong === null ? 'amounts-help' : 'amounts-help wrong'} role={wrong === null ? undefined : 'alert'}>
        {wrong === null ? help : t(wrong.ambiguous ? 'dataSize.ambiguous' : 'dataSize.wrong', { wrong: wrong.wrong, min: parameter.min, max: parameter.max })}
      </p>
    </div>
  );
}

export function Controls({ state, runs }: { readonly state: DataSizeState; readonly runs: readonly AmountRun[] }) {
  const { t } = useTranslation();
  const dataSize = dataSizeOf(usePage());
  if (state.subject === null) return null;
  const { config, amounts } = state.subject;
  const running = state.status === 'running';
  const left = runs.filter(({ status }) => status !== 'done').length;
  return (
    <div className="amounts-controls">
      <Amounts
        key={`${config.task.id} ${amounts.join(' ')}`}
        config={config}
        amounts={amounts}
        disabled={running}
        help={left === 0 ? t('dataSize.done') : t('dataSize.help')}
      />
      {left > 0 && (
        <div className="amounts-buttons">
          {running && (
            <button type="button" className="lens-button" onClick={dataSize.cancel}>
              <CloseIcon />
              <span>{t('dataSize.cancel')}</span>
            </button>
          )}
          {!running && (
            <button type="button" className="lens-button" onClick={dataSize.start}>
              <PlayIcon />
              <span>{left === runs.length ? t('dataSize.start', { count: runs.length }) : t('dataSize.goOn', { count: left })}</span>
            </button>
          )}
          {running && <progress max={1} value={shareOf(state)} aria-label={t('dataSize.progress')} />}
        </div>
      )}
    </div>
  );
}
