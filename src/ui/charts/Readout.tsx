/** Values of all curves at the cursor, or at the live end of the lines. Drawn on every beat; Recharts' own lines follow a little later. */
import { useSyncExternalStore } from 'react';
import { boxOfLabel, endLabels, uprightIn } from './endLabels.ts';
import { formatStep } from '../../figures/plot/format.ts';
import type { Frame } from '../../figures/plot/frame.ts';
import { Head } from './Head.tsx';
import { textWidth } from '../../figures/plot/labels.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { useLanguage } from '../i18n/useText.ts';

/** The stretch from where Recharts' line ends to now. */
function Tail({ frame, index, right }: { frame: Frame; index: number; right: number }) {
  const { series } = frame.lines[index] as Frame['lines'][number];
  const { length, steps, values } = frame.record.curve(series.key);
  const from = (frame.drawn[index] as number) - 1;
  if (from < 0 || from >= length - 1) return null;
  let path = '';
  for (let i = from; i < length; i++)
    path += `${i === from ? 'M' : 'L'}${Math.min(right, frame.scene.x(steps[i] as number)).toFixed(1)} ${frame.scene.y(values[i] as number).toFixed(1)}`;
  return <path d={path} fill="none" stroke={`var(--${series.hue})`} strokeWidth={2} strokeDasharray={series.dash} />;
}

/** Where the cursor is. It lies under the words of what happened there. */
export function Rule({ frame, stage }: { frame: Frame; stage: Stage }) {
  const { step, pinned } = useSyncExternalStore(stage.cursor.subscribe, stage.cursor.get);
  if (step === null) return null;
  const { width, height, margin } = frame.scene.box;
  const x = Math.round(Math.min(width - margin.right, frame.scene.x(step))) + 0.5;
  return (
    <g className={pinned ? 'rule pinned' : 'rule'}>
      <line x1={x} x2={x} y1={margin.top} y2={height - margin.bottom} />
    </g>
  );
}

export function Readout({ spec, frame, stage }: { spec: ChartSpec; frame: Frame; stage: Stage }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const cursor = useSyncExternalStore(stage.drawnCursor.subscribe, stage.drawnCursor.get);
  const language = useLanguage();
  const { x, box } = frame.scene;
  const { width, height, margin } = box;
  const right = width - margin.right;
  const rule = cursor.step === null ? null : Math.min(right, x(cursor.step));
  const labels = endLabels(spec, frame, cursor, uprightIn(frame, stage.phases(), language), language);

  return (
    <>
      {rule !== null && box.labelled && <StepChip x={rule} y={height - 5} words={formatStep(cursor.step as number, language)} />}
      {cursor.step === null && spec.series.map((series, i) => <Tail key={series.key} frame={frame} index={i} right={right} />)}
      {labels.map(({ series, x: end, y }) => (
        <Head key={series.key} series={series} x={end} y={y} />
      ))}
      {labels.map((label) => {
        const { series, words, left, middle } = label;
        const covered = boxOfLabel(label);
        return (
          <g key={series.key} className="label">
            {rule !== null && <rect x={covered.left} y={middle - 9} width={covered.right - covered.left} height={covered.height} rx={3} />}
            {Math.abs(middle - label.y) > 10 && <line x1={label.x + 6} y1={label.y} x2={left - 3} y2={middle} stroke={`var(--${series.hue})`} />}
            <text x={left} y={middle} dy="0.35em" fill={`var(--${series.hue}-ink)`}>
              {words}
            </text>
          </g>
        );
      })}
    </>
  );
}

function StepChip({ x, y, words }: { x: number; y: number; words: string }) {
  const width = textWidth(words) + 12;
  return (
    <g className="step-chip">
      <rect x={x - width / 2} y={y - 15} width={width} height={20} rx={3} />
      <text x={x} y={y} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}
