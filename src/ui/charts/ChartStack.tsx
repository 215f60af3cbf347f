/** Charts on one shared step axis, laid out to fill their container. Props in, picture out. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { RunRecord } from '../../engine/run/record.ts';
import type { RunName } from '../bench/useNames.ts';
import { Chart } from './Chart.tsx';
import type { Groups } from '../../figures/plot/frame.ts';
import { COLUMN_GAP, layoutOf, leastHeight, ROW_GAP } from '../../figures/plot/layout.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { boxOf } from '../../figures/plot/scene.ts';
import { browserClock } from './scheduler.ts';
import { createStage } from './stage.ts';
import { Timeline } from './Timeline.tsx';
import { usePins } from './usePins.ts';
import { useSize } from './useSize.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { Part } from '../parts/Part.tsx';
import type { Axis } from '../../figures/plot/xAxis.ts';
import './charts.css';

const NO_GHOSTS: readonly RunRecord[] = [];
const NO_GROUPS: Groups = [];
const NO_NAMES: ReadonlyMap<string, RunName> = new Map();

interface Props {
  readonly specs: readonly ChartSpec[];
  readonly record: RunRecord | null;
  /** Runs drawn behind it; the same array as long as they are the same. */
  readonly ghosts?: readonly RunRecord[];
  /** Runs whose quartiles are drawn, whether they are or not; the same array as long as they are the same. */
  readonly groups?: Groups;
  /** What they are called, by their ids. */
  readonly names?: ReadonlyMap<string, RunName>;
  readonly axis: Axis;
}

export function ChartStack({ specs, record, ghosts = NO_GHOSTS, groups = NO_GROUPS, names = NO_NAMES, axis }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const say = useText();
  const { moment, play } = usePage();
  const [stage] = useState(() => createStage(axis, browserClock, () => play.store.getState().playing));

  useLayoutEffect(() => {
    stage.record.set(record);
    stage.ghosts.set(ghosts);
    stage.groups.set(groups);
    stage.axis.set(axis);
    stage.scheduler.kick();
  }, [stage, record, ghosts, groups, axis]);

  useLayoutEffect(() => {
    stage.scheduler.start();
    return () => stage.scheduler.stop();
  }, [stage]);

  usePins(stage, moment);

  const units = specs.map(({ units: own = 1 }) => own);
  const layout = size === null ? null : layoutOf(size.width, size.height, specs.length, units);
  const least = size === null ? null : leastHeight(size.width, specs.length, units);
  return (
    <div className="charts">
      <div className="charts-area" ref={area} style={{ ['--least' as string]: least === null ? 'auto' : `${least}px` }}>
        {layout !== null &&
          Array.from({ length: layout.columns }, (_, column) => (
            <div key={column} className="charts-column" style={{ gap: ROW_GAP, marginLeft: column === 0 ? 0 : COLUMN_GAP }}>
              {specs.map((spec, i) => {
                const cell = layout.cells[i];
                return cell === undefined || cell.column !== column ? null : (
                  <div key={spec.id} className="chart-cell" style={layout.compact ? { width: cell.width } : { width: cell.width, height: cell.height }}>
                    <Part name={say(spec.title)} shows={[record, ghosts, groups, axis]}>
                      <Chart spec={spec} stage={stage} names={names} cell={cell} compact={layout.compact} hero={i === 0} />
                    </Part>
                  </div>
                );
              })}
            </div>
          ))}
      </div>
      {layout?.cells[0] !== undefined && <Timeline stage={stage} {...boxOf(layout.cells[0], layout.compact, true)} />}
    </div>
  );
}
