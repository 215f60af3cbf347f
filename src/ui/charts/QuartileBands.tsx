/** What lies between the quartiles of runs that belong together, and their median: in the colour of the first of them, with the dashes of the series. */
import { memo } from 'react';
import type { RunName } from '../bench/useNames.ts';
import type { Frame } from '../../figures/plot/frame.ts';
import { strokeOf } from '../../figures/plot/straight.ts';

export const QuartileBands = memo(function QuartileBands({ frame, names }: { readonly frame: Frame; readonly names: ReadonlyMap<string, RunName> }) {
  const { width, height } = frame.scene.box;
  if (frame.quartileLines.length === 0) return null;
  const colourOf = (group: number): string => names.get(frame.groups[group]?.[0]?.id ?? '')?.colour ?? 'var(--ink)';
  return (
    <svg className="chart-layer quartiles" width={width} height={height} aria-hidden="true">
      {frame.quartileLines.map(({ group, series, area }) => (
        <path key={`${group} ${series.key}`} className="quartile-area" d={area} style={{ fill: colourOf(group) }} />
      ))}
      {frame.quartileLines.map(({ group, series, middle }) => (
        <path
          key={`${group} ${series.key}`}
          d={strokeOf(middle)}
          fill="none"
          stroke={colourOf(group)}
          strokeWidth={3}
          strokeLinejoin="round"
          {...(series.dash !== undefined && { strokeDasharray: series.dash })}
        />
      ))}
    </svg>
  );
});
