/** What the network says to examples, by its plain forward pass. */
import { z } from '../zod.ts';
import type { DatasetShape, Examples, ExampleSet } from '../data/dataset.ts';
import { joined, partOf } from '../data/examples.ts';
import { inSixDigits } from '../models/plain/hastened.ts';
import { text } from '../text.ts';
import type { LookDef, NetworkAt } from './look.ts';

/** How many of each set are asked, from its start. */
export type AnswersQuestion = Readonly<Record<ExampleSet, number>>;

/** Answers that are classes, (count) each. Probabilities are softmax's: of a network trained on squared errors they say little. */
interface ClassAnswers {
  readonly kind: 'class';
  /** The class with the largest output, the first of equals. */
  readonly answers: Int32Array;
  /** How sure it is of that. */
  readonly probabilities: Float32Array;
  /** What it gives the right answer. */
  readonly ofRight: Float32Array;
}

/** Answers that are values. */
interface ValueAnswers {
  readonly kind: 'value';
  /** (count, outputs) */
  readonly values: Float32Array;
}

export type SetAnswers = ClassAnswers | ValueAnswers;
export type AnswersSeen = Readonly<Record<ExampleSet, SetAnswers>>;

const wanted = z.number().int().min(0);
const question = z.strictObject({ train: wanted, val: wanted });

/** Examples between two yields: enough for the pass to share what they share, and of a large network so few that they take less than a second. */
const MOST = 16384;
const SAMPLE = 2048;
/** Of a training step on as many. */
const MULTIPLY_ADDS = 1.5e9;

function partSize({ model }: NetworkAt): number {
  return Math.max(1, Math.min(MOST, Math.floor((MULTIPLY_ADDS * SAMPLE) / model.work(SAMPLE).multiplyAdds)));
}

function room({ target, outputs }: DatasetShape, count: number): SetAnswers {
  if (target.kind === 'value') return { kind: 'value', values: new Float32Array(count * outputs) };
  return { kind: 'class', answers: new Int32Array(count), probabilities: new Float32Array(count), ofRight: new Float32Array(count) };
}

/** Probabilities (outputs) of one row of logits: softmax's. */
export function probabilitiesOf(logits: Float64Array): Float32Array {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return Float32Array.from(powers, (power) => power / total);
}

/** Writes the answers that logits (rows, outputs) give, from example `first` on. */
function write(into: SetAnswers, first: number, logits: Float64Array, { targets }: Examples, outputs: number): void {
  if (into.kind === 'value') return into.values.set(logits, first * outputs);
  for (let i = 0, row = 0; row < logits.length; i++, row += outputs) {
    let best = 0;
    for (let o = 1; o < outputs; o++) if ((logits[row + o] as number) > (logits[row + best] as number)) best = o;
    const most = logits[row + best] as number;
    let total = 0;
    for (let o = 0; o < outputs; o++) total += Math.exp((logits[row + o] as number) - most);
    into.answers[first + i] = best;
    into.probabilities[first + i] = 1 / total;
    into.ofRight[first + i] = Math.exp((logits[row + (targets[first + i] as number)] as number) - most) / total;
  }
}

/** What outputs (count, outputs) of some examples say. */
export function setAnswersOf(logits: Float64Array, examples: Examples, shape: DatasetShape): SetAnswers {
  const into = room(shape, examples.count);
  write(into, 0, logits, examples, shape.outputs);
  return into;
}

function* answersTo(network: NetworkAt, examples: Examples): Generator<number, SetAnswers> {
  const { model, parameters, dataset } = network;
  const { shape } = dataset;
  const into = room(shape, examples.count);
  const size = partSize(network);
  for (let first = 0; first < examples.count; first += size) {
    const part = partOf(examples, first, Math.min(first + size, examples.count));
    write(
      into,
      first,
      inSixDigits(() => model.forward(parameters, part)),
      examples,
      shape.outputs,
    );
    yield (first + part.count) / examples.count;
  }
  return into;
}

/** Those of the examples `from` to before `to`. */
export function partOfAnswers(all: SetAnswers, from: number, to: number, outputs: number): SetAnswers {
  if (all.kind === 'value') return { kind: 'value', values: all.values.slice(from * outputs, to * outputs) };
  const { answers: said, probabilities, ofRight } = all;
  return { kind: 'class', answers: said.slice(from, to), probabilities: probabilities.slice(from, to), ofRight: ofRight.slice(from, to) };
}

export const answers: LookDef<AnswersQuestion, AnswersSeen> = {
  id: 'answers',
  label: text('answers', '答え'),
  summary: text('What the network answers to examples, and how sure it is.', '例に対するネットワークの答えと、その自信の度合いです。'),
  parseQuestion: (raw) => question.safeParse(raw).data ?? null,
  lacks: () => null,
  *look(network, most) {
    const { train, val, shape } = network.dataset;
    const known = partOf(train, 0, Math.min(most.train, train.count));
    const unseen = partOf(val, 0, Math.min(most.val, val.count));
    // Together, so that what their tokens share is worked out once.
    const both = joined(known, unseen);
    const all = yield* answersTo(network, both);
    return { train: partOfAnswers(all, 0, known.count, shape.outputs), val: partOfAnswers(all, known.count, both.count, shape.outputs) };
  },
  transfer: ({ train, val }) =>
    [train, val].flatMap((set) => (set.kind === 'value' ? [set.values.buffer] : [set.answers.buffer, set.probabilities.buffer, set.ofRight.buffer])),
};
