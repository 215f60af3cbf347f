/** Tints behind the plot: which phase of the run each stretch of steps belongs to. The first chart names them. */
import { useSyncExternalStore } from 'react';
import { useLanguage } from '../i18n/useText.ts';
import { textWidth } from './labels.ts';
import { PHASE_WORDS } from './phases.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { Upright } from './Upright.tsx';

/** Room on both sides of a name, and the least width in which one stands upright. */
const PADDING = 6;
const UPRIGHT = 17;

export function Bands({ scene, stage }: { scene: Scene; stage: Stage }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const language = useLanguage();
  const { box } = scene;
  const { height, margin, ribbon } = box;
  const right = box.width - margin.right;
  const at = (step: number): number => Math.min(right, scene.x(step));
  return (
    <svg className="chart-layer" width={box.width} height={height} aria-hidden="true">
      {stage.phases().map(({ phase, from, to }) => {
        const x = at(from);
        const width = Math.max(0, at(to) - x);
        const words = PHASE_WORDS[phase][language];
        const lying = textWidth(words) + PADDING <= width;
        return (
          <g key={`${phase} ${from}`} className={`band phase-${phase}`}>
            <rect x={x} y={margin.top} width={width} height={height - margin.top - margin.bottom} />
            <rect className="edge" x={x} y={height - margin.bottom - 2} width={width} height={3} />
            {ribbon > 0 && <rect className="ribbon" x={x} y={margin.top - ribbon} width={width} height={ribbon - 2} />}
            {ribbon > 0 && lying && (
              <text x={x + width / 2} y={margin.top - ribbon / 2 - 1} dy="0.35em" textAnchor="middle">
                {words}
              </text>
            )}
            {ribbon > 0 && !lying && width >= UPRIGHT && (
              // At the foot: where it generalises, validation runs through the upper half of the band.
              <Upright x={x + width / 2} y={height - margin.bottom - 8} anchor="end">
                {words}
              </Upright>
            )}
          </g>
        );
      })}
    </svg>
  );
}
