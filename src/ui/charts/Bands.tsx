/** Tints behind the plot: which phase of the run each stretch of steps belongs to. */
import { useSyncExternalStore } from 'react';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

export function Bands({ scene, stage }: { scene: Scene; stage: Stage }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const { box } = scene;
  const { height, margin } = box;
  const right = box.width - margin.right;
  const at = (step: number): number => Math.min(right, scene.x(step));
  return (
    <svg className="chart-layer" width={box.width} height={height} aria-hidden="true">
      {stage.phases().map(({ phase, from, to }) => {
        const x = at(from);
        const width = Math.max(0, at(to) - x);
        return (
          <g key={phase} className={`band ${phase}`}>
            <rect x={x} y={margin.top} width={width} height={height - margin.top - margin.bottom} />
            <rect className="edge" x={x} y={height - margin.bottom - 2} width={width} height={3} />
          </g>
        );
      })}
    </svg>
  );
}
