/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a map: role «application», moved by keys */
/** All questions as a table of cells, with errors by row and column at its sides. Whoever shows it says which cell is pointed at. */
import { useEffect, useLayoutEffect, useMemo, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cellsOf, marginsOf, type PairTable } from '../../../engine/looks/pairTable.ts';
import { useMedia } from '../../hooks.ts';
import { useTheme } from '../../theme.ts';
import { CellPainter } from './cellPainter.ts';
import { Bars } from './Bars.tsx';
import { pointing } from './pointing.ts';
import { BARS, cellAfter, cellAt, tablePlaceOf } from './tablePlace.ts';
import './answerTable.css';

/** A token that is named beside the cells. */
export interface Tick {
  readonly token: number;
  readonly name: string;
}

interface Props {
  readonly table: PairTable;
  /** Of every question: see verdictsOf. */
  readonly verdicts: Int8Array;
  readonly width: number;
  /** What the two tokens are called. */
  readonly names: readonly [string, string];
  readonly ticks: readonly Tick[];
  /** Whether errors by row and column stand beside it. */
  readonly bars: boolean;
  /** In words. */
  readonly label: string;
  readonly describedBy?: string | undefined;
  /** A cell of the table. */
  readonly pointed: number | null;
  /** @param stays whether it was chosen, by key or press, and not only passed. */
  readonly onPoint: (cell: number | null, stays: boolean) => void;
}

/** Distance below which two names would touch. */
const APART = { row: 15, column: 24 };

function spaced(ticks: readonly Tick[], cell: number, apart: number): Tick[] {
  let last = -Infinity;
  return ticks.filter(({ token }) => {
    const at = token * cell;
    if (at - last < apart) return false;
    last = at;
    return true;
  });
}

export function AnswerTable({ table, verdicts, width, names, ticks, bars, label, describedBy, pointed, onPoint }: Props) {
  const { t } = useTranslation();
  const { size } = table;
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<CellPainter>(null);
  const theme = `${useTheme()}${useMedia('(forced-colors: active)') ? ' forced' : ''}`;
  const place = useMemo(() => tablePlaceOf(width, devicePixelRatio, size, bars), [width, size, bars]);
  const cells = useMemo(() => cellsOf(table, verdicts), [table, verdicts]);
  const margins = useMemo(() => (bars ? marginsOf(table, verdicts) : null), [table, verdicts, bars]);
  const { left, top, cell, side, pixels } = place;

  useEffect(() => () => void (painter.current = null), []);
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    painter.current ??= new CellPainter(canvas.current);
    painter.current.paint({ cells, size, pixels, theme });
  }, [cells, size, pixels, theme]);

  const at = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): number | null => {
    const box = currentTarget.getBoundingClientRect();
    return cellAt(place, size, clientX - box.left, clientY - box.top);
  };
  const onKey = (key: string): boolean => {
    const next = cellAfter(key, pointed ?? 0, size);
    if (next !== null) onPoint(next, true);
    return next !== null;
  };
  const [row, column] = pointed === null ? [null, null] : [Math.floor(pointed / size), pointed % size];
  const bottom = top + side;
  const right = left + side;
  return (
    <div className="answer-table" style={{ width: right + (bars ? BARS : 0), height: bottom + (bars ? BARS : 0) }}>
      <svg width={right + (bars ? BARS : 0)} height={bottom + (bars ? BARS : 0)} className="answer-table-edge" aria-hidden="true">
        <rect className="answer-table-ground" x={left} y={top} width={side} height={side} />
        <text className="answer-table-name" x={left - 6} y={top - 6} textAnchor="end">
          {`${names[0]} ↓`}
        </text>
        <text className="answer-table-name" x={left} y={top - 20}>
          {`${names[1]} →`}
        </text>
        {spaced(ticks, cell, APART.row).map(({ token, name }) => (
          <text key={token} className="answer-table-tick" x={left - 6} y={top + (token + 0.5) * cell} dy="0.35em" textAnchor="end">
            {name}
          </text>
        ))}
        {spaced(ticks, cell, APART.column).map(({ token, name }) => (
          <text key={token} className="answer-table-tick" x={left + (token + 0.5) * cell} y={top - 6} textAnchor={token === 0 ? 'start' : 'middle'}>
            {name}
          </text>
        ))}
        {margins !== null && (
          <>
            <Bars errors={margins.rows} chosen={row} cell={cell} x={right + 4} y={top} length={BARS - 6} across />
            <Bars errors={margins.columns} chosen={column} cell={cell} x={left} y={bottom + 4} length={BARS - 6} across={false} />
            <text className="answer-table-tick" x={right + BARS} y={top - 20} textAnchor="end">
              {t('answerTable.wrong')}
            </text>
          </>
        )}
      </svg>
      <div
        className="answer-table-cells"
        style={{ left, top, width: side, height: side }}
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-describedby={describedBy}
        {...pointing<HTMLDivElement>({ at, onPoint, onKey })}
      >
        <canvas ref={canvas} aria-hidden="true" style={{ width: side, height: side }} />
        {row !== null && column !== null && (
          <i className="answer-table-pointed" style={{ left: column * cell, top: row * cell, width: cell, height: cell }} aria-hidden="true" />
        )}
      </div>
    </div>
  );
}
