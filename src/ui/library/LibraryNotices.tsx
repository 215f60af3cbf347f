/** What is to be said of kept runs without being asked: that they are not kept, that one could not be brought back, and which there is to go on with. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { openRun } from '../../store/library/visit.ts';
import { useLanguage } from '../i18n/useText.ts';
import { Notice } from '../Notice.tsx';
import { usePage } from '../page.tsx';
import { entryName } from './entryName.ts';
import { useUnopened } from './useUnopened.ts';

export function LibraryNotices() {
  const { t } = useTranslation();
  const language = useLanguage();
  const page = usePage();
  const { library } = page;
  const { failed, last, quiet, nothingToGo } = useStore(library.store);
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
