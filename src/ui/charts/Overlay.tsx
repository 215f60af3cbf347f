/** What lies over Recharts' lines: markers, live ends, cursor, and the small ticks of the logarithmic axis. */
import { memo, useSyncExternalStore } from 'react';
import { text } from '../../engine/text.ts';
import { formatTick } from '../../figures/plot/format.ts';
import type { Frame } from '../../figures/plot/frame.ts';
import { Markers } from './Markers.tsx';
import { Readout, Rule } from './Readout.tsx';
import type { Scene } from '../../figures/plot/scene.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { useText } from '../i18n/useText.ts';
import { STEP } from '../../figures/plot/ticks.ts';
import { minorTicks } from '../../figures/plot/xAxis.ts';
import './overlay.css';

const STEP_SHORT = text('step', 'ステップ');

export function Overlay({ spec, frame, stage, hero }: { spec: ChartSpec; frame: Frame; stage: Stage; hero: boolean }) {
  // Marks come with beats; their number says whether there is anything new.
  const count = useSyncExternalStore(stage.beat.subscribe, () => frame.record.marks.length);
  const { width, height } = frame.scene.box;
  return (
    <svg className="chart-layer moving" width={width} height={height} aria-hidden="true">
      <Baseline scene={frame.scene} />
      <Rule frame={frame} stage={stage} />
      <Markers scene={frame.scene} marks={frame.record.marks} config={frame.record.config} count={count} words={hero} />
      <Readout spec={spec} frame={frame} stage={stage} />
    </svg>
  );
}

const Baseline = memo(function Baseline({ scene }: { scene: Scene }) {
  const say = useText();
  const { width, height, margin, labelled, compact } = scene.box;
  const y = Math.round(height - margin.bottom) + 0.5;
  return (
    <g className="baseline">
      <line x1={margin.left} x2={width - margin.right} y1={y} y2={y} />
      {minorTicks(scene.end, scene.axis).map((step) => {
        const x = Math.round(scene.x(step)) + 0.5;
        return <line key={step} x1={x} x2={x} y1={y} y2={y + 3} />;
      })}
      {labelled && scene.endNamed && (
        <text x={width - margin.right} y={height - 5} textAnchor="middle">
          {formatTick(scene.end)}
        </text>
      )}
      {labelled && (
        <text x={width - margin.right + 22} y={height - 5}>
          {say(compact ? STEP_SHORT : STEP[scene.axis])}
        </text>
      )}
    </g>
  );
});
