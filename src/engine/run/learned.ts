/**
 * What a run has learned so far: the one rule by which milestones are passed. Grokking is *delayed* generalisation.
 *
 * - Train accuracy reaches its threshold: it has **memorised**, where validation is nowhere near its own threshold, else **fitted**.
 * - Validation accuracy reaches its threshold: it has **grokked**, where it had memorised and has taken at least half as many steps again;
 *   else it has **generalised** without a delay.
 * - Train accuracy, once there, is nowhere near its threshold and has been so for a tenth of all steps: it **forgot**. What was forgotten has to
 *   be learned anew.
 *
 * Nowhere near: below half of the threshold, or hardly better than guessing (data/guessing.ts), which of two classes half are right by.
 *
 * A fold over evaluations: the same numbers give the same milestones on every host. Taking the same evaluation twice changes nothing.
 */
import type { RunConfig } from '../config/config.ts';
import { chanceOf, guessedUpTo } from '../data/guessing.ts';
import { tasks } from '../tasks/index.ts';
import { isTrain, isVal, type Milestone, type MilestoneKind } from './milestone.ts';

/** Share of a threshold below which an accuracy is nowhere near it. */
const NEAR = 0.5;
/** From this ratio of steps on, generalising came late. */
export const LATE = 1.5;
/** What has lasted for this share of the steps before it is no spike. */
const LASTING = 0.1;

export interface Learned {
  /** In the order in which they were passed. */
  readonly milestones: readonly Milestone[];
  /** Since when train accuracy has been nowhere near its threshold; null where it is not. */
  readonly fallen: number | null;
}

export const NOTHING: Learned = { milestones: [], fallen: null };

export interface Evaluated {
  readonly step: number;
  /** Accuracies. */
  readonly train: number;
  readonly val: number;
}

/** What holds since the run last forgot. */
export interface Standing {
  /** When train accuracy passed its threshold, and how. */
  readonly train: Milestone | null;
  /** When validation did. Nothing that came before it memorised: validation was down again by then. */
  readonly val: Milestone | null;
}

export function standingOf(milestones: readonly Milestone[]): Standing {
  const since = milestones.slice(milestones.findLastIndex(({ kind }) => kind === 'forgot') + 1);
  const at = since.findLastIndex(isTrain);
  const train = since[at] ?? null;
  const val = since.slice(train?.kind === 'memorised' ? at : 0).findLast(isVal) ?? null;
  return { train, val };
}

/** How many times as late as it memorised something came. */
export const timesAs = (memorised: number, step: number): number => step / Math.max(1, memorised);

function isLate({ train }: Standing, step: number): boolean {
  return train?.kind === 'memorised' && timesAs(train.step, step) >= LATE;
}

/** What decides it of a config. */
export type Rules = Pick<RunConfig, 'milestones' | 'task'>;

/** Below these, train and validation accuracy are nowhere near their thresholds. */
export function nearOf({ milestones: { memorised, grokked }, task }: Rules): RunConfig['milestones'] {
  const chance = chanceOf(tasks.get(task.id).shape(task));
  const near = (threshold: number): number => Math.max(NEAR * threshold, guessedUpTo(chance, threshold));
  return { memorised: near(memorised), grokked: near(grokked) };
}

/** One evaluation more. What is passed by it stands at the end of the milestones. */
export function learn(learned: Learned, { step, train, val }: Evaluated, rules: Rules): Learned {
  const { milestones: thresholds } = rules;
  const near = nearOf(rules);
  const fallen = train < near.memorised ? (learned.fallen ?? step) : null;
  const milestones = [...learned.milestones];
  const pass = (kind: MilestoneKind): number => milestones.push({ kind, step });
  if (standingOf(milestones).train !== null && fallen !== null && step > fallen && step - fallen >= LASTING * fallen) pass('forgot');
  if (train >= thresholds.memorised && standingOf(milestones).train === null) pass(val < near.grokked ? 'memorised' : 'fitted');
  const standing = standingOf(milestones);
  if (val >= thresholds.grokked && standing.val === null) pass(isLate(standing, step) ? 'grokked' : 'generalised');
  return { milestones, fallen };
}
