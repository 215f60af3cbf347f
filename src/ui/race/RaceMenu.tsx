/** Sets up a race: a field, and two to four values of it. */
import { Popover } from 'radix-ui';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { idsOf, type RunConfig } from '../../engine/config/config.ts';
import { expectedOf } from '../../engine/config/expected.ts';
import type { Field } from '../../engine/config/fields.ts';
import { fromText } from '../../engine/config/fromText.ts';
import { fits } from '../../engine/config/schema.ts';
import { FEWEST, MOST, proposed, raceable, variantOf } from '../../engine/race/variants.ts';
import type { Parameter, Value } from '../../engine/parameters.ts';
import type { Text } from '../../engine/text.ts';
import { groupIdOf } from '../controls/groups.ts';
import { useBench, useConfig } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { CloseIcon } from '../parts/icons.tsx';
import { coresHere } from '../../store/race/cores.ts';
import './race.css';

/** What is raced most. */
const FIRST = 'optimizer.weightDecay';

/** What stands in a row, read: its value, or what it may be instead. */
type Read = { readonly value: Value } | { readonly raw: string; readonly expected: Text };

function valueIn(config: RunConfig, { path, parameter }: Field, raw: string): Read {
  const value = fromText(parameter, raw);
  if (!fits(parameter, value)) return { raw, expected: expectedOf(parameter, value) };
  const variant = variantOf(config, path, value as Value);
  return variant.ok ? { value: value as Value } : { raw, expected: variant.problems[0]?.expected ?? expectedOf(parameter, value) };
}

interface RowProps {
  readonly parameter: Parameter;
  readonly number: number;
  readonly raw: string;
  readonly wrong: boolean;
  readonly onSet: (raw: string) => void;
  readonly onRemove: (() => void) | null;
}

function Row({ parameter, number, raw, wrong, onSet, onRemove }: RowProps) {
  const { t } = useTranslation();
  const text = useText();
  const name = t('race.value', { number });
  const choices =
    parameter.kind === 'choice'
      ? parameter.choices.map(({ value, label }) => ({ value, words: text(label) }))
      : [true, false].map((value) => ({ value: String(value), words: t(value ? 'form.on' : 'form.off') }));
  return (
    <li>
      <b aria-hidden="true">{number}</b>
      {parameter.kind === 'number' ? (
        <input
          className="number"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={name}
          aria-invalid={wrong}
          value={raw}
          onChange={(event) => onSet(event.target.value)}
        />
      ) : (
        <select aria-label={name} value={raw} onChange={(event) => onSet(event.target.value)}>
          {choices.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
      {onRemove !== null && (
        <button type="button" className="bench-tool" aria-label={t('race.remove', { value: raw })} title={t('race.remove', { value: raw })} onClick={onRemove}>
          <CloseIcon />
        </button>
      )}
    </li>
  );
}

/** How they share the machine, and what computes them. */
function Sharing({ runs }: { readonly runs: number }) {
  const { t } = useTranslation();
  const request = useBench((state) => state.request);
  const cores = coresHere();
  return (
    <>
      <p>{runs > cores ? t('race.turns', { runs, count: cores }) : t('race.own')}</p>
      <p>{t('race.backend', { backend: t(`backend.${request === 'auto' || request === 'exact' ? 'wasm' : request}`) })}</p>
    </>
  );
}

function Setup({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { actions } = usePage();
  const id = useId();
  const config = useConfig((state) => state.config);
  const ids = useConfig(useShallow((state) => idsOf(state.config)));
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- which fields there are follows from the entries and the task alone
  const all = useMemo(() => raceable(config), [ids, config.task]);
  const [chosen, setPath] = useState(FIRST);
  // Another optimiser may have no such field.
  const field = all.find((one) => one.path === chosen) ?? (all as [Field, ...Field[]])[0];
  const [typed, setTyped] = useState<{ readonly path: string; readonly raws: readonly string[] } | null>(null);
  const usual = useMemo(() => proposed(config, field).map(String), [config, field]);
  const raws = typed?.path === field.path ? typed.raws : usual;
  const rows = raws.map((raw) => valueIn(config, field, raw));
  const values = [...new Set(rows.flatMap((row) => ('value' in row ? [row.value] : [])))];
  const wrong = rows.find((row) => 'expected' in row);
  const ready = wrong === undefined && values.length === rows.length && values.length >= FEWEST;
  const put = (next: readonly string[]): void => setTyped({ path: field.path, raws: next });
  const start = (): void => {
    if (!ready) return;
    actions.race(field.path, values);
    onDone();
  };
  const groups = [...new Set(all.map((one) => groupIdOf(one.path)))];
  return (
    <form
      className="race-setup"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p>{t('race.what')}</p>
      <label htmlFor={id} className="popover-label">
        {t('race.field')}
      </label>
      <select id={id} value={field.path} onChange={(event) => setPath(event.target.value)}>
        {groups.map((group) => (
          <optgroup key={group} label={t(`form.${group}`)}>
            {all
              .filter((one) => groupIdOf(one.path) === group)
              .map((one) => (
                <option key={one.path} value={one.path}>
                  {text(one.parameter.label)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <ol className="race-values">
        {raws.map((raw, i) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- a row is its place
            key={i}
            parameter={field.parameter}
            number={i + 1}
            raw={raw}
            wrong={'expected' in (rows[i] as Read)}
            onSet={(next) => put(raws.toSpliced(i, 1, next))}
            onRemove={raws.length > FEWEST ? () => put(raws.toSpliced(i, 1)) : null}
          />
        ))}
      </ol>
      {raws.length < MOST && (
        <button type="button" className="text-button" onClick={() => put([...raws, usual.find((one) => !raws.includes(one)) ?? raws.at(-1) ?? ''])}>
          {t('race.add')}
        </button>
      )}
      <output>
        {wrong !== undefined && 'expected' in wrong && <span className="problem">{t('race.wrong', { value: wrong.raw, expected: text(wrong.expected) })}</span>}
        {wrong === undefined && !ready && <span className="problem">{t('race.few')}</span>}
      </output>
      <Sharing runs={values.length} />
      <button type="submit" className="race-start" aria-disabled={!ready}>
        {t('race.start')}
      </button>
    </form>
  );
}

export function RaceMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="text-button">{t('race.open')}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover forks" align="end" sideOffset={6} collisionPadding={12} aria-label={t('race.title')}>
          <Setup onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
