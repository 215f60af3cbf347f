/** Which words of sentences pulled the network to its answers. */
import { z } from '../zod.ts';
import type { Examples, ExampleSet } from '../data/dataset.ts';
import { text } from '../text.ts';
import type { LookDef, NetworkAt } from './look.ts';
import { lacksWords, pullOf } from './pull.ts';

/** Of how many sentences of each set, from its start. */
export type PullsQuestion = Readonly<Record<ExampleSet, number>>;

/** (count, arity): see pullOf. */
export type PullsSeen = Readonly<Record<ExampleSet, Float32Array>>;

const wanted = z.number().int().min(0);
const question = z.strictObject({ train: wanted, val: wanted });

/** @param done share before it, and after it */
function* pullsIn(network: NetworkAt, { inputs, count: all }: Examples, count: number, done: readonly [number, number]): Generator<number, Float32Array> {
  const arity = inputs.length / all;
  const pulls = new Float32Array(count * arity);
  for (let i = 0; i < count; i++) {
    pulls.set(pullOf(network, Int32Array.from(inputs.subarray(i * arity, (i + 1) * arity))), i * arity);
    yield done[0] + ((done[1] - done[0]) * (i + 1)) / count;
  }
  return pulls;
}

export const pulls: LookDef<PullsQuestion, PullsSeen> = {
  id: 'pulls',
  label: text('words that pulled', '答えを動かした単語'),
  summary: text('How the answer to a sentence changes when one of its words is left out.', '文から単語を 1 つ抜くと、答えがどう変わるかです。'),
  parseQuestion: (raw) => question.safeParse(raw).data ?? null,
  lacks: lacksWords,
  *look(network, most) {
    const { train, val } = network.dataset;
    const counts = { train: Math.min(most.train, train.count), val: Math.min(most.val, val.count) };
    const half = counts.train / Math.max(1, counts.train + counts.val);
    return { train: yield* pullsIn(network, train, counts.train, [0, half]), val: yield* pullsIn(network, val, counts.val, [half, 1]) };
  },
  transfer: ({ train, val }) => [train.buffer, val.buffer],
};
