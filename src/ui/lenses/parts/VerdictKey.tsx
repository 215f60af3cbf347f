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

function Side({ name, of, tallies, sure }: Props & { readonly name: string; readonly of: readonly Verdict[] }) {
  const { t } = useTranslation();
  const shown = sure ? of : of.filter((verdict) => !verdict.endsWith('Sure'));
  return (
    <p className="verdict-key">
      <b>{name}</b>
      {shown.map((verdict) => (
        <span key={verdict}>
          <VerdictSign verdict={verdict} />
          <span>{t(`answerTable.${verdict}`)}</span>
          {tallies !== null && <span className="verdict-count">{t('answerTable.count', { count: tallies[VERDICTS.indexOf(verdict)] as number })}</span>}
        </span>
      ))}
    </p>
  );
}

export function VerdictKey(props: Props) {
  const { t } = useTranslation();
  return (
    <div className="verdict-keys">
      <Side {...props} name={t('answerTable.told')} of={['toldRight', 'toldWrong', 'toldSure']} />
      <Side {...props} name={t('answerTable.new')} of={['newRight', 'newWrong', 'newSure']} />
    </div>
  );
}
