/**
 * The curves, with Recharts' own curve shape but not its <Line>: that one copies, freezes and measures every point again at each
 * update, which took most of a frame on a slow computer even without animation.
 */
import { memo } from 'react';
import { Curve } from 'recharts';
import type { Frame, Line } from './frame.ts';

function Course({ line: { series, points } }: { readonly line: Line }) {
  return (
    <Curve
      type="linear"
      points={points}
      fill="none"
      stroke={`var(--${series.hue})`}
      strokeWidth={2}
      strokeLinejoin="round"
      {...(series.dash !== undefined && { strokeDasharray: series.dash })}
    />
  );
}

export const Lines = memo(function Lines({ frame }: { frame: Frame }) {
  const { width, height } = frame.scene.box;
  return (
    <svg className="chart-layer" width={width} height={height} aria-hidden="true">
      <g className="ghosts">
        {frame.ghostLines.map((line) => (
          <Course key={`${line.run} ${line.series.key}`} line={line} />
        ))}
      </g>
      {frame.lines.map((line) => (
        <Course key={line.series.key} line={line} />
      ))}
    </svg>
  );
});
