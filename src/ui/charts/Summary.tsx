/** The text alternative of a chart. Brought up to date every few seconds; read when asked for, never announced. */
import { memo, useSyncExternalStore } from 'react';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { summaryOf } from './summary.ts';
import { useLanguage } from '../i18n/useText.ts';

/** Memoised: the chart around it is drawn again several times a second. */
export const Summary = memo(function Summary({ id, spec, stage }: { id: string; spec: ChartSpec; stage: Stage }) {
  useSyncExternalStore(stage.slow.subscribe, stage.slow.get);
  const language = useLanguage();
  return (
    <p id={id} className="chart-summary">
      {summaryOf(spec, stage.record.get(), language)}
    </p>
  );
});
