/* oxlint-disable jsx-a11y/prefer-tag-over-role -- it is drawn here */
/** The answers of what is left, as a table: full cells are right, small ones wrong; what it trains on is square, the rest round. */
import { memo } from 'react';
import { CELLS, type Cell, type CellTable } from '../../../engine/looks/ablation/table.ts';

/** The sign of a cell in a square of 10, relative to its corner. */
export const SIGNS: Readonly<Record<Cell, string>> = {
  toldRight: 'm.5 .5h9v9h-9z',
  toldWrong: 'm3.5 3.5h3v3h-3z',
  newRight: 'm.5 5a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0z',
  newWrong: 'm3.5 5a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0z',
};

const SIDE = 10;

interface Props {
  readonly table: CellTable;
  readonly size: number;
  readonly label: string;
}

export const Cells = memo(function Cells({ table: { size, cells }, size: drawn, label }: Props) {
  const paths = CELLS.map(() => [] as string[]);
  cells.forEach((cell, at) => paths[cell]?.push(`M${SIDE * (at % size)} ${SIDE * Math.floor(at / size)}${SIGNS[CELLS[cell] as Cell]}`));
  return (
    <svg className="ablation-cells" width={drawn} height={drawn} viewBox={`0 0 ${SIDE * size} ${SIDE * size}`} role="img" aria-label={label}>
      <rect className="ablation-ground" width={SIDE * size} height={SIDE * size} />
      {CELLS.map((cell, i) => (
        <path key={cell} className={`ablation-${cell}`} d={(paths[i] as string[]).join('')} />
      ))}
    </svg>
  );
});
