/** The table of all questions, against what the look says of each of them, one by one. */
import { expect, test } from 'vitest';
import { answers as look } from '../../../src/engine/looks/answers.ts';
import { cellsOf, isTabled, marginsOf, pairTableOf, replyTo, SURE, talliesOf, VERDICTS, verdictsOf, type Errors } from '../../../src/engine/looks/pairTable.ts';
import type { TokenShape } from '../../../src/engine/data/dataset.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { configOf, DIGITS, MLP, networkOf, REGRESSION, seenBy, TRANSFORMER } from './networks.ts';

const ALL = { train: 1e6, val: 1e6 };
const DIVISION = configOf({ 'task.p': 7, 'task.operation': 'divide', 'model.id': 'mlp', 'model.width': 24, 'init.scale': 8 });
const SUMS = configOf({ 'task.id': 'sums', 'task.p': 6, 'model.id': 'mlp', 'model.width': 24 });
const PLACES = configOf({ 'task.id': 'sums', 'task.p': 6, 'task.answer': 'place', 'loss.id': 'mse', 'model.id': 'mlp', 'model.width': 24, 'init.scale': 0.1 });

function seen(config: RunConfig) {
  const network = networkOf(config);
  const { train, val, shape } = network.dataset;
  const table = pairTableOf(shape as TokenShape, train, val);
  const { answer } = seenBy(look, network, ALL);
  return { network, table, answer, verdicts: verdictsOf(table, answer) };
}

test('tasks on two tokens with one answer make a table; others do not', () => {
  expect([MLP, TRANSFORMER, DIVISION, SUMS, PLACES].map((config) => isTabled(networkOf(config).dataset.shape))).toEqual([true, true, true, true, true]);
  expect([DIGITS, REGRESSION].map((config) => isTabled(networkOf(config).dataset.shape))).toEqual([false, false]);
  const shape = networkOf(MLP).dataset.shape as TokenShape;
  expect(isTabled({ ...shape, arity: 3 })).toBe(false);
  expect(isTabled({ ...shape, vocabulary: 201 })).toBe(false);
  expect(isTabled({ ...shape, target: { kind: 'value', tolerance: 1 }, outputs: 2 })).toBe(false);
});

test.each([
  ['transformer', TRANSFORMER],
  ['division, which leaves a column out', DIVISION],
  ['sums', SUMS],
  ['places on a line', PLACES],
])('%s: every question has its cell, its reply and its verdict', (_, config) => {
  const { network, table, answer, verdicts } = seen(config);
  const cells = cellsOf(table, verdicts);
  const { size } = table;
  const visited = new Set<number>();
  for (const set of ['train', 'val'] as const) {
    const { inputs, targets, count } = network.dataset[set];
    const said = answer[set];
    for (let i = 0; i < count; i++) {
      const cell = (inputs[2 * i] as number) * size + (inputs[2 * i + 1] as number);
      visited.add(cell);
      const question = table.places[cell] as number;
      expect(question < table.told).toBe(set === 'train');
      expect(table.targets[question]).toBe(targets[i]);
      const reply = replyTo(table, answer, question);
      const given = said.kind === 'class' ? said.answers[i] : said.values[i];
      expect(reply.answer).toBe(given);
      expect([reply.probability, reply.ofRight]).toEqual(said.kind === 'class' ? [said.probabilities[i], said.ofRight[i]] : [null, null]);
      const tolerance = table.shape.target.kind === 'value' ? table.shape.target.tolerance : 0;
      const isRight = said.kind === 'class' ? given === targets[i] : ((given as number) - (targets[i] as number)) ** 2 < tolerance;
      const word = isRight ? 'Right' : said.kind === 'class' && (said.probabilities[i] as number) >= SURE ? 'Sure' : 'Wrong';
      expect(VERDICTS[verdicts[question] as number]).toBe(`${set === 'train' ? 'told' : 'new'}${word}`);
      expect(cells[cell]).toBe(verdicts[question]);
    }
  }
  cells.forEach((verdict, cell) => expect(verdict === -1).toBe(!visited.has(cell)));
  expect(talliesOf(verdicts)).toEqual(VERDICTS.map((__, i) => verdicts.filter((one) => one === i).length));
});

test('a large start is sure of wrong answers; what is told and what is not are told apart', () => {
  const { verdicts } = seen(DIVISION);
  const [, , toldSure, , , newSure] = talliesOf(verdicts);
  expect(toldSure).toBeGreaterThan(0);
  expect(newSure).toBeGreaterThan(0);
});

test.each([
  ['transformer', TRANSFORMER],
  ['division', DIVISION],
  ['sums', SUMS],
])('%s: errors by row, column and right answer add up to the wrong ones', (_, config) => {
  const { table, verdicts } = seen(config);
  const { rows, columns, answers } = marginsOf(table, verdicts);
  const { size } = table;
  const counted = (length: number, keyOf: (cell: number, question: number) => number): Errors => {
    const [wrong, asked] = [new Int32Array(length), new Int32Array(length)];
    for (let cell = 0; cell < size ** 2; cell++) {
      const question = table.places[cell] as number;
      if (question < 0) continue;
      const key = keyOf(cell, question);
      asked[key] = (asked[key] as number) + 1;
      if (!(VERDICTS[verdicts[question] as number] as string).endsWith('Right')) wrong[key] = (wrong[key] as number) + 1;
    }
    return { wrong, asked };
  };
  expect(rows).toEqual(counted(size, (cell) => Math.floor(cell / size)));
  expect(columns).toEqual(counted(size, (cell) => cell % size));
  expect(answers).toEqual(counted(table.shape.outputs, (__, question) => table.targets[question] as number));
});

test('answers that are values have no margin of their own', () => {
  const { table, verdicts } = seen(PLACES);
  expect(marginsOf(table, verdicts).answers).toBeNull();
});
