/** Errors by the right answer, as bars under the table. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { marginsOf, type PairTable } from '../../../engine/looks/pairTable.ts';
import { Bars } from '../parts/Bars.tsx';
import { BARS, tablePlaceOf } from '../parts/tablePlace.ts';

interface Props {
  readonly table: PairTable;
  readonly verdicts: Int8Array;
  readonly width: number;
  readonly write: (answer: number) => string;
  /** The answer that is pointed at. */
  readonly chosen: number | null;
}

const [HEAD, FOOT] = [20, 18];
/** Characters of an answer that has room below its bar. */
const SHORT = 4;

export function ByAnswer({ table, verdicts, width, write, chosen }: Props) {
  const { t } = useTranslation();
  const errors = useMemo(() => marginsOf(table, verdicts).answers, [table, verdicts]);
  const { left, side } = tablePlaceOf(width, devicePixelRatio, table.size, true);
  if (errors === null) return null;
  const { outputs } = table.shape;
  const step = side / outputs;
  const every = [1, 2, 5, 10, 20, 50].find((size) => size * step >= 28) ?? 100;
  const isShort = write(outputs - 1).length <= SHORT;
  const named = isShort ? Array.from({ length: Math.ceil(outputs / every) }, (_, i) => i * every) : [];
  const length = BARS - 10;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, not fetched
    <svg className="knows-answers" width={left + side} height={HEAD + length + FOOT} role="img" aria-label={t('knows.byAnswer')}>
      <text className="answer-table-name" x={left} y={12}>
        {t('knows.byAnswer')}
      </text>
      <Bars errors={errors} chosen={chosen} cell={step} x={left} y={HEAD} length={length} across={false} />
      {named.map((answer) => (
        <text key={answer} className="answer-table-tick" x={left + (answer + 0.5) * step} y={HEAD + length + 14} textAnchor={answer === 0 ? 'start' : 'middle'}>
          {write(answer)}
        </text>
      ))}
    </svg>
  );
}
