/** How each word of a text pulls at the answer: what becomes of it when the word is left out. */
import type { RunConfig } from '../config/config.ts';
import { tasks } from '../tasks/index.ts';
import { text, type Text } from '../text.ts';
import type { NetworkAt } from './look.ts';

const UNREADABLE = text('This task has no words for an example of your own.', 'この課題では、自分で例を書くことはできません。');

export function lacksWords({ task }: Pick<RunConfig, 'task'>): Text | null {
  return tasks.get(task.id).own === undefined ? UNREADABLE : null;
}

/**
 * (arity): by how much the log-odds of the second of two classes are higher with the word that stands there than without it; 0 where no word stands.
 * The words behind one that is left out stay at their places, those before it move up by one, as they would stand in a text without it. Not the
 * gradient times the input: the gates of a network that started large are saturated, and their slopes say nothing of a word that is gone.
 * @param input (arity): tokens behind zeros
 */
export function pullOf({ model, parameters }: Pick<NetworkAt, 'model' | 'parameters'>, input: Int32Array): Float32Array {
  const arity = input.length;
  const places = Array.from(input, (_, at) => at).filter((at) => input[at] !== 0);
  const rows = new Int32Array((1 + places.length) * arity);
  rows.set(input);
  places.forEach((left, i) => {
    const row = rows.subarray((1 + i) * arity, (2 + i) * arity);
    row.set(input.subarray(0, left), 1);
    row.set(input.subarray(left + 1), left + 1);
  });
  const logits = model.forward(parameters, { count: 1 + places.length, inputs: rows, targets: new Int32Array(1 + places.length) });
  const odds = (i: number): number => (logits[2 * i + 1] as number) - (logits[2 * i] as number);
  const pulls = new Float32Array(arity);
  places.forEach((at, i) => (pulls[at] = odds(0) - odds(1 + i)));
  return pulls;
}
