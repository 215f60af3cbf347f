/** Shares of wrong answers as bars beside a table's rows, or below its columns: the full length is all of them. */
import { memo } from 'react';
import type { Errors } from '../../../engine/looks/pairTable.ts';
import { barPath, barPaths, type BarsPlace } from './barPath.ts';

interface Props extends BarsPlace {
  readonly errors: Errors;
  /** The one that is pointed at. */
  readonly chosen: number | null;
  readonly x: number;
  readonly y: number;
}

export const Bars = memo(function Bars({ errors, chosen, cell, x, y, length, across }: Props) {
  const place = { cell, length, across };
  const whole = cell * errors.wrong.length;
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="answer-table-axis" d={across ? `M0 0v${whole}` : `M0 0h${whole}`} />
      <path className="answer-table-full" d={across ? `M${length} 0v${whole}` : `M0 ${length}h${whole}`} />
      <path className="answer-table-bars" d={barPaths(errors, place)} />
      {chosen !== null && <path className="answer-table-bar" d={barPath(errors, chosen, place)} />}
    </g>
  );
});
