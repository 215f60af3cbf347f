/** Every question about two tokens as one table, a from top to bottom and b from left to right: what the network says to each, and where it is wrong. Pure. */
import type { DatasetShape, Examples, TokenShape } from '../data/dataset.ts';
import type { AnswersSeen, SetAnswers } from './answers.ts';

/** Rows of the largest table that is drawn: a cell of it is still some pixels wide. */
const LARGEST = 200;

/** Whether all questions fit into a table, each with one answer. */
export const isTabled = (shape: DatasetShape): shape is TokenShape =>
  shape.kind === 'tokens' && shape.arity === 2 && shape.vocabulary <= LARGEST && (shape.target.kind === 'class' || shape.outputs === 1);

export interface PairTable {
  readonly shape: TokenShape;
  /** Rows, and columns: tokens. */
  readonly size: number;
  /** (size²), row by row: the number of the question at (a, b), those told before those never told; −1 where none is asked. */
  readonly places: Int32Array;
  /** How many of the questions are told: those that it trains on. */
  readonly told: number;
  readonly count: number;
  /** (count), classes, or values of one number: what it is told, or would be. */
  readonly targets: Int32Array | Float32Array;
}

/** @param train all of them, and @param val too */
export function pairTableOf(shape: TokenShape, train: Examples, val: Examples): PairTable {
  const size = shape.vocabulary;
  const places = new Int32Array(size ** 2).fill(-1);
  const put = ({ inputs, count }: Examples, first: number): void => {
    for (let i = 0; i < count; i++) places[(inputs[2 * i] as number) * size + (inputs[2 * i + 1] as number)] = first + i;
  };
  put(train, 0);
  put(val, train.count);
  const count = train.count + val.count;
  const targets = shape.target.kind === 'class' ? new Int32Array(count) : new Float32Array(count);
  targets.set(train.targets);
  targets.set(val.targets, train.count);
  return { shape, size, places, told: train.count, count, targets };
}

/** From this probability on the network is sure of its answer. */
export const SURE = 0.9;

/** What became of a question. The first three are of those that it is told; the next three of those never told; −1 where none is asked. */
export const VERDICTS = ['toldRight', 'toldWrong', 'toldSure', 'newRight', 'newWrong', 'newSure'] as const;
export type Verdict = (typeof VERDICTS)[number];
/** From a verdict on what it is told to the same one on what it is not. */
const NEW = 3;

/** What the network says to one question. */
export interface Reply {
  /** A class, or the value. */
  readonly answer: number;
  /** How sure it is of its answer, and what it gives the right one; null where answers are values. */
  readonly probability: number | null;
  readonly ofRight: number | null;
}

function replyIn(said: SetAnswers, i: number): Reply {
  if (said.kind === 'value') return { answer: said.values[i] as number, probability: null, ofRight: null };
  return { answer: said.answers[i] as number, probability: said.probabilities[i] as number, ofRight: said.ofRight[i] as number };
}

/** To the question of that number. @param answers to all questions */
export const replyTo = ({ told }: PairTable, { train, val }: AnswersSeen, question: number): Reply =>
  question < told ? replyIn(train, question) : replyIn(val, question - told);

function isRight({ shape: { target }, targets }: PairTable, question: number, answer: number): boolean {
  const right = targets[question] as number;
  return target.kind === 'class' ? answer === right : (answer - right) ** 2 < target.tolerance;
}

/** (count): by a question's number the place in VERDICTS. @param answers to all questions */
export function verdictsOf(table: PairTable, answers: AnswersSeen): Int8Array {
  const verdicts = new Int8Array(table.count);
  const judge = (said: SetAnswers, from: number, to: number, first: number): void => {
    for (let question = from, i = 0; question < to; question++, i++) {
      const answer = (said.kind === 'value' ? said.values[i] : said.answers[i]) as number;
      const sure = said.kind === 'class' && (said.probabilities[i] as number) >= SURE ? 2 : 1;
      verdicts[question] = first + (isRight(table, question, answer) ? 0 : sure);
    }
  };
  judge(answers.train, 0, table.told, 0);
  judge(answers.val, table.told, table.count, NEW);
  return verdicts;
}

/** (size²): the same by place in the table; −1 where none is asked. */
export const cellsOf = ({ places }: PairTable, verdicts: Int8Array): Int8Array =>
  Int8Array.from(places, (question) => (question < 0 ? -1 : (verdicts[question] as number)));

/** How often each verdict was reached, in the order of VERDICTS. */
export function talliesOf(verdicts: Int8Array): readonly number[] {
  const tallies = VERDICTS.map(() => 0);
  for (const verdict of verdicts) tallies[verdict] = (tallies[verdict] as number) + 1;
  return tallies;
}

/** Wrong answers among questions. */
export interface Errors {
  readonly wrong: Int32Array;
  readonly asked: Int32Array;
}

const isWrong = (verdict: number): boolean => verdict % NEW !== 0;

export interface Margins {
  /** (size): by a, and by b. */
  readonly rows: Errors;
  readonly columns: Errors;
  /** (outputs): by the right answer; null where answers are values. */
  readonly answers: Errors | null;
}

/** Errors by a, by b and by the right answer. */
export function marginsOf({ size, shape, places, targets }: PairTable, verdicts: Int8Array): Margins {
  const none = (length: number): Errors => ({ wrong: new Int32Array(length), asked: new Int32Array(length) });
  const [rows, columns] = [none(size), none(size)];
  const answers = targets instanceof Int32Array ? none(shape.outputs) : null;
  const add = ({ wrong, asked }: Errors, at: number, isOne: boolean): void => {
    asked[at] = (asked[at] as number) + 1;
    if (isOne) wrong[at] = (wrong[at] as number) + 1;
  };
  places.forEach((question, cell) => {
    if (question < 0) return;
    const isOne = isWrong(verdicts[question] as number);
    add(rows, Math.floor(cell / size), isOne);
    add(columns, cell % size, isOne);
    if (answers !== null) add(answers, targets[question] as number, isOne);
  });
  return { rows, columns, answers };
}
