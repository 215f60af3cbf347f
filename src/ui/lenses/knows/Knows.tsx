/** What the network knows, in the form that its data has: a table of questions, or some of its examples. */
import { useConfig } from '../../hooks.ts';
import Examples from '../examples/Examples.tsx';
import type { LensProps } from '../lens.ts';
import { Table } from './Table.tsx';
import { isTable } from './view.ts';

export default function Knows({ run, shown }: LensProps) {
  const asked = useConfig((state) => state.config);
  return isTable(run?.config ?? asked) ? <Table run={run} shown={shown} /> : <Examples run={run} shown={shown} />;
}
