/** All charts of one run, stacked on one step axis. Before the first run: those of the settings. */
import { useMemo } from 'react';
import { chartsOf } from '../../engine/probes/measuring.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { useConfig } from '../hooks.ts';
import type { RunName } from '../bench/useNames.ts';
import { ChartStack } from './ChartStack.tsx';
import type { Groups } from '../../figures/plot/frame.ts';

interface Props {
  readonly record: RunRecord | null;
  readonly ghosts?: readonly RunRecord[];
  readonly groups?: Groups;
  readonly names?: ReadonlyMap<string, RunName>;
  readonly axis: 'log' | 'linear';
}

export function Charts({ record, ghosts, groups, names, axis }: Props) {
  const asked = useConfig((state) => (record === null ? state.config : null));
  const config = record?.config ?? asked;
  const specs = useMemo(() => (config === null ? [] : chartsOf(config)), [config]);
  return (
    <ChartStack
      specs={specs}
      record={record}
      axis={axis}
      {...(ghosts !== undefined && { ghosts })}
      {...(groups !== undefined && { groups })}
      {...(names !== undefined && { names })}
    />
  );
}
