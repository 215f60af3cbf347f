/** Answers, and the sentence of an attack, in a language. */
import type { TFunction } from 'i18next';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { Names } from '../../../engine/data/names.ts';
import type { AttackSeen } from '../../../engine/looks/adversarial/question.ts';
import type { Language } from '../../../engine/text.ts';
import type { Seen } from '../../../store/viewer.ts';
import { className } from '../../i18n/className.ts';
import { formatShare } from '../../i18n/share.ts';
import { valuesOf } from '../examples/numbers.ts';
import { saidOf } from './sentence.ts';

/** Writes a class, or values, as the task does. */
export const writerOf =
  (task: RunConfig['task'], names: Names | undefined, language: Language) =>
  (answer: number | Float32Array): string =>
    typeof answer === 'number' ? className(task.id, answer, names, language) : valuesOf(task, answer, 0, answer.length);

export type Writer = ReturnType<typeof writerOf>;

export function sentenceOf({ answer, question, step }: Seen<'adversarial'>, write: Writer, t: TFunction): string {
  const { key, values } = saidOf(answer, question.epsilon, write);
  return `${t('fool.at', { step })}${t(key, { epsilon: question.epsilon, ...values })}`;
}

/** What it says, and how sure it is of that. */
export function saying(said: AttackSeen['before'], write: Writer, language: Language): string {
  if (said.kind === 'value') return write(said.values);
  return `${write(said.answers[0] as number)} · ${formatShare(said.probabilities[0] as number, language)}`;
}
