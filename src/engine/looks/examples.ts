/** Which examples there are, and some of them. It looks at the data alone: the same at every step of a run. */
import { z } from '../zod.ts';
import type { DatasetShape, Examples, ExampleSet } from '../data/dataset.ts';
import { arraysOf, copied, partOf } from '../data/examples.ts';
import type { Names } from '../data/names.ts';
import type { Part } from '../data/texts.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import type { LookDef } from './look.ts';

/** How many of each set are wanted whole, from its start: sets are shuffled, so that the first are as good as any. */
export type ExamplesQuestion = Readonly<Record<ExampleSet, number>>;

interface SetSeen {
  /** How many there are. */
  readonly count: number;
  /** (count): the class of every one; null where answers are values. */
  readonly classes: Int32Array | null;
  /** (count, arity): the tokens of every one; null where inputs are vectors or graphs, which are large. */
  readonly tokens: Int32Array | null;
  /** As many of the first as were wanted. */
  readonly first: Examples;
  /** Those as people wrote them, where examples are texts. */
  readonly written?: readonly (readonly Part[])[];
}

export interface ExamplesSeen extends Readonly<Record<ExampleSet, SetSeen>> {
  readonly shape: DatasetShape;
  readonly names?: Names;
}

const wanted = z.number().int().min(0);
const question = z.strictObject({ train: wanted, val: wanted });

function seen(examples: Examples, { kind, target }: DatasetShape, most: number): SetSeen {
  const some = partOf(examples, 0, Math.min(most, examples.count));
  return {
    count: examples.count,
    classes: target.kind === 'class' ? Int32Array.from(examples.targets) : null,
    tokens: kind === 'tokens' ? Int32Array.from(examples.inputs) : null,
    first: copied(some),
  };
}

export const examples: LookDef<ExamplesQuestion, ExamplesSeen> = {
  id: 'examples',
  label: text('examples', 'データの例'),
  summary: text('What the network learns from, and what it is held against.', 'ネットワークが学ぶ例と、確かめに使う例です。'),
  parseQuestion: (raw) => question.safeParse(raw).data ?? null,
  lacks: () => null,
  // oxlint-disable-next-line require-yield -- a copy of a few numbers
  *look({ config: { task }, dataset: { shape, train, val, texts, names } }, most) {
    const def = tasks.get(task.id);
    const written = (set: ExampleSet): Pick<SetSeen, 'written'> =>
      texts === undefined || def.tokenise === undefined
        ? {}
        : { written: texts[set].slice(0, most[set]).map((one) => def.tokenise?.(task, texts, one).parts ?? []) };
    const rest = names === undefined ? {} : { names };
    return { shape, ...rest, train: { ...seen(train, shape, most.train), ...written('train') }, val: { ...seen(val, shape, most.val), ...written('val') } };
  },
  transfer: ({ train, val }) =>
    [train, val].flatMap(({ classes, tokens, first }) => [classes, tokens, ...arraysOf(first)].flatMap((numbers) => numbers?.buffer ?? [])),
};
