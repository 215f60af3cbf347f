/** Each model's two tables, against the same by hand from its parameters. */
import { expect, test } from 'vitest';
import { tablesOf } from '../../../../src/engine/looks/circles/tables.ts';
import { configOf } from '../networks.ts';
import { bareNetwork, columnsOf, rowsOf } from './random.ts';

const P = 5;
const TOKENS = Int32Array.of(3, 0, 1);

/** By name: rows of a parameter. */
function tensorsOf({ model, parameters }: ReturnType<typeof bareNetwork>): Readonly<Record<string, number[][]>> {
  return Object.fromEntries(
    model.parameters.map(({ name, shape }, i) => {
      const [columns, values] = [shape[1] ?? 1, [...(parameters[i] as Float32Array)]];
      return [name, Array.from({ length: values.length / columns }, (_, row) => values.slice(row * columns, (row + 1) * columns))];
    }),
  );
}

const product = (left: readonly number[][], right: readonly number[][]): number[][] =>
  left.map((row) => (right[0] as number[]).map((_, j) => row.reduce((sum, x, k) => sum + x * ((right[k] as number[])[j] as number), 0)));

const transposed = (rows: readonly number[][]): number[][] => (rows[0] as number[]).map((_, j) => rows.map((row) => row[j] as number));

type Tensors = Readonly<Record<string, number[][]>>;
const of = (tensors: Tensors, name: string): number[][] => tensors[name] as number[][];

test.each([
  ['transformer, one layer', {}, (w: Tensors) => of(w, 'embedding'), (w: Tensors) => product(of(w, 'layer0.out'), of(w, 'unembedding')), 'W_E', 'W_L'],
  [
    'its last layer',
    { 'model.layers': 2 },
    (w: Tensors) => of(w, 'embedding'),
    (w: Tensors) => product(of(w, 'layer1.out'), of(w, 'unembedding')),
    'W_E',
    'W_L',
  ],
  ['behind a norm', { 'model.layerNorm': 'pre' }, (w: Tensors) => of(w, 'embedding'), (w: Tensors) => of(w, 'unembedding'), 'W_E', 'W_U'],
  [
    'MLP, one-hot',
    { 'model.id': 'mlp' },
    (w: Tensors) => of(w, 'hidden1.weight.0').map((row, i) => [...row, ...(of(w, 'hidden1.weight.1')[i] as number[])]),
    (w: Tensors) => of(w, 'output.weight'),
    'W_1',
    'W_L',
  ],
  [
    'MLP, embedded',
    { 'model.id': 'mlp', 'model.input': 'embedding' },
    (w: Tensors) => of(w, 'embedding'),
    (w: Tensors) => of(w, 'output.weight'),
    'W_E',
    'W_L',
  ],
  ['MLP, summed', { 'model.id': 'mlp', 'model.input': 'sum' }, (w: Tensors) => of(w, 'embedding'), (w: Tensors) => of(w, 'output.weight'), 'W_E', 'W_L'],
  ['LSTM', { 'model.id': 'lstm' }, (w: Tensors) => of(w, 'embedding'), (w: Tensors) => of(w, 'output.weight'), 'W_E', 'W_L'],
] as const)('%s', (_, set, rowsIn, outputsIn, signIn, signOut) => {
  const network = bareNetwork(configOf({ 'task.p': P, ...set, 'model.width': 8 }));
  const { rows, outputs } = tablesOf(network, TOKENS);
  const tensors = tensorsOf(network);
  const chosen = (table: readonly number[][]): number[][] => Array.from(TOKENS, (token) => table[token] as number[]);
  expect([rows.name.sign, outputs.name.sign]).toEqual([signIn, signOut]);
  expect(rowsOf(rows.table)).toEqual(chosen(rowsIn(tensors)));
  const expected = chosen(transposed(outputsIn(tensors)));
  expect(columnsOf(outputs.table)).toHaveLength((expected[0] as number[]).length);
  rowsOf(outputs.table).forEach((row, e) => row.forEach((value, j) => expect(value).toBeCloseTo((expected[e] as number[])[j] as number, 12)));
});
