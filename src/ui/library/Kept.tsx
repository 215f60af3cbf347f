/** One kept run in the list: what it is, what became of it, and what can be done with it. */
import { memo, useCallback, useState, useSyncExternalStore, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import type { Language } from '../../engine/text.ts';
import type { Entry } from '../../store/library/entry.ts';
import type { RunStatus } from '../../store/run.ts';
import { useBench } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { isComposing } from '../parts/composing.ts';
import { DeleteIcon, PinIcon, PinnedIcon } from '../parts/icons.tsx';
import { fateOf } from './fate.ts';
import { Thumbnail } from './Thumbnail.tsx';

/** Of a run that is on the bench; null of another. */
function useStatus(id: string): RunStatus | null {
  const run = useBench((state) => state.runs.find((one) => one.id === id) ?? null);
  const subscribe = useCallback((look: () => void) => run?.store.subscribe(look) ?? (() => undefined), [run]);
  return useSyncExternalStore(subscribe, () => run?.store.getState().status ?? null);
}

function Rename({ entry, title, onDone }: { readonly entry: Entry; readonly title: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { library } = usePage();
  const [name, setName] = useState(title);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    library.rename(entry.id, name);
    onDone();
  };
  return (
    <form className="library-rename" onSubmit={submit}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
        autoFocus
        aria-label={t('library.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isComposing(event)) onDone();
        }}
      />
      <button type="submit" className="text-button">
        {t('library.save')}
      </button>
    </form>
  );
}

/** Made once: making one takes longer than all else in a row. */
const datesIn = (language: Language): Intl.DateTimeFormat => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const dates: Partial<Record<Language, Intl.DateTimeFormat>> = {};
const dateOf = (changed: number, language: Language): string => (dates[language] ??= datesIn(language)).format(changed);

interface Props {
  readonly entry: Entry;
  /** What it is called, and what tells it apart. */
  readonly title: string;
  readonly detail: string;
  readonly onOpen: (entry: Entry) => void;
}

/** One that has not changed is not rendered anew: while a network trains, its entry is another a few times a second. */
export const Kept = memo(function Kept({ entry, title, detail, onOpen }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { library } = usePage();
  const [renaming, setRenaming] = useState(false);
  const { onBench, front } = useBench(useShallow((state) => ({ onBench: state.runs.some(({ id }) => id === entry.id), front: state.front?.id === entry.id })));
  // Of two without a name of their own, their buttons are told apart.
  const called = entry.name === null && detail !== '' ? `${title} · ${detail}` : title;
  const fate = fateOf(entry, useStatus(entry.id), t);
  const about = [
    dateOf(entry.changed, language),
    t('library.bytes', { bytes: entry.bytes }),
    ...(entry.run.snapshots.length === 0 ? [t('library.stripped')] : []),
  ].join(' · ');
  return (
    <div className="library-run" data-front={front}>
      <Thumbnail curve={entry.curve} />
      <div className="library-about">
        {renaming ? (
          <Rename entry={entry} title={title} onDone={() => setRenaming(false)} />
        ) : (
          <button type="button" className="library-open" aria-pressed={front} onClick={() => onOpen(entry)}>
            <b>
              <bdi>{title}</bdi>
            </b>
            <span>{detail === '' ? '' : ` · ${detail}`}</span>
          </button>
        )}
        <p>{fate}</p>
        <p className="library-small">{onBench ? `${about} · ${t('library.onBench')}` : about}</p>
      </div>
      <div className="library-tools">
        <button type="button" className="text-button" aria-label={t('library.renameRun', { name: called })} onClick={() => setRenaming(!renaming)}>
          {t('library.rename')}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-pressed={entry.pinned}
          aria-label={t('library.pin', { name: called })}
          title={t('library.pinHelp')}
          onClick={() => library.pin(entry.id, !entry.pinned)}
        >
          {entry.pinned ? <PinnedIcon /> : <PinIcon />}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('library.delete', { name: called })}
          title={t('library.delete', { name: called })}
          onClick={() => void library.remove(entry.id)}
        >
          <DeleteIcon />
        </button>
      </div>
    </div>
  );
});
