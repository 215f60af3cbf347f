/** All views of one run, stacked on one step axis. Before the first run: those of the settings. */
import { useMemo } from 'react';
import type { RunRecord } from '../../store/record.ts';
import { ChartStack } from '../charts/ChartStack.tsx';
import { useConfig } from '../hooks.ts';
import { viewsOf } from './index.ts';

export function Charts({ record, axis }: { record: RunRecord | null; axis: 'log' | 'linear' }) {
  const asked = useConfig((state) => (record === null ? state.config : null));
  const config = record?.config ?? asked;
  const specs = useMemo(() => (config === null ? [] : viewsOf(config)), [config]);
  return <ChartStack specs={specs} record={record} axis={axis} />;
}
