/** Axes of a sweep: where its values stand, and what they are called. Pure. */
import { idsOf, type RunConfig } from '../engine/config/config.ts';
import { fieldAt } from '../engine/config/fields.ts';
import { shownIn } from '../engine/config/valueWords.ts';
import type { Value } from '../engine/parameters.ts';
import type { Language } from '../engine/text.ts';

export interface SweepAxis {
  readonly path: string;
  readonly values: readonly Value[];
}

export interface NamedAxis {
  readonly name: string;
  /** As the form writes them, to three digits. */
  readonly labels: readonly string[];
  /** Where each stands in a plot; null where they are no numbers: by its place in the list. */
  readonly numbers: readonly number[] | null;
}

/** What an axis is called in a language. A field that the config does not have is called by its path. */
export function namedAxis(base: RunConfig, { path, values }: SweepAxis, language: Language): NamedAxis {
  const parameter = fieldAt(idsOf(base), path)?.parameter;
  const numbers = values.every((value) => typeof value === 'number') ? values : null;
  return {
    name: parameter?.label[language] ?? path,
    labels: values.map((value) => {
      // Where a range was asked for, values have more digits than anyone reads.
      const lean = typeof value === 'number' ? Number(value.toPrecision(3)) : value;
      return parameter === undefined ? String(lean) : shownIn(parameter, lean, language);
    }),
    numbers,
  };
}
