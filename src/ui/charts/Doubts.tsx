/** Hatches the stretches of steps at which a chart's values mean little, and says why. */
import { useId, useSyncExternalStore } from 'react';
import type { Frame } from '../../figures/plot/frame.ts';
import { textWidth } from '../../figures/plot/labels.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { useLanguage } from '../i18n/useText.ts';

export function Doubts({ frame, stage, doubts }: { frame: Frame; stage: Stage; doubts: NonNullable<ChartSpec['doubts']> }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const language = useLanguage();
  const pattern = useId();
  const { scene, record } = frame;
  const { width, height, margin } = scene.box;
  const at = (step: number): number => Math.min(width - margin.right, scene.x(step));
  const inner = height - margin.top - margin.bottom;
  return (
    <svg className="chart-layer" width={width} height={height} aria-hidden="true">
      <pattern id={pattern} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="doubt-line" x1={0} x2={0} y1={0} y2={6} />
      </pattern>
      {doubts((key) => record.curve(key)).map(({ from, to, words }) => {
        const x = at(from);
        const room = at(to) - x;
        return (
          <g key={from} className="doubt">
            <rect x={x} y={margin.top} width={Math.max(0, room)} height={inner} fill={`url(#${CSS.escape(pattern)})`} />
            {textWidth(words[language]) + 8 < room && (
              <text x={x + 6} y={margin.top + 14}>
                {words[language]}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
