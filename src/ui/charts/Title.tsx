/** A chart's title line: what, in which unit, and in one line what to look for; on a phone also which line is which. */
import { memo } from 'react';
import { Head } from './Head.tsx';
import type { ChartSpec, SeriesSpec } from '../../engine/probes/chart.ts';
import { useText } from '../i18n/useText.ts';

export const Title = memo(function Title({ id, spec, compact }: { id: string; spec: ChartSpec; compact: boolean }) {
  const say = useText();
  const explanation = say(spec.explanation);
  return (
    <figcaption className={compact ? 'chart-caption compact' : 'chart-caption'}>
      <span className="chart-title" id={id}>
        <span>{`${say(spec.title)} `}</span>
        <span className="chart-unit">{say(spec.unit)}</span>
      </span>
      {compact && spec.series.length > 1 && (
        <span className="chart-key">
          {spec.series.map((series) => (
            <Key key={series.key} series={series} />
          ))}
        </span>
      )}
      <span className="chart-explanation" title={compact ? undefined : explanation}>
        {explanation}
      </span>
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
