/** A group of fields that folds up into one line of its values, with its rarer fields behind «more». */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { valueAt } from '../../engine/config/config.ts';
import type { Field } from '../../engine/config/fields.ts';
import { basis } from '../../store/config.ts';
import { unfold } from '../../store/preferences.ts';
import { useConfig, usePreference } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { ChevronIcon } from '../parts/icons.tsx';
import { FieldRow } from './FieldRow.tsx';
import { NotOffered } from './NotOffered.tsx';
import { OPEN_AT_FIRST, type GroupOfFields } from './groups.ts';
import { summaryOf } from './words.ts';

/** Values in the line that stands for a folded group. */
const IN_SUMMARY = 3;

/** How many of these fields are not as the preset has them, or not valid. */
function useChanged(fields: readonly Field[]): number {
  return useConfig((state) => {
    const usual = basis(state).config;
    return fields.filter(
      ({ path }) => state.drafts[path] !== undefined || (valueAt(usual, path) !== undefined && valueAt(usual, path) !== valueAt(state.config, path)),
    ).length;
  });
}

/** The dot of a field that cannot be seen now. */
function Changed() {
  const { t } = useTranslation();
  return (
    <span className="changed">
      <span className="hidden">{t('form.restoreAll')}</span>
    </span>
  );
}

export function Group({ id, plain, advanced }: GroupOfFields) {
  const { t } = useTranslation();
  const text = useText();
  const region = useId();
  const { preferences } = usePage();
  const open = usePreference((state) => state.open[id] ?? OPEN_AT_FIRST.has(id));
  const more = usePreference((state) => state.open[`${id}.more`] ?? false);
  const [changed, changedInside] = [useChanged(plain) + useChanged(advanced), useChanged(advanced)];
  const values = useConfig(useShallow((state) => plain.slice(0, IN_SUMMARY).map(({ path }) => valueAt(state.config, path))));
  const onOff = { on: t('form.on'), off: t('form.off') };
  const summary = summaryOf(plain.slice(0, IN_SUMMARY), values, { name: t(`form.${id}`), text, onOff });

  return (
    <section className="group">
      <h2>
        <button type="button" aria-expanded={open} aria-controls={region} onClick={() => unfold(preferences, id, !open)}>
          <ChevronIcon />
          <span>{t(`form.${id}`)}</span>
          {!open && (
            <span className="group-summary">
              {summary.map((part, i) => (
                <span key={part}>{i === 0 ? part : ` · ${part}`}</span>
              ))}
            </span>
          )}
          {!open && changed > 0 && <Changed />}
        </button>
      </h2>
      <div id={region} hidden={!open}>
        {open && plain.map((field) => <FieldRow key={field.path} {...field} {...(field.path === `${id}.id` ? { title: t(`form.${id}`) } : {})} />)}
        {open && advanced.length > 0 && (
          <>
            <button type="button" className="more" aria-expanded={more} onClick={() => unfold(preferences, `${id}.more`, !more)}>
              <span>{t(more ? 'form.fewer' : 'form.more')}</span>
              {!more && changedInside > 0 && <Changed />}
            </button>
            {more && advanced.map((field) => <FieldRow key={field.path} {...field} />)}
            {more && id === 'measurement' && <NotOffered />}
          </>
        )}
      </div>
    </section>
  );
}
