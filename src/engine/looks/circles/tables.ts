/** The two tables of a network that know tokens one by one: what it makes of each on the way in, and how it arrives at each answer. */
import { linear } from '../../models/plain/linear.ts';
import type { NamedTable } from '../../models/model.ts';
import { arraysByName } from '../../models/named.ts';
import type { NetworkAt } from '../look.ts';
import type { Table } from './spectrum.ts';

interface Named {
  readonly name: NamedTable;
  readonly table: Table;
}

/** A row of each parameter, side by side, for every token. */
function rowsOf({ model, parameters }: NetworkAt, { of }: NamedTable, tokens: Int32Array): Table {
  const find = arraysByName(model.parameters, parameters);
  const parts = of.map((name) => ({ values: find(name), width: model.parameters.find((spec) => spec.name === name)?.shape[1] as number }));
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const values = new Float64Array(tokens.length * width);
  tokens.forEach((token, e) => {
    let at = e * width;
    for (const part of parts) {
      values.set(part.values.subarray(token * part.width, (token + 1) * part.width), at);
      at += part.width;
    }
  });
  return { values, n: tokens.length, width };
}

/** The column of the parameters' product for every output, as a row. */
function columnsOf({ model, parameters, dataset }: NetworkAt, { of }: NamedTable, tokens: Int32Array): Table {
  const { outputs } = dataset.shape;
  const find = arraysByName(model.parameters, parameters);
  const [last, ...before] = of.map(find).toReversed();
  const product = before.reduce<Float64Array>((right, left) => linear(Float64Array.from(left), right, outputs), Float64Array.from(last as Float32Array)); // (width, outputs)
  const width = product.length / outputs;
  const values = new Float64Array(tokens.length * width);
  tokens.forEach((token, e) => {
    for (let j = 0; j < width; j++) values[e * width + j] = product[j * outputs + token] as number;
  });
  return { values, n: tokens.length, width };
}

/** Of each a row for every token, in their order. @throws Error where the model has none */
export function tablesOf(network: NetworkAt, tokens: Int32Array): { readonly rows: Named; readonly outputs: Named } {
  const { tables } = network.model;
  if (tables === undefined) throw new Error('no tables of tokens');
  return {
    rows: { name: tables.rows, table: rowsOf(network, tables.rows, tokens) },
    outputs: { name: tables.outputs, table: columnsOf(network, tables.outputs, tokens) },
  };
}
