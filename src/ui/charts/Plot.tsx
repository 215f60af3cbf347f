/** The part of a chart that Recharts draws: grid, axes and lines. Everything that moves more often is drawn above it. */
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts';
import { formatDecade, formatTick } from './format.ts';
import type { Frame } from './frame.ts';
import type { ChartSpec } from './spec.ts';
import { stepAt, type Axis } from './xAxis.ts';

const TICK = { fill: 'var(--ink-2)', fontSize: 13 };
const NO_TICK = { fill: 'none', fontSize: 13 };
const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

const FORMAT_X: Readonly<Record<Axis, (value: number) => string>> = {
  log: (value) => formatTick(Math.round(stepAt(value, 'log'))),
  linear: (value) => formatTick(value),
};
const FORMAT_Y: Readonly<Record<ChartSpec['y']['kind'], (value: number) => string>> = {
  fraction: (value) => String(value * 100),
  decades: formatDecade,
  linear: (value) => String(Number(value.toPrecision(6))),
};

export const Plot = memo(function Plot({ spec, frame }: { spec: ChartSpec; frame: Frame }) {
  const { box, axis } = frame;
  const { margin } = box;
  return (
    <LineChart width={box.width} height={box.height} margin={{ ...NONE, top: margin.top, right: margin.right }} accessibilityLayer={false} className="chart-lines">
      <CartesianGrid stroke="var(--rule)" />
      <XAxis
        dataKey="x"
        type="number"
        scale={axis}
        domain={frame.xDomain}
        ticks={frame.xTicks}
        interval={0}
        allowDataOverflow
        height={margin.bottom}
        tick={box.labelled ? TICK : NO_TICK}
        tickLine={false}
        tickMargin={4}
        axisLine={false}
        tickFormatter={FORMAT_X[axis]}
      />
      <YAxis
        type="number"
        scale={spec.y.kind === 'decades' ? 'log' : 'linear'}
        domain={frame.yDomain}
        ticks={frame.yTicks}
        interval={0}
        allowDataOverflow
        width={margin.left}
        tick={TICK}
        tickLine={false}
        tickMargin={4}
        axisLine={false}
        tickFormatter={FORMAT_Y[spec.y.kind]}
      />
      {frame.lines.map(({ series, points }) => (
        <Line
          key={series.key}
          data={points}
          dataKey="y"
          type="linear"
          stroke={`var(--${series.hue})`}
          strokeWidth={2}
          {...(series.dash !== undefined && { strokeDasharray: series.dash })}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          legendType="none"
          tooltipType="none"
        />
      ))}
    </LineChart>
  );
});
