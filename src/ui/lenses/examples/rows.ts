/** The examples of one side, each with what the network says to it. */
import type { RunConfig } from '../../../engine/config/config.ts';
import type { Names } from '../../../engine/data/names.ts';
import type { DatasetShape, Examples, ExampleSet } from '../../../engine/data/dataset.ts';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import type { Drawing } from '../../../engine/tasks/drawing.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { bracketed } from './numbers.ts';

/** What the network says to the examples of one side. */
export type Said = AnswerOf<'answers'>['train'];

/** Sentences take more room than questions: so many of each side. */
export const SENTENCES: Readonly<Record<ExampleSet, number>> = { train: 6, val: 18 };

export interface Row {
  readonly id: number;
  readonly input: Int32Array | Float32Array;
  /** As its task writes it, or its numbers in brackets. */
  readonly question: string;
  /** Its picture, where its task draws one; the same function as long as the examples are. */
  readonly draw: (() => Drawing) | null;
}

const NONE = new Float32Array(0);

export function rowsOf({ inputs, edges, places, count }: Examples, task: RunConfig['task'], names?: Names): Row[] {
  const def = tasks.get(task.id);
  const part = (numbers: Int32Array | Float32Array, i: number): Int32Array | Float32Array =>
    numbers.subarray((i * numbers.length) / count, ((i + 1) * numbers.length) / count);
  return Array.from({ length: count }, (_, id) => {
    const pictured = { input: part(inputs, id), edges: part(edges ?? NONE, id), places: part(places ?? NONE, id) };
    const numbers = [...pictured.input];
    const question = def.question?.(task, numbers, names) ?? bracketed(numbers);
    return {
      id,
      input: pictured.input,
      question,
      draw: def.drawing === undefined ? null : () => (def.drawing as NonNullable<typeof def.drawing>)(task, pictured),
    };
  });
}

/** Whether each example is answered right; null where nobody was asked. */
export function rightOf({ targets, count }: Examples, { target, outputs }: DatasetShape, said: Said | null): boolean[] | null {
  if (said === null) return null;
  if (said.kind === 'class') return Array.from(targets, (label, i) => label === said.answers[i]);
  const tolerance = target.kind === 'value' ? target.tolerance : 0;
  return Array.from({ length: count }, (_, i) => {
    let error = 0;
    for (let o = i * outputs; o < (i + 1) * outputs; o++) error += ((said.values[o] as number) - (targets[o] as number)) ** 2 / outputs;
    return error < tolerance;
  });
}
