/** Values of all curves at the cursor, or at the live end of the lines. Drawn on every beat; Recharts' own lines follow a little later. */
import { useSyncExternalStore } from 'react';
import { formatStep, formatValue } from './format.ts';
import type { Frame } from './frame.ts';
import { Head } from './Head.tsx';
import { spread, textWidth } from './labels.ts';
import { readingsAt, STYLE } from './readings.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { useLanguage } from '../i18n/useText.ts';

const LABEL_HEIGHT = 17;

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

export function Readout({ spec, frame, stage }: { spec: ChartSpec; frame: Frame; stage: Stage }) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const cursor = useSyncExternalStore(stage.cursor.subscribe, stage.cursor.get);
  const language = useLanguage();
  const { record, scene } = frame;
  const { x, y, box } = scene;
  const { width, height, margin, compact } = box;
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const at = (step: number): number => Math.min(right, x(step));

  const readings = readingsAt(spec, record, cursor.step, x).filter(({ value }) => Number.isFinite(value));
  const heights = readings.map(({ value }) => y(value));
  const rule = cursor.step === null ? null : at(cursor.step);
  const placed = spread(heights, LABEL_HEIGHT, margin.top - (rule === null ? 5 : 3), bottom);
  const labelX = Math.max(...readings.map(({ step }) => at(step)), rule ?? 0) + 12;
  const texts = readings.map(({ series, value }) => {
    const number = formatValue(value, STYLE[spec.y.kind], language);
    return spec.series.length === 1 || compact ? number : `${series.label[language]} ${number}`;
  });

  return (
    <>
      {rule !== null && (
        <g className={cursor.pinned ? 'rule pinned' : 'rule'}>
          <line x1={Math.round(rule) + 0.5} x2={Math.round(rule) + 0.5} y1={margin.top} y2={bottom} />
        </g>
      )}
      {rule !== null && box.labelled && <StepChip x={rule} y={height - 5} words={formatStep(cursor.step as number, language)} />}
      {cursor.step === null && spec.series.map((series, i) => <Tail key={series.key} frame={frame} index={i} right={right} />)}
      {readings.map(({ series, step }, i) => (
        <Head key={series.key} series={series} x={at(step)} y={heights[i] as number} />
      ))}
      {readings.map(({ series, step }, i) => {
        const middle = placed[i] as number;
        const wanted = heights[i] as number;
        return (
          <g key={series.key} className="label">
            {rule !== null && <rect x={labelX - 4} y={middle - 9} width={textWidth(texts[i] as string) + 6} height={18} rx={3} />}
            {Math.abs(middle - wanted) > 10 && <line x1={at(step) + 6} y1={wanted} x2={labelX - 3} y2={middle} stroke={`var(--${series.hue})`} />}
            <text x={labelX} y={middle} dy="0.35em" fill={`var(--${series.hue}-ink)`}>
              {texts[i]}
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
