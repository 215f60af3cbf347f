/** What the lens shows of tasks whose answers are values, and which point the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TFunction } from 'i18next';
import type { RunConfig } from '../../../engine/config/config.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Measure } from '../../../engine/tasks/task.ts';
import type { Language } from '../../../engine/text.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { dataOf } from '../../../store/subject.ts';
import type { Viewer } from '../../../store/viewer.ts';
import { distance, type Score } from './scatter.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 200;
/** Points of a picture in which each can still be seen. */
const MOST = { train: 1000, val: 1000 } as const;

interface Chosen {
  readonly passed: number | null;
  readonly dot: number | null;
}

interface View {
  readonly sample: Viewer<'examples'>;
  readonly answers: Viewer<'answers'>;
  readonly chosen: StoreApi<Chosen>;
}

export const valuesOf = oncePer(({ looks }: Page): View => ({
  sample: looks.viewer('knows.values.sample', 'examples', MOST, { still: true }),
  answers: looks.viewer('knows.values.answers', 'answers', MOST, { every: EVERY, keeps: (before, now) => dataOf(before) === dataOf(now) }),
  chosen: createStore<Chosen>(() => ({ passed: null, dot: null })),
}));

/** Whether a task's answers are values. */
export const isValued = ({ task }: Pick<RunConfig, 'task'>): boolean => tasks.get(task.id).shape(task).target.kind === 'value';

/** Whether its examples say something to a reader one by one: of points and bare numbers the picture of all says more. */
export const isListed = ({ task }: Pick<RunConfig, 'task'>): boolean => {
  const { shape, value } = tasks.get(task.id);
  const { kind, target } = shape(task);
  return target.kind === 'class' || kind !== 'vectors' || value !== undefined;
};

/** What the points come to. */
export function sentenceOf({ told, new: others }: Score, measure: Measure, t: TFunction): string {
  return t('values.score', {
    told: distance(told.off, measure),
    new: distance(others.off, measure),
    toldRight: told.right,
    toldOf: told.count,
    newRight: others.right,
    newOf: others.count,
  });
}

/** Which predictions count as right. */
export function ruleOf({ task }: Pick<RunConfig, 'task'>, language: Language, t: TFunction): string {
  const { right, shape } = tasks.get(task.id);
  const { target } = shape(task);
  if (right !== undefined) return t('values.within', { right: right[language] });
  return target.kind === 'value' ? t('values.below', { error: String(target.tolerance) }) : '';
}

/** What an axis is called: the quantity with its unit. */
export function axisOf(key: 'true' | 'predicted', { what, unit }: Measure, language: Language, t: TFunction): string {
  const named = t(`values.${key}`, { what: what?.[language] ?? t('values.answer') });
  return unit === '' ? named : t('values.inUnit', { named, unit });
}
