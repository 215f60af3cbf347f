/** What examples and answers of a slice are called. Pure. */
import type { TFunction } from 'i18next';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { ExampleSet } from '../../../engine/data/dataset.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Language } from '../../../engine/text.ts';
import { className } from '../../i18n/className.ts';
import type { Offer, SliceAt } from '../../../store/regions.ts';

export interface Names {
  /** A class as its task writes it. */
  write(answer: number): string;
  /** «3 + 4 = 7» where there is a question and a class, else the class or the example's number. */
  nameOf(set: ExampleSet, index: number): string;
  /** What stands beside each of the three points. */
  besides(seen: SliceAt | null): string[];
}

export function namesIn(task: RunConfig['task'], offer: Offer | null, language: Language, t: TFunction): Names {
  const { question } = tasks.get(task.id);
  const names = offer?.names;
  const write = (answer: number): string => className(task.id, answer, names, language);
  /** An example as its task writes it: «3 + 4», or a vector's number. */
  const asked = (set: ExampleSet, index: number): string => {
    const { tokens = null, count = 0 } = offer?.[set] ?? {};
    if (tokens === null || count === 0) return t('regions.example', { set: t(`regions.${set}`), index: index + 1 });
    const arity = tokens.length / count;
    const own = [...tokens.subarray(index * arity, (index + 1) * arity)];
    return question?.(task, own, names) ?? `(${own.join(', ')})`;
  };
  const nameOf = (set: ExampleSet, index: number): string => {
    const label = offer?.[set].classes?.[index];
    if (label === undefined) return asked(set, index);
    return offer?.[set].tokens == null ? t('regions.is', { label: write(label) }) : `${asked(set, index)} → ${write(label)}`;
  };
  return {
    write,
    nameOf,
    besides: (seen) =>
      (seen?.anchors ?? []).map(({ at, label, answer }) => {
        const name = nameOf(at.set, at.index);
        return label !== null && answer !== label ? `${name}  ✗ ${answer === null ? '' : write(answer)}` : name;
      }),
  };
}
