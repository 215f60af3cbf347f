/** What is to be said of kept runs without being asked: that they are not kept, that one could not be brought back, and which there is to go on with. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LibraryState } from '../../store/library/list.ts';
import { openRun } from '../../store/library/visit.ts';
import { useLanguage } from '../i18n/useText.ts';
import { Notice } from '../Notice.tsx';
import { usePage } from '../page.tsx';
import { entryName } from './entryName.ts';
import { useUnopened } from './useUnopened.ts';

/** What made room, for as long as it can come back. */
function Freed({ runs, networks }: NonNullable<LibraryState['freed']>) {
  const { t } = useTranslation();
  const { library } = usePage();
  const words = [
    ...(networks === 0 ? [] : [t('library.freedNetworks', { count: networks })]),
    ...(runs === 0 ? [] : [t('library.freedRuns', { count: runs })]),
  ];
  return (
    <Notice title={words.join(' ')} told onDismiss={() => library.acceptRoom()}>
      <button type="button" className="text-button" onClick={() => void library.undoRoom()}>
        {t('library.undo')}
      </button>
    </Notice>
  );
}

export function LibraryNotices() {
  const { t } = useTranslation();
  const language = useLanguage();
  const page = usePage();
  const { library } = page;
  const { failed, last, quiet, nothingToGo, freed, unreturned } = useStore(library.store);
  const unopened = useUnopened();
  return (
    <>
      {failed !== null && !quiet && (
        <Notice
          title={t(!failed.full ? 'library.unkept' : nothingToGo ? 'library.fullNow' : 'library.full', { what: failed.what })}
          told
          onDismiss={() => library.hush()}
        >
          {failed.full && !nothingToGo && (
            <button type="button" className="text-button" onClick={() => void library.makeRoom()}>
              {t('library.makeRoom')}
            </button>
          )}
        </Notice>
      )}
      {freed !== null && <Freed {...freed} />}
      {unreturned > 0 && <Notice title={t('library.unreturned', { count: unreturned })} told onDismiss={() => library.dismiss()} />}
      {unopened !== null && <Notice title={unopened} told onDismiss={() => library.dismiss()} />}
      {last !== null && (
        <Notice title={t('library.last', { name: entryName(last, language).title, step: last.run.step })} told onDismiss={() => library.dismiss()}>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              library.dismiss();
              void openRun(page, last);
            }}
          >
            {t('library.openLast')}
          </button>
        </Notice>
      )}
    </>
  );
}
