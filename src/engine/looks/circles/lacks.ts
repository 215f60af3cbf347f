/** Where no circle of tokens can be looked for. */
import type { RunConfig } from '../../config/config.ts';
import { models } from '../../models/index.ts';
import type { Residues } from '../../tasks/task.ts';
import { tasks } from '../../tasks/index.ts';
import { text, type Text } from '../../text.ts';
import { cycleOf, type Cycle } from './group.ts';

const NO_NUMBERS = text(
  'Circles are looked for among the numbers 0 … p − 1 of arithmetic mod p. The inputs of this task are something else.',
  '円は、mod p の計算に現れる数 0 … p − 1 の並びに探します。この課題の入力はそのような数ではありません。',
);
const NO_TABLES = text('This network has no table of its tokens to look at.', 'このネットワークには、トークンごとの表がありません。');
const TOO_FEW = text('Two numbers make no circle: a modulus of 3 or more does.', '数が 2 つでは円になりません。法を 3 以上にしてください。');

/** Composite moduli have numbers without an inverse, and the others are often no single cycle. */
export const noCycle = (p: number): Text =>
  text(
    `Multiplication mod ${p} is no single circle: ${p} is not a prime, and no number’s powers reach all the others. With a prime modulus they do.`,
    `mod ${p} の掛け算は 1 つの円になりません。${p} は素数ではなく、どの数の累乗もほかのすべての数には届きません。法を素数にすると届きます。`,
  );

/** The residues that a config's tokens are, or why they are none. */
export function residuesOf({ task }: Pick<RunConfig, 'task'>): Residues | Text {
  return tasks.get(task.id).residues?.(task) ?? NO_NUMBERS;
}

export function lacks(config: Pick<RunConfig, 'task' | 'model'>): Text | null {
  const { task, model } = config;
  const residues = residuesOf(config);
  if (!('p' in residues)) return residues;
  const { p, under } = residues;
  if (models.get(model.id).create(model, tasks.get(task.id).shape(task)).tables === undefined) return NO_TABLES;
  const cycle = cycleOf(under, p);
  if (cycle === null) return noCycle(p);
  return cycle.tokens.length < 3 ? TOO_FEW : null;
}

/** The numbers in the order of the group by which the answers come about; null where no circle of them can be looked for. */
export function cycleIn(config: Pick<RunConfig, 'task' | 'model'>): Cycle | null {
  const residues = residuesOf(config);
  return 'p' in residues && lacks(config) === null ? cycleOf(residues.under, residues.p) : null;
}
