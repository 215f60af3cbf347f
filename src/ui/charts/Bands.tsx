/** Tints behind the plot: which phase of the run each stretch of steps belongs to. */
import { useSyncExternalStore } from 'react';
import type { Frame } from './frame.ts';
import type { Stage } from './stage.ts';

export function Bands({ frame, stage }: { frame: Frame; stage: Stage }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const { width, height, margin } = frame.box;
  const right = width - margin.right;
  const at = (step: number): number => Math.min(right, frame.x(step));
  return (
    <svg className="chart-layer" width={width} height={height} aria-hidden="true">
      {stage.phases().map(({ phase, from, to }) => (
        <rect key={phase} className={`band ${phase}`} x={at(from)} y={margin.top} width={Math.max(0, at(to) - at(from))} height={height - margin.top - margin.bottom} />
      ))}
    </svg>
  );
}
