/** Validation accuracy against log step, one line per amount, named where it ends: above the plot where it generalised, else beside it. */
import { memo } from 'react';
import { Curve } from 'recharts';
import { standing } from '../../../engine/run/story.ts';
import type { AmountRun } from '../../../store/dataSize.ts';
import type { Curve as Column } from '../../../engine/run/curve.ts';
import { downsample } from '../../../figures/plot/downsample.ts';
import { formatTick } from '../../../figures/plot/format.ts';
import { spread, textWidth } from '../../../figures/plot/labels.ts';
import { minorTicks, next125, xScale, xTicks, type XScale } from '../../../figures/plot/xAxis.ts';
import { yScale, yTicks } from '../../../figures/plot/yAxis.ts';
import { shadeOf } from './shade.ts';

interface Props {
  readonly runs: readonly AmountRun[];
  readonly width: number;
  readonly height: number;
  readonly write: (amount: number) => string;
  /** Names the step axis. */
  readonly steps: string;
  /** Rises with every look at the curves, which grow in place. */
  readonly tick: number;
}

const Y = { kind: 'fraction' } as const;
const SHORTEST = 100;
const LINE = 16;

interface Line {
  readonly amount: number;
  readonly colour: string;
  readonly train: readonly { x: number; y: number }[];
  readonly val: readonly { x: number; y: number }[];
  readonly generalised: number | null;
}

function pointsOf(curve: Column, x: XScale, y: (value: number) => number): { x: number; y: number }[] {
  return downsample(curve, x, 1 / devicePixelRatio).map((i) => ({ x: x(curve.steps[i] as number), y: y(curve.values[i] as number) }));
}

export const AmountsChart = memo(function AmountsChart({ runs, width, height, write, steps }: Props) {
  const begun = runs.filter(({ record }) => record !== null && record.latest !== null);
  const end = Math.max(SHORTEST, ...begun.map(({ record }) => next125(record?.step ?? 0)));
  const room = Math.max(0, ...runs.map(({ amount }) => textWidth(write(amount))));
  const [left, right, top, bottom] = [30, width - room - 14, 44, height - 24];
  const x = xScale(end, 'log', left, right);
  const y = yScale(Y, [0, 1], bottom, top);
  const lines = begun.flatMap(({ amount, record }): Line[] => {
    if (record === null) return [];
    const val = pointsOf(record.curve('val.accuracy'), x, y);
    const colour = shadeOf(
      runs.findIndex((run) => run.amount === amount),
      runs.length,
    );
    return [{ amount, colour, train: pointsOf(record.curve('train.accuracy'), x, y), val, generalised: standing(record).val?.step ?? null }];
  });
  const ended = lines.filter(({ generalised }) => generalised !== null).toSorted((a, b) => (a.generalised ?? 0) - (b.generalised ?? 0));
  const open = lines.filter(({ generalised, val }) => generalised === null && val.length > 0);
  const above = spread(
    ended.map(({ generalised }) => x(generalised ?? 0)),
    room + 10,
    left - room / 2,
    width,
  );
  const beside = spread(
    open.map(({ val }) => val.at(-1)?.y ?? bottom),
    LINE,
    top - 6,
    bottom + 6,
  );
  // The axis is named at its end; a tick too close to the name goes without a label.
  const ticks = xTicks(end, 'log', right - left).filter((tick) => x(tick) < width - textWidth(steps) - 18);
  return (
    <svg width={width} height={height} className="amounts-chart" aria-hidden="true">
      {yTicks(Y, [0, 1], bottom - top).map((tick) => (
        <g key={tick}>
          <line className="amounts-grid" x1={left} x2={right} y1={Math.round(y(tick)) + 0.5} y2={Math.round(y(tick)) + 0.5} />
          <text x={left - 6} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick * 100}
          </text>
        </g>
      ))}
      {minorTicks(end, 'log').map((tick) => (
        <line key={tick} className="amounts-tick" x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 3} />
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 17} textAnchor="middle">
          {formatTick(tick)}
        </text>
      ))}
      <text x={width} y={bottom + 17} textAnchor="end">
        {steps}
      </text>
      {lines.map(({ amount, colour, train }) => (
        <Curve key={amount} type="linear" points={train} fill="none" stroke={colour} strokeWidth={1.25} strokeDasharray="4 3" opacity={0.45} />
      ))}
      {lines.map(({ amount, colour, val }) => (
        <Curve key={amount} type="linear" points={val} fill="none" stroke={colour} strokeWidth={2} strokeLinejoin="round" />
      ))}
      {ended.map(({ amount, colour, generalised, val }, i) => {
        const [at, height_] = [x(generalised ?? 0), val.at(-1)?.y ?? top];
        const label = above[i] as number;
        return (
          <g key={amount}>
            <path className="amounts-leader" d={`M${label} 18L${label} 24L${at} ${top - 8}L${at} ${height_}`} />
            <circle cx={at} cy={height_} r="4" fill={colour} stroke="var(--paper)" strokeWidth="1.5" />
            <text className="amounts-name" x={label} y={13} textAnchor="middle">
              {write(amount)}
            </text>
          </g>
        );
      })}
      {open.map(({ amount, colour, val }, i) => {
        const last = val.at(-1);
        if (last === undefined) return null;
        const label = beside[i] as number;
        return (
          <g key={amount}>
            <circle cx={last.x} cy={last.y} r="3" fill="var(--paper)" stroke={colour} strokeWidth="2" />
            {Math.abs(label - last.y) > 4 && <path className="amounts-leader" d={`M${last.x + 4} ${last.y}L${last.x + 8} ${label}`} />}
            <text className="amounts-name" x={last.x + 10} y={label} dy="0.35em">
              {write(amount)}
            </text>
          </g>
        );
      })}
    </svg>
  );
});
