/** The points: done, as two curves; in training, as how far they are. */
import { Curve } from 'recharts';
import { SIDES } from '../../../engine/probes/chart.ts';
import type { Plot } from './plot.ts';
import type { Column } from './reading.ts';

/** On the axis, at every norm: how far its training is. */
export function Progress({ plot: { x, bottom }, columns }: { plot: Plot; columns: readonly Column[] }) {
  return (
    <g className="lu-progress">
      {columns.map(({ alpha, norm, progress, point }) =>
        point !== null ? null : (
          <g key={alpha} transform={`translate(${x(norm).toFixed(1)} ${bottom})`}>
            <rect className="track" x={-2} y={-14} width={4} height={14} rx={2} />
            {progress > 0 && <rect x={-2} y={-14 * progress} width={4} height={14 * progress} rx={2} />}
          </g>
        ),
      )}
    </g>
  );
}

const CURVES = [
  { key: 'train', hue: 'train', dash: SIDES.train.dash },
  { key: 'test', hue: 'val', dash: undefined },
] as const;

export function Lines({ plot: { x, y, bottom }, columns, lowest }: { plot: Plot; columns: readonly Column[]; lowest: number }) {
  return CURVES.map(({ key, hue, dash }) => {
    const done = columns.flatMap((column) => {
      const value = column[key];
      return value === null ? [] : [{ ...column, value, x: x(column.norm), y: y(value) }];
    });
    return (
      <g key={key} className="lu-curve">
        <Curve
          type="linear"
          points={done}
          fill="none"
          stroke={`var(--${hue})`}
          strokeWidth={2.25}
          strokeLinejoin="round"
          {...(dash !== undefined && { strokeDasharray: dash })}
        />
        {done.map((at) =>
          at.value < lowest ? (
            // Below the axis: an arrow on the edge.
            <path
              key={at.alpha}
              d={`M${at.x - 4.5} ${bottom - 8}h9l-4.5 7z`}
              fill={at.unfitted ? 'var(--paper)' : `var(--${hue})`}
              stroke={`var(--${hue})`}
              strokeWidth={1.5}
            />
          ) : (
            <Dot key={at.alpha} x={at.x} y={at.y} hue={hue} ring={key === 'train'} hollow={at.unfitted} />
          ),
        )}
      </g>
    );
  });
}

/** Train a ring, test a disc, as at the ends of the run's curves; not yet fitted, both are hollow and dotted. */
function Dot({ x, y, hue, ring, hollow }: { x: number; y: number; hue: string; ring: boolean; hollow: boolean }) {
  const stroke = `var(--${hue})`;
  if (hollow) return <circle cx={x} cy={y} r={4.5} fill="var(--paper)" stroke={stroke} strokeWidth={1.5} strokeDasharray="2 1.5" />;
  return ring ? (
    <circle cx={x} cy={y} r={3.5} fill="var(--paper)" stroke={stroke} strokeWidth={2} />
  ) : (
    <circle cx={x} cy={y} r={4.25} fill={stroke} stroke="var(--paper)" strokeWidth={1} />
  );
}
