/** The curves, as paths: written once for as long as they are the same. */
import { memo } from 'react';
import type { RunName } from '../bench/useNames.ts';
import { banded, type Frame, type Line } from '../../figures/plot/frame.ts';
import { strokeOf } from '../../figures/plot/straight.ts';

/** A line that has not changed is not written anew: with eight runs on the charts most have not. */
const Course = memo(function Course({
  line: { series, points },
  colour,
  width = 2,
}: {
  readonly line: Line;
  readonly colour?: string | undefined;
  readonly width?: number;
}) {
  return (
    <path
      className="curve"
      d={strokeOf(points)}
      fill="none"
      stroke={colour ?? `var(--${series.hue})`}
      strokeWidth={width}
      strokeLinejoin="round"
      {...(series.dash !== undefined && { strokeDasharray: series.dash })}
    />
  );
});

/** The line in front is drawn in the hue of its quantity, those behind in the colours of their runs. */
export const Lines = memo(function Lines({ frame, names }: { readonly frame: Frame; readonly names: ReadonlyMap<string, RunName> }) {
  const { width, height } = frame.scene.box;
  const inBand = banded(frame);
  return (
    <svg className="chart-layer" width={width} height={height} aria-hidden="true">
      <g className="ghosts">
        {frame.ghostLines.map((line) => (
          <Course key={`${line.run} ${line.series.key}`} line={line} colour={names.get(line.run)?.colour} width={inBand.has(line.run) ? 1 : 2} />
        ))}
      </g>
      {frame.lines.map((line) => (
        <Course key={line.series.key} line={line} />
      ))}
    </svg>
  );
});
