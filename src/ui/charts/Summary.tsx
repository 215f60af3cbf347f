/** The text alternative of a chart. Brought up to date every second; read when asked for, never announced. */
import { memo, useSyncExternalStore } from 'react';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { RunName } from '../bench/useNames.ts';
import { quartilesOf } from '../../figures/plot/quartiles.ts';
import type { Stage } from './stage.ts';
import { summaryOf } from './summary.ts';
import { useLanguage } from '../i18n/useText.ts';

interface Props {
  readonly id: string;
  readonly spec: ChartSpec;
  readonly stage: Stage;
  readonly names: ReadonlyMap<string, RunName>;
}

/** Memoised: the chart around it is drawn again several times a second. */
export const Summary = memo(function Summary({ id, spec, stage, names }: Props) {
  useSyncExternalStore(stage.slow.subscribe, stage.slow.get);
  const ghosts = useSyncExternalStore(stage.ghosts.subscribe, stage.ghosts.get);
  const groups = useSyncExternalStore(stage.groups.subscribe, stage.groups.get);
  const language = useLanguage();
  const behind = ghosts.flatMap((record) => {
    const named = names.get(record.id);
    return named === undefined ? [] : [{ record, name: `${named.letter}, ${named.name}` }];
  });
  const together = groups.map((records) => ({
    name: records.map(({ id: run }) => names.get(run)?.letter ?? '').join(language === 'ja' ? '、' : ', '),
    quartiles: quartilesOf(spec, [records]),
  }));
  return (
    <p id={id} className="chart-summary">
      {summaryOf(spec, stage.record.get(), language, behind, together)}
    </p>
  );
});
