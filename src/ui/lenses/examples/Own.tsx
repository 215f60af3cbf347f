/** An example that the reader writes, and what the network of this moment says to it: asked again as it trains, and as the reader types. */
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { Written } from './Written.tsx';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 500;

const ownOf = oncePer(({ looks }: Page) => looks.viewer('examples.own', 'own', { written: '' }, { every: EVERY }));

interface SaidProps {
  readonly answer: AnswerOf<'own'>;
  readonly nameOf: (label: number) => string;
}

/** What the network reads of it, where that is not all, and how likely it takes each class to be. */
function Said({ answer: { parts, shown, probabilities, pulls }, nameOf }: SaidProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const best = Math.max(...probabilities);
  const unread = parts.filter(({ seen }) => !seen).map(({ text }) => text);
  const classes = Array.from(probabilities, (share, label) => ({ share, name: nameOf(label) }));
  return (
    <>
      <p className="own-read">{shown > 0 && <Written parts={parts} pulls={pulls} nameOf={nameOf} />}</p>
      {unread.length > 0 && <p className="hidden">{t('examples.unreadWords', { words: unread.join(', ') })}</p>}
      <ul className="own-classes">
        {classes.map(({ share, name }) => (
          <li key={name} data-best={share === best}>
            <span>{name}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="8" className="own-rest" />
              <rect width={100 * share} height="8" className="own-share" />
            </svg>
            <span className="own-percent">{formatShare(share, language)}</span>
          </li>
        ))}
      </ul>
      {shown === 0 && <p className="own-note">{t('examples.nothingRead')}</p>}
    </>
  );
}

interface OwnProps {
  readonly task: string;
  readonly shown: boolean;
  readonly nameOf: (label: number) => string;
}

/** Nothing where the task has no words for it. */
export function Own({ task, shown, nameOf }: OwnProps) {
  const { t } = useTranslation();
  const text = useText();
  const field = useId();
  const own = ownOf(usePage());
  const { seen, failed } = useStore(own.store);
  const { own: asks } = tasks.get(task);
  const [written, setWritten] = useState(() => own.store.getState().seen?.question.written ?? asks?.sample ?? '');
  const readable = asks !== undefined;
  useEffect(() => own.show(shown && readable), [own, shown, readable]);
  useEffect(() => () => own.close(), [own]);
  useEffect(() => own.ask({ written }), [own, written]);
  if (asks === undefined) return null;
  const answer = seen !== null && seen.config.task.id === task ? seen : null;
  return (
    <section className="own">
      <label htmlFor={field}>{text(asks.prompt)}</label>
      <textarea id={field} lang="en" rows={2} maxLength={asks.most} value={written} spellCheck={false} onChange={({ target }) => setWritten(target.value)} />
      {failed !== null && <NotSeen words={t('examples.unanswered', { what: text(failed) })} onAgain={own.again} />}
      {answer !== null && <Said answer={answer.answer} nameOf={nameOf} />}
    </section>
  );
}
