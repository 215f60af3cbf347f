/** What the network knows, in the form that its data has: a table of questions, values against the true ones, or some of its examples. */
import { useConfig } from '../../hooks.ts';
import Examples from '../examples/Examples.tsx';
import type { LensProps } from '../lens.ts';
import { Table } from './Table.tsx';
import { Values } from './Values.tsx';
import { isListed, isValued } from './valued.ts';
import { isTable } from './view.ts';

export default function Knows({ run, shown }: LensProps) {
  const asked = useConfig((state) => state.config);
  const config = run?.config ?? asked;
  if (isTable(config)) return <Table run={run} shown={shown} />;
  return (
    <>
      {isValued(config) && <Values run={run} shown={shown} />}
      {isListed(config) && <Examples run={run} shown={shown} />}
    </>
  );
}
