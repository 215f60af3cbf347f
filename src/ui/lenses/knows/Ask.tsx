/** A question that the reader types: it chooses a cell of the table. What is wrong with it is said by field, once it is typed to its end. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../../../engine/problem.ts';
import { readQuestion, type About } from '../../../engine/tasks/pair.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { isComposing } from '../../parts/composing.ts';

interface Props {
  readonly about: About;
  /** The chosen one, and how its task writes it. */
  readonly cell: number;
  readonly question: string;
  readonly onAsk: (cell: number) => void;
}

export function Ask({ about, cell, question, onAsk }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  /** What was typed, as long as the cell is the one that was chosen then. */
  const [typed, setTyped] = useState<{ readonly written: string; readonly cell: number } | null>(null);
  const [isDone, setDone] = useState(true);
  const written = typed?.cell === cell ? typed.written : question;
  const read = readQuestion(written, about);
  const problem = isDone && !read.ok ? read.problem : null;
  const take = (next: string): void => {
    const now = readQuestion(next, about);
    const asked = now.ok ? now.tokens[0] * about.vocabulary + now.tokens[1] : cell;
    setTyped({ written: next, cell: asked });
    setDone(false);
    if (asked !== cell) onAsk(asked);
  };
  return (
    <div className="knows-ask">
      <label htmlFor={id}>{t('knows.ask')}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={written}
        aria-invalid={problem !== null}
        aria-describedby={`${id}help`}
        onChange={({ target }) => take(target.value)}
        onBlur={() => setDone(true)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event)) setDone(true);
        }}
      />
      <p id={`${id}help`} className={problem === null ? 'knows-help' : 'knows-help wrong'} role={problem === null ? undefined : 'alert'}>
        {problem === null ? t('knows.askHelp') : describeProblem(problem, language)}
      </p>
    </div>
  );
}
