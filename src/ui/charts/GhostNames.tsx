/** The names of the runs behind, and of medians. They keep clear of the front run's values and of what stands upright in its plot, which move with every beat. */
import { memo, useSyncExternalStore } from 'react';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { RunName } from '../bench/useNames.ts';
import { useLanguage } from '../i18n/useText.ts';
import { boxOfLabel, endLabels, uprightIn } from './endLabels.ts';
import type { Frame } from '../../figures/plot/frame.ts';
import { ghostEnds } from '../../figures/plot/ghostEnds.ts';
import type { Stage } from './stage.ts';

interface Props {
  readonly spec: ChartSpec;
  readonly frame: Frame;
  readonly stage: Stage;
  readonly names: ReadonlyMap<string, RunName>;
  readonly hero: boolean;
}

export const GhostNames = memo(function GhostNames({ spec, frame, stage, names, hero }: Props) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const cursor = useSyncExternalStore(stage.drawnCursor.subscribe, stage.drawnCursor.get);
  const language = useLanguage();
  const upright = uprightIn(frame, stage.phases(), language);
  const taken = [...endLabels(spec, frame, cursor, upright, language).map(boxOfLabel), ...upright];
  return ghostEnds(frame, names, hero, taken, language).map(({ id, words, colour, x, y }) => (
    <text key={id} className="ghost-name" style={{ fill: colour }} x={x} y={y} dy="0.35em" textAnchor="end">
      {words}
    </text>
  ));
});
