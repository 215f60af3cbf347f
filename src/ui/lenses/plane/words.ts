/** How a task writes its tokens, answers and questions. */
import type { RunConfig } from '../../../engine/config/config.ts';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';
import { askedOf, pairOf } from '../../../engine/tasks/pair.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Language } from '../../../engine/text.ts';
import { className } from '../../i18n/className.ts';

export interface PlaneWords {
  /** An answer, by its place among the answers. */
  readonly write: (answer: number) => string;
  readonly call: (token: number) => string;
  readonly ask: (pair: readonly [number, number]) => string;
}

export function wordsOf(
  { task }: Pick<RunConfig, 'task'>,
  { answers, points, called }: Pick<PlaneShown, 'answers' | 'points' | 'called'>,
  language: Language,
): PlaneWords {
  const names = called ?? undefined;
  const { value } = tasks.get(task.id);
  return {
    write(answer) {
      const one = answers[answer] as number;
      if (answers instanceof Int32Array) return className(task.id, one, names, language);
      // A whole number is written as one: «13» and not «13.0».
      return (value?.(task, one) ?? String(Number(one.toPrecision(3)))).replace(/\.0$/, '');
    },
    call: pairOf(task.id, points.length / 2, names).write,
    ask: (pair) => askedOf(task, pair, names),
  };
}
