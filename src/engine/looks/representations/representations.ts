/** How a network lays out the permutations of five: which share of its tables of tokens each irreducible representation has (Chughtai et al. 2023). */
import { z } from '../../zod.ts';
import type { RunConfig } from '../../config/config.ts';
import { models } from '../../models/index.ts';
import { tasks } from '../../tasks/index.ts';
import { PERMUTATIONS } from '../../tasks/permutations.ts';
import { text, type Text } from '../../text.ts';
import { tablesOf } from '../circles/tables.ts';
import type { LookDef } from '../look.ts';
import { classesOf, decompose, IRREDUCIBLE, type Decomposed } from './irreducible.ts';

const NO_PERMUTATIONS = text(
  'Representations are those of the permutations of five. The inputs of this task are something else.',
  '表現は 5 文字の置換のものです。この課題の入力は置換ではありません。',
);
const NO_TABLES = text('This network has no table of its tokens to look at.', 'このネットワークには、トークンごとの表がありません。');
const NO_NUMBERS = text('Some of its weights are no numbers any more: the run diverged.', '重みの一部が数でなくなりました。学習が発散したためです。');

interface Parts {
  /** Of the table; see NamedTable. */
  readonly sign: string;
  readonly label: Text;
  /** By IRREDUCIBLE: which share of the variance each has; they add up to 1. */
  readonly shares: Float32Array;
  /** Which share of all is the mean. */
  readonly constant: number;
}

export interface RepresentationsShown {
  readonly rows: Parts;
  readonly outputs: Parts;
}

/** The shares, or why there are none. */
export type RepresentationsSeen = RepresentationsShown | { readonly problem: Text };

/** Which share of the variance each has in a table of random numbers: all n dimensions but that of the mean alike. */
export const CHANCE: readonly number[] = IRREDUCIBLE.map(({ dimension }) => dimension ** 2 / (PERMUTATIONS.length - 1));

const question = z.strictObject({});

/** Whether a task's tokens are the permutations of five. */
export const isSymmetric = ({ task }: Pick<RunConfig, 'task'>): boolean => tasks.get(task.id).symmetric !== undefined;

function lacks({ task, model }: RunConfig): Text | null {
  if (!isSymmetric({ task })) return NO_PERMUTATIONS;
  return models.get(model.id).create(model, tasks.get(task.id).shape(task)).tables === undefined ? NO_TABLES : null;
}

function partsOf({ sign, label }: Pick<Parts, 'sign' | 'label'>, { constant, power }: Decomposed): Parts {
  const varied = power.reduce((sum, one) => sum + one, 0);
  const whole = varied + constant;
  return { sign, label, shares: Float32Array.from(power, (one) => (varied === 0 ? 0 : one / varied)), constant: whole === 0 ? 0 : constant / whole };
}

export const representations: LookDef<Readonly<Record<string, never>>, RepresentationsSeen> = {
  id: 'representations',
  label: text('irreducible representations', '既約表現'),
  summary: text(
    'Which share of the tables of tokens each irreducible representation of the permutations has.',
    'トークンの表の中で、置換群のそれぞれの既約表現が占める割合です。',
  ),
  parseQuestion: (raw) => (question.safeParse(raw).success ? {} : null),
  lacks,
  *look(network) {
    const n = PERMUTATIONS.length;
    const { rows, outputs } = tablesOf(
      network,
      Int32Array.from({ length: n }, (_, token) => token),
    );
    const classes = classesOf(PERMUTATIONS);
    yield 0.2;
    const parts = [];
    for (const { name, table } of [rows, outputs]) {
      parts.push(partsOf(name, decompose(table.values, n, classes)));
      yield 0.2 + 0.4 * parts.length;
    }
    const [ofRows, ofOutputs] = parts as [Parts, Parts];
    const isSound = [ofRows, ofOutputs].every(({ shares, constant }) => [...shares, constant].every(Number.isFinite));
    return isSound ? { rows: ofRows, outputs: ofOutputs } : { problem: NO_NUMBERS };
  },
  transfer: (seen) => ('problem' in seen ? [] : [seen.rows.shares.buffer, seen.outputs.shares.buffer]),
};
