/** What is switched off, and what is seen of it: one a page, so that it stays whatever moment is looked at, and figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AblationQuestion, AblationSeen, Unit } from '../../../engine/looks/ablation/question.ts';
import type { EffectsQuestion } from '../../../engine/looks/ablation/effects.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const [EVERY, EFFECTS_EVERY] = [150, 1500];

export const ALL_ON: AblationQuestion = { waves: [], from: 'embedding', units: [], by: 'mean' };

/** Which parts the switches are of: frequencies, or units by their site. */
export const WAVES = 'waves';

interface Chosen {
  readonly group: string;
  /** Whether it is worked out what each part does by itself. */
  readonly ranked: boolean;
}

interface View {
  readonly viewer: Viewer<'ablation'>;
  readonly effects: Viewer<'effects'>;
  readonly switches: StoreApi<AblationQuestion>;
  readonly chosen: StoreApi<Chosen>;
}

export const effectsQuestion = (group: string, { from, by }: Pick<AblationQuestion, 'from' | 'by'>): EffectsQuestion => ({
  of: group === WAVES ? WAVES : { site: group },
  from,
  by,
});

export const viewOf = oncePer(({ looks }: Page): View => {
  const viewer = looks.viewer('ablation', 'ablation', ALL_ON, { every: EVERY });
  const switches = createStore<AblationQuestion>(() => ALL_ON);
  switches.subscribe((now) => viewer.ask(now));
  return {
    viewer,
    effects: looks.viewer('effects', 'effects', effectsQuestion(WAVES, ALL_ON), { every: EFFECTS_EVERY }),
    switches,
    chosen: createStore<Chosen>(() => ({ group: WAVES, ranked: false })),
  };
});

export const isAllOn = ({ waves, units }: AblationQuestion): boolean => waves.length === 0 && units.length === 0;

/** The group whose switches are shown: the chosen one, or the first that the network has. */
export function groupOf({ waves, units }: Pick<AblationSeen, 'waves' | 'units'>, chosen: string): string {
  if (units.some(({ site }) => site === chosen)) return chosen;
  return waves === null ? (units[0]?.site ?? WAVES) : WAVES;
}

/** The parts of a group that are off, by their index. @param off frequencies, from 1 on */
export function offIn(group: string, { units }: AblationQuestion, off: ArrayLike<number>): ReadonlySet<number> {
  return new Set(group === WAVES ? Array.from(off, (k) => k - 1) : units.filter(({ site }) => site === group).map(({ index }) => index));
}

/** The same with one part of a group switched over. */
export function switched(question: AblationQuestion, group: string, index: number, off: ArrayLike<number>): AblationQuestion {
  const now = offIn(group, question, off);
  const next = [...now].filter((one) => one !== index);
  if (!now.has(index)) next.push(index);
  next.sort((a, b) => a - b);
  if (group === WAVES) return { ...question, waves: next.map((i) => i + 1) };
  const others: readonly Unit[] = question.units.filter(({ site }) => site !== group);
  return { ...question, units: [...others, ...next.map((at) => ({ site: group, index: at }))] };
}
