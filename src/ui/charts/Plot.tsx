/** The part of a chart that stays while the lines grow: grid and axes, by Recharts. Drawn again only when a domain or the size changes. */
import { memo, type ReactNode } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import type { Scene } from '../../figures/plot/frame.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { FORMAT_X, FORMAT_Y } from '../../figures/plot/ticks.ts';

/** A tick without a label still has its grid line; no tick has none. */
const NO_TICK = (): ReactNode => null;
const TICK = { fill: 'var(--ink-2)', fontSize: 13 };

export const Plot = memo(function Plot({ spec, scene, parts }: { spec: ChartSpec; scene: Scene; parts: number }) {
  const { box, axis } = scene;
  const { top, right, bottom, left } = box.margin;
  return (
    <LineChart width={box.width} height={box.height} margin={{ top, right, bottom: 0, left: 0 }} accessibilityLayer={false} className="chart-frame">
      {parts > 3 && <CartesianGrid stroke="var(--rule)" syncWithTicks />}
      {parts > 2 && (
        <XAxis
          dataKey="x"
          type="number"
          scale={axis}
          domain={scene.xDomain}
          ticks={scene.xTicks}
          interval={0}
          allowDataOverflow
          height={bottom}
          tick={box.labelled ? TICK : NO_TICK}
          tickLine={false}
          tickMargin={4}
          axisLine={false}
          tickFormatter={FORMAT_X[axis]}
        />
      )}
      {parts > 1 && (
        <YAxis
          type="number"
          scale={spec.y.kind === 'decades' ? 'log' : 'linear'}
          domain={scene.yDomain}
          ticks={scene.yTicks}
          interval={0}
          allowDataOverflow
          width={left}
          tick={TICK}
          tickLine={false}
          tickMargin={4}
          axisLine={false}
          tickFormatter={FORMAT_Y[spec.y.kind]}
        />
      )}
    </LineChart>
  );
});
