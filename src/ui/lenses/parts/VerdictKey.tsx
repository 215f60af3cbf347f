/** What the signs in a table of answers mean, and of how many questions each is true. */
import { useTranslation } from 'react-i18next';
import { VERDICTS, type Verdict } from '../../../engine/looks/pairTable.ts';
import { CELL, SHAPES } from './cellShapes.ts';

export function VerdictSign({ verdict }: { readonly verdict: Verdict }) {
  const { path, colour } = SHAPES[verdict];
  return (
    <svg className="verdict-sign" width="13" height="13" viewBox={`0 0 ${CELL} ${CELL}`} aria-hidden="true">
      <path d={path} style={{ fill: `var(--${colour})` }} />
    </svg>
  );
}

interface Props {
  /** In the order of VERDICTS; null where none has been reached. */
  readonly tallies: readonly number[] | null;
  /** Whether the network can be sure of an answer. */
  readonly sure: boolean;
}

export function VerdictKey({ tallies, sure }: Props) {
  const { t } = useTranslation();
  const side = (verdicts: readonly Verdict[], name: string) => (
    <p className="verdict-key">
      <b>{name}</b>
      {verdicts
        .filter((verdict) => sure || !verdict.endsWith('Sure'))
        .map((verdict) => (
          <span key={verdict}>
            <VerdictSign verdict={verdict} />
            <span>{t(`answerTable.${verdict}`)}</span>
            {tallies !== null && <span className="verdict-count">{t('answerTable.count', { count: tallies[VERDICTS.indexOf(verdict)] as number })}</span>}
          </span>
        ))}
    </p>
  );
  return (
    <div className="verdict-keys">
      {side(['toldRight', 'toldWrong', 'toldSure'], t('answerTable.told'))}
      {side(['newRight', 'newWrong', 'newSure'], t('answerTable.new'))}
    </div>
  );
}
