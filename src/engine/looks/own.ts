/** What the network says to an example that a reader wrote. */
import { z } from '../zod.ts';
import type { Part } from '../data/texts.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import { probabilitiesOf } from './answers.ts';
import type { LookDef } from './look.ts';
import { lacksWords, pullOf } from './pull.ts';

export interface OwnQuestion {
  readonly written: string;
}

export interface OwnSeen {
  /** What was written, and which of its words the network was shown. */
  readonly parts: readonly Part[];
  /** Words that it was shown. */
  readonly shown: number;
  /** Of each class. */
  readonly probabilities: Float32Array;
  /** (arity): how each of its words pulled; see pullOf. */
  readonly pulls: Float32Array;
}

/** Letters of a question, whatever its task: what a field may hold. */
const MOST = 2000;

const question = z.strictObject({ written: z.string().max(MOST) });

export const own: LookDef<OwnQuestion, OwnSeen> = {
  id: 'own',
  label: text('your own example', '自分で書いた例'),
  summary: text('What the network says to what you write.', '書いた例に対するネットワークの答えです。'),
  parseQuestion: (raw) => question.safeParse(raw).data ?? null,
  lacks: lacksWords,
  // oxlint-disable-next-line require-yield -- one example
  *look(network, { written }) {
    const { config, model, parameters, dataset } = network;
    const { task } = config;
    const { tokenise } = tasks.get(task.id);
    if (tokenise === undefined || dataset.texts === undefined) throw new Error(`task ${task.id} reads no texts`);
    const { input, parts } = tokenise(task, dataset.texts, written);
    const logits = model.forward(parameters, { count: 1, inputs: input, targets: Int32Array.of(0) });
    return { parts, shown: input.filter((token) => token !== 0).length, probabilities: probabilitiesOf(logits), pulls: pullOf(network, input) };
  },
  transfer: ({ probabilities, pulls }) => [probabilities.buffer, pulls.buffer],
};
