/** The drawer of kept runs: latest first, with what each became, and the room they take. */
import { Dialog } from 'radix-ui';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Entry } from '../../store/library/entry.ts';
import { openRun } from '../../store/library/visit.ts';
import { useMedia } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { CloseIcon } from '../parts/icons.tsx';
import { useOpener } from '../parts/useOpener.ts';
import { entryName } from './entryName.ts';
import { Runs } from './Runs.tsx';
import { useUnopened } from './useUnopened.ts';
import './library.css';

function Foot() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { library } = usePage();
  const { room, deleted, unreadable, failed } = useStore(library.store);
  const last = deleted.at(-1);
  const unopened = useUnopened();
  return (
    <footer className="library-foot">
      <output>
        {unopened !== null && <p>{unopened}</p>}
        {last !== undefined && (
          <span className="library-deleted">
            <span>
              {deleted.length === 1 ? t('library.deleted', { name: entryName(last, language).title }) : t('library.deletedMany', { count: deleted.length })}
            </span>
            <button type="button" className="text-button" onClick={() => library.undo()}>
              {t('library.undo')}
            </button>
          </span>
        )}
      </output>
      {unreadable > 0 && <p>{t('library.unreadable', { count: unreadable })}</p>}
      {room !== null && <p>{t('library.room', { used: room.used, quota: room.quota })}</p>}
      {failed === null && <p>{t('library.stays')}</p>}
    </footer>
  );
}

/** An empty field of the search has nothing to give up. */
const isTypedIn = ({ type, value }: HTMLInputElement): boolean => type !== 'search' || value !== '';

export function LibraryDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const page = usePage();
  const opener = useOpener();
  const content = useRef<HTMLDivElement>(null);
  const touched = useMedia('(pointer: coarse)');
  const { entries, failed } = useStore(page.library.store);
  const bring = useCallback(
    (entry: Entry): void => {
      onOpenChange(false);
      void openRun(page, entry);
    },
    [page, onOpenChange],
  );
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog library"
          aria-describedby={undefined}
          {...opener}
          onOpenAutoFocus={(event) => {
            opener.onOpenAutoFocus();
            // Where fingers type, a field that has the focus brings half a screen of keys with it.
            if (!touched) return;
            event.preventDefault();
            content.current?.focus();
          }}
          ref={content}
          // In a field, Escape gives up what was typed.
          onEscapeKeyDown={(event) => event.target instanceof HTMLInputElement && isTypedIn(event.target) && event.preventDefault()}
        >
          <Dialog.Title>{t('library.title')}</Dialog.Title>
          {entries === null || entries.length === 0 ? (
            <p>{failed === null ? t('library.none') : t('library.unkept', { what: failed.what })}</p>
          ) : (
            <Runs entries={entries} onOpen={bring} />
          )}
          <Foot />
          <Dialog.Close className="icon-button dialog-close" aria-label={t('library.close')}>
            <CloseIcon />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
