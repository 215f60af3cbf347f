/** The L and the U: train and test loss against the weight norm that was held, and the run's own way across them. */
import { useId } from 'react';
import type { Height, Valley } from '../../../engine/sweeps/valley.ts';
import { extent } from '../../../figures/plot/downsample.ts';
import { yScale, yTicks, type Domain } from '../../../figures/plot/yAxis.ts';
import { Axes } from './Axes.tsx';
import { Cursor } from './Cursor.tsx';
import { Lines, Progress } from './Points.tsx';
import { Here, Way } from './RunTrail.tsx';
import { Band, Unfitted } from './Zones.tsx';
import type { Plot } from './plot.ts';
import type { Column, Trail } from './reading.ts';
import { heightDomain, logScale, normDomain, type Box } from './scales.ts';

interface Props {
  readonly columns: readonly Column[];
  readonly perAlpha: number;
  readonly box: Box;
  readonly height: Height;
  readonly valley: Valley | null;
  readonly trail: Trail | null;
  /** Index of the column that is read out. */
  readonly at: number | null;
  readonly onAt: (at: number | null) => void;
  readonly label: string;
  /** The column in words. */
  readonly reading: (column: Column) => string;
}

/** Room for both curves, and for the run's test loss where it is highest. */
function domainOf(columns: readonly Column[], trail: Trail | null, height: Height): Domain {
  if (height === 'error') return [0, 1];
  const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
  const walked = trail === null ? [] : [Math.max(0, ...(extent({ length: trail.length, values: trail.test }, false) ?? []))];
  return heightDomain(known(columns.map(({ train }) => train)), known(columns.map(({ test }) => test)), walked);
}

export function LuChart({ columns, perAlpha, box, height, valley, trail, at, onAt, label, reading }: Props) {
  const id = useId();
  const { margin } = box;
  const [left, right, top, bottom] = [margin.left, box.width - margin.right, margin.top, box.height - margin.bottom];
  const alphas = columns.map(({ alpha }) => alpha);
  const norms = normDomain(alphas, perAlpha);
  const heights = domainOf(columns, trail, height);
  const spec = { kind: height === 'error' ? 'fraction' : 'decades' } as const;
  const plot: Plot = { x: logScale(norms, left, right), y: yScale(spec, heights, bottom, top), left, right, top, bottom };
  const column = at === null ? undefined : columns[at];
  return (
    <div className="lu-plot" style={{ height: box.height }}>
      <svg width={box.width} height={box.height} aria-hidden="true">
        <defs>
          <pattern id={`${id}hatch`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" x2="0" y1="0" y2="7" className="lu-hatch" />
          </pattern>
          <clipPath id={`${id}clip`}>
            <rect x={left} y={top - 6} width={right - left} height={bottom - top + 6} />
          </clipPath>
        </defs>
        <Unfitted plot={plot} columns={columns} fill={`url(#${id}hatch)`} />
        {valley !== null && <Band plot={plot} valley={valley} />}
        <Axes plot={plot} norms={norms} ticks={yTicks(spec, heights, bottom - top)} perAlpha={perAlpha} fraction={height === 'error'} />
        <Progress plot={plot} columns={columns} />
        {trail !== null && (
          <g clipPath={`url(#${id}clip)`}>
            <Way plot={plot} trail={trail} />
          </g>
        )}
        <Lines plot={plot} columns={columns} lowest={heights[0]} />
        {column !== undefined && <line className="lu-rule" x1={plot.x(column.norm)} x2={plot.x(column.norm)} y1={top} y2={bottom} />}
        {trail !== null && <Here plot={plot} trail={trail} />}
      </svg>
      <Cursor plot={plot} columns={columns} at={at} onAt={onAt} label={label} reading={reading} />
    </div>
  );
}
