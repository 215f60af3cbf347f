/** Forks of the run in front: where they leave it, and what is otherwise from there on. */
import { Popover } from 'radix-ui';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { fromText } from '../../engine/config/fromText.ts';
import { fits } from '../../engine/config/schema.ts';
import { fieldIn } from '../../engine/config/settings.ts';
import type { ForkPreset } from '../../engine/forks/fork.ts';
import { FORKS } from '../../engine/forks/index.ts';
import { configAt } from '../../engine/run/past.ts';
import { turnBetween } from '../../engine/run/turns.ts';
import type { NumberParameter } from '../../engine/parameters.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { useCalmFront, useConfig, useMoment } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';

/** The step that a fork begins at where it names none; null where there is none. */
function useShown(): number | null {
  const latest = useCalmFront((state) => state.run?.snapshots.latest?.step ?? null);
  const chosen = useMoment((state) => state.step);
  return chosen ?? latest;
}

/** One thing to do; or why it cannot be done, where the button would be pressed in vain. */
function Item({ name, help, why, onPress }: { readonly name: string; readonly help: string; readonly why: string | null; readonly onPress: () => void }) {
  const id = useId();
  return (
    <div className="fork">
      <button type="button" className="text-button" aria-disabled={why !== null} aria-describedby={id} onClick={why === null ? onPress : undefined}>
        {name}
      </button>
      <p id={id}>{why ?? help}</p>
    </div>
  );
}

function Preset({ preset, shown, onDone }: { readonly preset: ForkPreset; readonly shown: number; readonly onDone: () => void }) {
  const text = useText();
  const { forks } = usePage();
  const id = useId();
  const { parameter } = preset;
  const [value, setValue] = useState(Number(parameter?.default ?? 0));
  const [draft, setDraft] = useState<string | undefined>(undefined);
  // Whether it can be done follows the run.
  useCalmFront((state) => state.step);
  const record = useCalmFront((state) => state.record);
  const found = record === null ? null : preset.plan({ record, shown }, value);
  const set = (one: NumberParameter, raw: string | number): void => {
    const read = typeof raw === 'string' ? fromText(one, raw) : raw;
    const sound = typeof read === 'number' && fits(one, read);
    if (sound) setValue(read);
    setDraft(sound ? undefined : String(raw));
  };
  const press = (): void => {
    forks.as(preset, value);
    onDone();
  };
  return (
    <div className="fork-preset">
      <Item name={text(preset.label)} help={text(preset.help)} why={found?.ok === false ? text(found.why) : null} onPress={press} />
      {parameter !== undefined && (
        <div className="field" data-kind="number" data-invalid={draft !== undefined}>
          <span className="field-name">
            <label htmlFor={id}>{text(parameter.label)}</label>
          </span>
          <NumberField
            id={id}
            name={text(parameter.label)}
            wordLabel={undefined}
            parameter={parameter}
            value={value}
            draft={draft}
            describedBy={`${id}-help`}
            onSet={(raw) => set(parameter, raw)}
            onWithdraw={() => setDraft(undefined)}
          />
          <p className="help" id={`${id}-help`}>
            {text(parameter.help)}
          </p>
        </div>
      )}
    </div>
  );
}

/** What kept the last one from beginning, or what it waits for. */
function Told() {
  const { t } = useTranslation();
  const text = useText();
  const { forks } = usePage();
  const settings = useConfig((state) => state);
  const { waiting, problems, why } = useStore(forks.store);
  return (
    <output className="fork-told">
      {waiting !== null && <p>{t('moment.forkWaiting', { step: waiting })}</p>}
      {why !== null && <p className="problem">{text(why)}</p>}
      {problems.length > 0 && <p className="problem">{t('moment.forkRefused')}</p>}
      {problems.map(({ field, expected }) => (
        <p key={field} className="problem">
          {t('form.elsewhere', { field: text(fieldIn(settings, field)?.parameter.label ?? { en: field, ja: field }), expected: text(expected) })}
        </p>
      ))}
    </output>
  );
}

function Forks({ shown, onClose }: { readonly shown: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { forks } = usePage();
  const config = useConfig((state) => state.config);
  const record = useCalmFront((state) => state.record);
  const same = useMemo(() => record === null || Object.keys(turnBetween(configAt(record, shown), config)).length === 0, [record, shown, config]);
  /** What was refused, or is waited for, is told here; else there is a new run to look at. */
  const closeUnlessTold = (): void => {
    const { waiting, problems, why } = forks.store.getState();
    if (waiting === null && problems.length === 0 && why === null) onClose();
  };
  const done = (act: () => void) => () => {
    act();
    closeUnlessTold();
  };
  return (
    <>
      <p>{t('moment.forkWhat')}</p>
      <Told />
      <Item name={t('moment.forkHere', { step: shown })} help={t('moment.forkHereHelp')} why={null} onPress={done(forks.here)} />
      <Item
        name={t('moment.forkWith', { step: shown })}
        help={t('moment.forkWithHelp')}
        why={same ? t('moment.forkNoChange') : null}
        onPress={done(forks.withSettings)}
      />
      {FORKS.map((preset) => (
        <Preset key={preset.id} preset={preset} shown={shown} onDone={closeUnlessTold} />
      ))}
    </>
  );
}

export function ForkMenu() {
  const { t } = useTranslation();
  const { forks } = usePage();
  const [open, setOpen] = useState(false);
  const shown = useShown();
  const past = useMoment((state) => state.step !== null);
  const begun = useCalmFront((state) => state.step > 0 && !state.coming);
  const run = useCalmFront((state) => state.run?.id);
  const [of, setOf] = useState(run);
  // A fork that was waited for has begun.
  if (of !== run) {
    setOf(run);
    setOpen(false);
  }
  if (shown === null || !begun) return null;
  return (
    <Popover.Root
      open={open}
      onOpenChange={(to) => {
        forks.dismiss();
        setOpen(to);
      }}
    >
      <Popover.Trigger className="text-button">{past ? t('moment.forkAt', { step: shown }) : t('moment.fork')}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover forks" align="end" sideOffset={6} collisionPadding={12} aria-label={t('moment.forkTitle')}>
          <Forks shown={shown} onClose={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
