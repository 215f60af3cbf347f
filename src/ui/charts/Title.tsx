/** A chart's title line: what, in which unit, and what this run did; before a run what the curves are. On a phone also which line is which. */
import { memo, useSyncExternalStore } from 'react';
import { pastOf } from '../../engine/run/past.ts';
import { Head } from './Head.tsx';
import type { ChartSpec, SeriesSpec } from '../../engine/probes/chart.ts';
import { useLanguage, useText } from '../i18n/useText.ts';
import { courseWords } from './course.ts';
import type { Stage } from './stage.ts';

interface Props {
  readonly id: string;
  readonly spec: ChartSpec;
  readonly stage: Stage;
  readonly compact: boolean;
}

export const Title = memo(function Title({ id, spec, stage, compact }: Props) {
  const say = useText();
  const language = useLanguage();
  useSyncExternalStore(stage.slow.subscribe, stage.slow.get);
  const record = useSyncExternalStore(stage.record.subscribe, stage.record.get);
  const cursor = useSyncExternalStore(stage.calmCursor.subscribe, stage.calmCursor.get);
  const shown = record === null || !cursor.pinned || cursor.step === null ? record : pastOf(record, cursor.step);
  const words = shown === null ? say(spec.explanation) : courseWords(spec, shown, language);
  return (
    <figcaption className={compact ? 'chart-caption compact' : 'chart-caption'}>
      <span className="chart-title" id={id}>
        <span title={say(spec.explanation)}>{`${say(spec.title)} `}</span>
        <span className="chart-unit">{say(spec.unit)}</span>
      </span>
      {compact && spec.series.length > 1 && (
        <span className="chart-key">
          {spec.series.map((series) => (
            <Key key={series.key} series={series} />
          ))}
        </span>
      )}
      {/* Where there is no room for all of it, it wraps out of sight: half a sentence is none. */}
      {words !== null && <span className="chart-explanation">{words}</span>}
    </figcaption>
  );
});

function Key({ series }: { series: SeriesSpec }) {
  const say = useText();
  return (
    <span style={{ color: `var(--${series.hue}-ink)` }}>
      <svg width={26} height={12} aria-hidden="true">
        <line x1={0} x2={20} y1={6} y2={6} stroke={`var(--${series.hue})`} strokeWidth={2} strokeDasharray={series.dash} />
        <Head series={series} x={20} y={6} />
      </svg>
      <span>{say(series.label)}</span>
    </span>
  );
}
