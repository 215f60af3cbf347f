import { expect, test } from 'vitest';
import { cellTableOf } from '../../../../src/engine/looks/ablation/table.ts';
import type { SetAnswers } from '../../../../src/engine/looks/answers.ts';
import { pairShape } from '../../../../src/engine/tasks/split.ts';

const said = (...answers: number[]): SetAnswers => ({
  kind: 'class',
  answers: Int32Array.from(answers),
  probabilities: new Float32Array(answers.length),
  ofRight: new Float32Array(answers.length),
});
const asked = (count: number, inputs: number[], targets: number[]) => ({ count, inputs: Int32Array.from(inputs), targets: Int32Array.from(targets) });

test('a cell says of a question whether it is trained on, and whether its answer is right', () => {
  const train = asked(2, [0, 1, 2, 0], [1, 2]);
  const val = asked(2, [1, 1, 2, 2], [2, 1]);
  const table = cellTableOf(pairShape(3), [
    [train, said(1, 0)],
    [val, said(2, 0)],
  ]);
  expect(table?.size).toBe(3);
  expect([...(table?.cells ?? [])]).toEqual([-1, 0, -1, -1, 2, -1, 1, -1, 3]);
});

test('what is no pair of tokens with a class, or too large, makes no table', () => {
  expect(cellTableOf({ ...pairShape(3), arity: 3 }, [])).toBeNull();
  expect(cellTableOf(pairShape(200), [])?.size).toBe(200);
  expect(cellTableOf(pairShape(201), [])).toBeNull();
  expect(cellTableOf({ ...pairShape(3), target: { kind: 'value', tolerance: 0.1 } }, [])).toBeNull();
});
