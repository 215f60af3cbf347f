/** The list of kept runs, and the field that finds some of them. */
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/library/entry.ts';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { isComposing } from '../parts/composing.ts';
import { useArrivals } from '../parts/useArrivals.ts';
import { entryName, type EntryName } from './entryName.ts';
import { entryNames } from './entryNames.ts';
import { Kept } from './Kept.tsx';
import { linesOf } from './known.ts';
import { isFound, queryOf } from './search.ts';

/** The first stand at once, the others come by the handful: five hundred would hold up the page for a second. */
const FIRST = 4;
const HANDFUL = 6;

interface Props {
  readonly entries: readonly Entry[];
  readonly onOpen: (entry: Entry) => void;
}

/** Of how many of the first so many runs it is known what they are beside each other: looked at anew with every handful, it would take most of the time. */
const settledOf = (arrived: number, all: number): number => (arrived >= all ? all : 2 ** Math.floor(Math.log2(arrived)));

/** What runs are called, those that are there by now and, of these, the ones that hold what is looked for. */
function useSeen(entries: readonly Entry[], typed: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { bench } = usePage();
  const arrived = useArrivals(Math.ceil(Math.max(0, entries.length - FIRST) / HANDFUL));
  const count = FIRST + arrived * HANDFUL;
  const settled = settledOf(count, entries.length);
  const names = useMemo(() => entryNames(entries.slice(0, settled), language), [entries, settled, language]);
  const nameOf = (entry: Entry): EntryName => names.get(entry.id) ?? entryName(entry, language);
  const seen = entries.slice(0, count);
  const query = queryOf(typed);
  const { runs } = bench.store.getState();
  const isWanted = (entry: Entry): boolean => {
    const status = runs.find(({ id }) => id === entry.id)?.store.getState().status ?? null;
    return isFound(query, linesOf(entry, nameOf(entry), status, language, t));
  };
  const found = new Set(query.length === 0 ? seen : seen.filter(isWanted));
  return { seen, nameOf, found, all: count >= entries.length };
}

export function Runs({ entries, onOpen }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { seen, nameOf, found, all } = useSeen(entries, typed);

  const shown = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('li:not([hidden]) .library-open') ?? [])];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isComposing(event)) return;
    if (event.target === field.current) {
      // What Escape does to a field that is empty is the dialog's.
      if (event.key === 'Escape') setTyped('');
      if (event.key === 'Enter' && typed.trim() !== '') shown()[0]?.click();
    }
    if (step === undefined) return;
    const at = shown().indexOf(event.target as HTMLElement);
    if (at < 0 && event.target !== field.current) return;
    event.preventDefault();
    const next = at + step;
    if (next < 0) field.current?.focus();
    else shown()[next]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what is in it
    <div className="library-runs" onKeyDown={onKeyDown}>
      {entries.length > FIRST && (
        <div className="library-search">
          <input
            ref={field}
            type="search"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={200}
            aria-label={t('library.search')}
            aria-controls={listId}
            placeholder={t('library.searchIn')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <output>
            {typed.trim() === ''
              ? ''
              : found.size === 0 && all
                ? t('library.foundNone', { query: typed.trim() })
                : t('library.found', { found: found.size, count: entries.length })}
          </output>
        </div>
      )}
      <ul ref={list} id={listId}>
        {/* Those that are not found stay, unseen: to make hundreds anew with the next letter would take longer than to look. */}
        {seen.map((entry) => {
          const { title, detail } = nameOf(entry);
          return (
            <li key={entry.id} hidden={!found.has(entry)}>
              <Kept entry={entry} title={title} detail={detail} onOpen={onOpen} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
