/** One field of the form: name, value, slider or choice, one line of help, its problems, and the way back to the preset. */
import { useDeferredValue, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { idsOf, valueAt } from '../../engine/config/config.ts';
import type { Field } from '../../engine/config/fields.ts';
import { notesOn } from '../../engine/config/notes.ts';
import { settingAt } from '../../engine/config/settings.ts';
import type { Parameter, Value } from '../../engine/parameters.ts';
import { basis, type Draft } from '../../store/config.ts';
import { valueThen } from '../../engine/run/past.ts';
import { isOn } from '../../store/run.ts';
import { FileField, WeightsField } from '../ownFiles/index.ts';
import { useCalmMoment, useConfig, useFront } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { Tex } from '../parts/Tex.tsx';
import { useOther } from '../titles.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { LineField } from './LineField.tsx';
import { NumberField } from './NumberField.tsx';
import { Problems } from './Problems.tsx';
import { shownValue } from '../../engine/config/valueWords.ts';
import { isSymbol } from './words.ts';

interface Props extends Field {
  /** Stands in for the field's own name: a choice of entry is called what its group is called, right above it. */
  readonly title?: string;
}

/** What to read under the field: of a choice, what the chosen one is. */
function helpOf(parameter: Parameter, value: unknown): Parameter['help'] {
  return (parameter.kind === 'choice' ? parameter.choices.find((choice) => choice.value === value)?.help : undefined) ?? parameter.help;
}

/** The value of a field in the run in front, where a change on its way has made it another than the one that it was asked to begin with; else null. */
function useInForce(path: string): Value | null {
  const other = useOther();
  const value = useFront(({ status, config, asked }) => {
    if (!isOn(status) || config === null || asked === null) return null;
    const now = valueAt(config, path);
    return now === undefined || now === valueAt(asked, path) ? null : now;
  });
  return other ? null : value;
}

/** The value of a field at the moment of the past that is shown, where the run in front was changed there; else null. */
function useThen(path: string): { readonly step: number; readonly value: Value } | null {
  const record = useFront((state) => state.record);
  const step = useCalmMoment((state) => (state.step === null || record === null || valueThen(record, path, state.step) === null ? null : state.step));
  const value = step === null || record === null ? null : valueThen(record, path, step);
  return step === null || value === null ? null : { step, value };
}

interface Setting {
  readonly value: Value | undefined;
  readonly draft: Draft | undefined;
  /** As the preset has it. */
  readonly usual: Value | undefined;
  readonly choice: number;
}

/** What stands in a field: at once where it is changed; with another preset all of them are others, and follow in slices. */
function useSetting(path: string): Setting {
  const now = useConfig(
    useShallow((state): Setting => ({ value: settingAt(state, path), draft: state.drafts[path], usual: settingAt(basis(state), path), choice: state.choice })),
  );
  const before = useDeferredValue(now);
  return before.choice === now.choice ? now : before;
}

export function FieldRow({ path, parameter, title }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { actions, config } = usePage();
  const id = useId();
  const { value, draft, usual } = useSetting(path);
  const ids = useConfig(useShallow((state) => idsOf(state.config)));
  const notes = useMemo(() => notesOn(path, ids), [path, ids]);
  const inForce = useInForce(path);
  const past = useThen(path);
  if (value === undefined) return null;

  const name = title ?? text(parameter.label);
  const then = past !== null && past.value !== value ? past : null;
  const [helpId, problemId, forceId, thenId] = [`${id}-help`, `${id}-problem`, `${id}-force`, `${id}-then`];
  const described = [draft === undefined ? null : problemId, then === null ? null : thenId, inForce === null ? null : forceId, helpId];
  const describedBy = described.filter((one) => one !== null).join(' ');
  const set = (raw: unknown): boolean => actions.set(path, raw);
  const show = (v: typeof value): string => shownValue(parameter, v, text, { on: t('form.on'), off: t('form.off') });
  const symbolOnly = parameter.symbol !== undefined && isSymbol(name);

  return (
    <div className="field" data-kind={parameter.kind} data-invalid={draft !== undefined}>
      <span className={title === undefined ? 'field-name' : 'field-name titled'}>
        <label htmlFor={id}>
          <span className={symbolOnly || title !== undefined ? 'hidden' : undefined}>{name}</span>
          {parameter.symbol !== undefined && <Tex tex={parameter.symbol} />}
        </label>
        {usual !== undefined && usual !== value && (
          <button
            type="button"
            className="changed"
            aria-label={t('form.restore', { value: show(usual) })}
            title={t('form.restore', { value: show(usual) })}
            onClick={() => set(usual)}
          />
        )}
      </span>
      {parameter.kind === 'number' && (
        <NumberField
          id={id}
          name={name}
          wordLabel={parameter.wordLabel === undefined ? parameter.word : text(parameter.wordLabel)}
          parameter={parameter}
          value={value}
          draft={draft === undefined ? undefined : String(draft.raw)}
          describedBy={describedBy}
          onSet={set}
          onWithdraw={() => config.withdraw(path)}
        />
      )}
      {parameter.kind === 'line' && parameter.file === true && <FileField id={id} value={String(value)} describedBy={describedBy} />}
      {parameter.kind === 'line' && parameter.file === 'weights' && <WeightsField id={id} value={String(value)} describedBy={describedBy} />}
      {parameter.kind === 'line' && parameter.file === undefined && (
        <LineField
          id={id}
          parameter={parameter}
          value={value}
          draft={draft === undefined ? undefined : String(draft.raw)}
          describedBy={describedBy}
          onSet={set}
          onWithdraw={() => config.withdraw(path)}
        />
      )}
      {parameter.kind === 'choice' && <ChoiceField id={id} name={name} parameter={parameter} value={value} describedBy={describedBy} onSet={set} />}
      {parameter.kind === 'flag' && (
        <input
          id={id}
          type="checkbox"
          className="switch"
          checked={value === true}
          aria-describedby={describedBy}
          onChange={(event) => set(event.target.checked)}
        />
      )}
      {then !== null && (
        <p className="in-force" id={thenId}>
          {t('form.atMoment', { step: then.step, value: show(then.value) })}
        </p>
      )}
      {inForce !== null && (
        <p className="in-force" id={forceId}>
          {t('form.inForce', { value: show(inForce) })}
        </p>
      )}
      {draft !== undefined && <Problems id={problemId} path={path} draft={draft} stands={show(value)} />}
      <p className="help" id={helpId}>
        <span>{text(helpOf(parameter, value))}</span>
        {notes.map((note) => (
          <span key={note.en} className="note">
            {text(note)}
          </span>
        ))}
        {parameter.kind === 'number' && parameter.live === true && <span className="live">{t('form.live')}</span>}
      </p>
    </div>
  );
}
