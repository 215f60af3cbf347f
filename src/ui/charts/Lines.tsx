/**
 * The curves, with Recharts' own curve shape but not its <Line>: that one copies, freezes and measures every point again at each
 * update, which took most of a frame on a slow computer even without animation.
 */
import { memo } from 'react';
import { Curve } from 'recharts';
import type { Frame } from './frame.ts';

export const Lines = memo(function Lines({ frame }: { frame: Frame }) {
  const { width, height } = frame.scene.box;
  return (
    <svg className="chart-layer" width={width} height={height} aria-hidden="true">
      <g className="ghosts">
        {frame.ghostLines.map(({ run, series, points }) => (
          <Curve
            key={`${run} ${series.key}`}
            type="linear"
            points={points}
            fill="none"
            stroke={`var(--${series.hue})`}
            strokeWidth={2}
            strokeLinejoin="round"
            {...(series.dash !== undefined && { strokeDasharray: series.dash })}
          />
        ))}
      </g>
      {frame.lines.map(({ series, points }) => (
        <Curve
          key={series.key}
          type="linear"
          points={points}
          fill="none"
          stroke={`var(--${series.hue})`}
          strokeWidth={2}
          strokeLinejoin="round"
          {...(series.dash !== undefined && { strokeDasharray: series.dash })}
        />
      ))}
    </svg>
  );
});
