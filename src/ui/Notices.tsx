/** What the page has to say about a link it could not read, or settings the trainer would not take. Goes when dismissed. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { PRESETS } from '../engine/presets/index.ts';
import { describeProblems, type Problem } from '../engine/problem.ts';
import { tasks } from '../engine/tasks/index.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import { useBench, useFront } from './hooks.ts';
import { useLanguage, useText } from './i18n/useText.ts';
import { usePage } from './page.tsx';
import { CloseIcon } from './parts/icons.tsx';

function Notice({ title, problems, onDismiss }: { readonly title: string; readonly problems: readonly Problem[]; readonly onDismiss: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="notice" role="alert">
      <div>
        <p>{title}</p>
        {problems.length > 0 && (
          <ul>
            {describeProblems(problems, language).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
      <button type="button" className="icon-button" aria-label={t('notice.dismiss')} onClick={onDismiss}>
        <CloseIcon />
      </button>
    </div>
  );
}

export function Notices() {
  const { t } = useTranslation();
  const text = useText();
  const { bench, notices } = usePage();
  const bad = useStore(notices, (state) => state.badLink);
  const refused = useBench((state) => state.refused);
  const missing = useBench((state) => state.missing);
  const lost = useBench((state) => state.lost);
  const run = useFront((state) => state.run);
  const unmade = useFront((state) => state.refused);
  const nameOf = (file: DataFile): string => text(tasks.entries.find(({ files }) => files?.includes(file))?.label ?? { en: file, ja: file });
  const name = PRESETS[0] === undefined ? '' : text(PRESETS[0].label);
  return (
    <>
      {bad !== null && (
        <Notice
          title={bad.first ? t('notice.badLink', { name }) : t('notice.badLinkKept')}
          problems={bad.problems}
          onDismiss={() => notices.setState({ badLink: null })}
        />
      )}
      {missing !== null && <Notice title={t('notice.missing', { name: nameOf(missing) })} problems={[]} onDismiss={bench.dismissNotices} />}
      {lost !== null && <Notice title={t('notice.lost')} problems={[]} onDismiss={bench.dismissNotices} />}
      {refused.length > 0 && <Notice title={t('notice.refused')} problems={refused} onDismiss={bench.dismissNotices} />}
      {unmade.length > 0 && <Notice title={t('notice.unmade')} problems={unmade} onDismiss={() => run?.store.setState({ refused: [] })} />}
    </>
  );
}
