/** A line above the page: what there is to say, what is wrong in detail, and what can be done about it. Goes when dismissed. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblems, type Problem } from '../engine/problem.ts';
import { useLanguage } from './i18n/useText.ts';
import { CloseIcon } from './parts/icons.tsx';

interface NoticeProps {
  readonly title: string;
  readonly problems?: readonly Problem[];
  readonly lines?: readonly string[];
  /** It is no fault. */
  readonly told?: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
  readonly onDismiss: () => void;
}

const NONE: readonly never[] = [];

export function Notice({ title, problems = NONE, lines = NONE, told = false, children, onDismiss }: NoticeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="notice" data-told={told} role={told ? 'status' : 'alert'}>
      <div>
        <p>
          <span>{`${title} `}</span>
          {children}
        </p>
        {problems.length + lines.length > 0 && (
          <ul>
            {[...describeProblems(problems, language), ...lines].map((words) => (
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
