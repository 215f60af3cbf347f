/** One cell of the table in words: the question, the answer and the right one, how sure the network is, and whether it was ever told. */
import { useTranslation } from 'react-i18next';
import { replyTo, VERDICTS, type PairTable, type Reply } from '../../../engine/looks/pairTable.ts';
import type { AnswersSeen } from '../../../engine/looks/answers.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { VerdictSign } from '../parts/VerdictKey.tsx';

export interface CellRead {
  readonly table: PairTable;
  readonly verdicts: Int8Array;
  readonly answers: AnswersSeen;
  readonly cell: number;
  /** The question of a cell, and an answer, as the task writes them. */
  readonly ask: (cell: number) => string;
  readonly write: (answer: number) => string;
}

/** What there is to say of a cell; null where nothing is asked. */
function partsOf({ table, verdicts, answers, cell }: CellRead) {
  const question = table.places[cell] as number;
  if (question < 0) return null;
  const verdict = verdicts[question] as number;
  const reply: Reply = replyTo(table, answers, question);
  return { reply, verdict: VERDICTS[verdict] as (typeof VERDICTS)[number], right: table.targets[question] as number, isRight: verdict % 3 === 0 };
}

/** In one sentence, for whoever hears it. */
export function useSpoken(): (read: CellRead) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (read) => {
    const parts = partsOf(read);
    const question = read.ask(read.cell);
    if (parts === null) return t('knows.notAsked', { question });
    const { reply, verdict, right, isRight } = parts;
    const said = isRight
      ? t('knows.saidRight', { question, answer: read.write(reply.answer) })
      : t('knows.saidWrong', { question, answer: read.write(reply.answer), right: read.write(right) });
    const sure = reply.probability === null ? '' : t('knows.saidSure', { share: formatShare(reply.probability, language) });
    return `${said}${sure}${t(verdict.startsWith('told') ? 'knows.saidTold' : 'knows.saidNew')}`;
  };
}

export function Reading({ read }: { readonly read: CellRead }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const parts = partsOf(read);
  const question = read.ask(read.cell);
  if (parts === null) return <p className="knows-reading">{t('knows.notAsked', { question })}</p>;
  const { reply, verdict, right, isRight } = parts;
  const isTold = verdict.startsWith('told');
  return (
    <div className="knows-reading">
      <p className="knows-question">
        <VerdictSign verdict={verdict} />
        <span translate="no">{`${question} = `}</span>
        <b className={isRight ? undefined : 'knows-wrong'} translate="no">
          {read.write(reply.answer)}
        </b>
        <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
        <span className={isRight ? 'hidden' : undefined}>{isRight ? t('knows.right') : t('knows.rightIs', { right: read.write(right) })}</span>
      </p>
      <p className="knows-facts">
        {reply.probability !== null && reply.ofRight !== null && (
          <span>
            {isRight
              ? t('knows.sure', { share: formatShare(reply.probability, language) })
              : t('knows.sureWrong', { share: formatShare(reply.probability, language), ofRight: formatShare(reply.ofRight, language) })}
          </span>
        )}
        <span className={isTold ? 'knows-told' : 'knows-new'}>{t(isTold ? 'knows.isTold' : 'knows.isNew')}</span>
      </p>
    </div>
  );
}
