/** Which example is attacked and how far, and what is seen of it: one a page, so that it stays whatever moment is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AttackQuestion, SampleQuestion } from '../../../engine/looks/adversarial/question.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { dataOf } from '../../../store/subject.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains: about one example, and about many. */
const [EVERY, SAMPLE_EVERY] = [180, 1500];

/** How many examples of each set there are to choose from. */
export const OFFERED = { train: 4, val: 8 } as const;

/** Radii that the slider stops at: seven a decade, and none at all. */
export const RADII: readonly number[] = [0, ...[-3, -2, -1].flatMap((power) => [1, 1.5, 2, 3, 4, 5, 7].map((digit) => Number(`${digit}e${power}`))), 1];

export const FIRST: AttackQuestion = { set: 'train', index: 0, epsilon: 0.1, method: 'pgd', plane: 'circle' };

const sampleOf = ({ epsilon, method }: AttackQuestion): SampleQuestion => ({ epsilon, method });

interface View {
  readonly offer: Viewer<'examples'>;
  readonly viewer: Viewer<'adversarial'>;
  readonly sample: Viewer<'attacked'>;
  readonly asked: StoreApi<AttackQuestion>;
}

export const viewOf = oncePer(({ looks }: Page): View => {
  const keeps = { keeps: (before: Parameters<typeof dataOf>[0], now: Parameters<typeof dataOf>[0]) => dataOf(before) === dataOf(now) };
  const viewer = looks.viewer('adversarial', 'adversarial', FIRST, { every: EVERY, ...keeps });
  const sample = looks.viewer('attacked', 'attacked', sampleOf(FIRST), { every: SAMPLE_EVERY, ...keeps });
  const asked = createStore<AttackQuestion>(() => FIRST);
  asked.subscribe((now, before) => {
    viewer.ask(now);
    if (now.epsilon !== before.epsilon || now.method !== before.method) sample.ask(sampleOf(now));
  });
  return { offer: looks.viewer('adversarial.offer', 'examples', OFFERED, { still: true }), viewer, sample, asked };
});

/** Some numbers of a row with their places, the largest of either row first: those that are shown of many classes. */
export function shownOf(before: Float32Array, after: Float32Array, most: number): number[] {
  const all = Array.from(before, (_, label) => label);
  if (all.length <= most) return all;
  const size = (label: number): number => Math.max(before[label] as number, after[label] as number);
  return all.toSorted((a, b) => size(b) - size(a) || a - b).slice(0, most);
}
