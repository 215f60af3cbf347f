/** Tints behind the plot: which phase of the run each stretch of steps belongs to. The first chart names them. */
import { useSyncExternalStore } from 'react';
import { useLanguage } from '../i18n/useText.ts';
import { bandsOf, footOf } from '../../figures/plot/bands.ts';
import type { Scene } from '../../figures/plot/scene.ts';
import type { Stage } from './stage.ts';
import { Upright } from './Upright.tsx';

export function Bands({ scene, stage }: { scene: Scene; stage: Stage }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const language = useLanguage();
  const { height, margin, ribbon, width: whole } = scene.box;
  return (
    <svg className="chart-layer" width={whole} height={height} aria-hidden="true">
      {bandsOf(stage.phases(), scene, language).map(({ phase, from, x, width, words, lying, upright }) => (
        <g key={`${phase} ${from}`} className={`band phase-${phase}`}>
          <rect x={x} y={margin.top} width={width} height={height - margin.top - margin.bottom} />
          <rect className="edge" x={x} y={height - margin.bottom - 2} width={width} height={3} />
          {ribbon > 0 && <rect className="ribbon" x={x} y={margin.top - ribbon} width={width} height={ribbon - 2} />}
          {lying && (
            <text x={x + width / 2} y={margin.top - ribbon / 2 - 1} dy="0.35em" textAnchor="middle">
              {words}
            </text>
          )}
          {upright !== null && (
            <Upright x={x + width / 2} y={footOf(upright)} anchor="end">
              {words}
            </Upright>
          )}
        </g>
      ))}
    </svg>
  );
}
