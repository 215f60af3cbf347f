/** All views of one run, stacked on one step axis. */
import type { RunRecord } from '../../store/record.ts';
import { ChartStack } from '../charts/ChartStack.tsx';
import { VIEWS } from './index.ts';

export function Charts({ record, axis }: { record: RunRecord | null; axis: 'log' | 'linear' }) {
  return <ChartStack specs={VIEWS} record={record} axis={axis} />;
}
