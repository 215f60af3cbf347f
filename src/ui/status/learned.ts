/** What a run has learned, in words. Every claim is what its milestones, phase and latest values say (engine/run/learned.ts, phases.ts). Pure. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { Curve } from '../../engine/run/curve.ts';
import { collapseOf, shrinkingOf } from '../../engine/run/largeStart.ts';
import { nearOf } from '../../engine/run/learned.ts';
import { phaseOf } from '../../engine/run/phases.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { delayOf, forgottenAt, isCoarse, lastOf, standing, valueAt } from '../../engine/run/story.ts';
import { extent } from '../../figures/plot/downsample.ts';
import { say, type Sentence } from './say.ts';
import { trendOf } from './trend.ts';

/** A change of the norm by less than this share is none. */
const MOVED = 0.01;
/** Share of its threshold below which an accuracy that had passed it has slipped back. */
const SLIPPED = 0.9;

interface Accuracies {
  readonly train: number;
  readonly val: number;
}

export const accuraciesOf = ({ curve }: RunRecord): Accuracies => ({ train: lastOf(curve('train.accuracy')) ?? 0, val: lastOf(curve('val.accuracy')) ?? 0 });

/** What a run that goes on has reached. */
export function progress(record: RunRecord, config: RunConfig): Sentence[] {
  const { train, val } = standing(record);
  const now = accuraciesOf(record);
  const forgotten = forgottenAt(record);
  if (forgotten !== null) return [say('forgot', { forgotten, ...now })];
  if (val !== null) return [...generalised(record), ...slipped(record, now)];
  if (train === null) {
    const collapsed = collapseOf(record);
    if (collapsed !== null) return [say('collapsed', { ...collapsed, train: now.train })];
    const shrunk = shrinkingOf(record);
    if (shrunk?.begun === false) return [say('shrinking', { first: shrunk.first, norm: shrunk.norm, train: now.train })];
    return [...shrank(record), say(phaseOf(record) === 'memorising' ? 'memorising' : 'learning', { ...now })];
  }
  if (hasFallen(record, now)) return [say(train.kind === 'memorised' ? 'memorisedOnce' : 'fittedOnce', { step: train.step, ...now })];
  if (train.kind === 'fitted') return [...shrank(record), fitted(record, train.step), say(isRising(record) ? 'valRising' : 'valNow', { ...now })];
  const shrunk = shrank(record);
  return [...shrunk, waiting(record, train.step, now), ...(shrunk.length > 0 ? [] : norm(record.curve('weightNorm'), config))];
}

/** It knew its training data, and at this moment it does not. */
export const hasFallen = ({ config }: RunRecord, { train }: Accuracies): boolean => train < nearOf(config).memorised;

const isRising = (record: RunRecord): boolean => trendOf(record.curve('val.accuracy')) === 'rising';

function waiting(record: RunRecord, memorised: number, { val }: Accuracies): Sentence {
  if (phaseOf(record) === 'waiting') return say(isRising(record) ? 'waitingRising' : 'waiting', { memorised, val });
  return say(isRising(record) ? 'generalising' : 'standing', { memorised, val });
}

/** Its training data was learned, and validation was not far behind. */
const fitted = (record: RunRecord, step: number): Sentence =>
  say(isCoarse(record) ? 'fittedBy' : 'fitted', { fitted: step, already: valueAt(record.curve('val.accuracy'), step) ?? 0 });

/** How it came to generalise. */
export function generalised(record: RunRecord): Sentence[] {
  const { train, val } = standing(record);
  const { grokked: threshold } = record.config.milestones;
  const step = val?.step ?? 0;
  if (train === null) return [say('generalisedFirst', { generalised: step, threshold })];
  const times = delayOf({ train, val });
  if (times !== null)
    return [
      ...shrank(record),
      isCoarse(record) ? say('grokkedBy', { grokked: step, memorised: train.step }) : say('grokked', { grokked: step, memorised: train.step, times }),
    ];
  if (step >= train.step && isCoarse(record)) return [...shrank(record), say('generalisedBy', { generalised: step, threshold })];
  if (train.kind === 'memorised') return [say('generalisedSoon', { generalised: step, memorised: train.step })];
  if (step < train.step) return [...shrank(record), say('generalisedBefore', { generalised: step, threshold, fitted: train.step })];
  return [...shrank(record), fitted(record, train.step), say('valPassed', { generalised: step, threshold })];
}

/** What it had reached and has not now. */
export function slipped(record: RunRecord, { train, val }: Accuracies): Sentence[] {
  const { memorised, grokked } = record.config.milestones;
  const held = standing(record).train !== null;
  if (held && train < SLIPPED * memorised) return [say('slippedBoth', { train, val })];
  return val < SLIPPED * grokked ? [say('slipped', { val })] : [];
}

/** It had to shrink before it could learn. */
function shrank(record: RunRecord): Sentence[] {
  const shrunk = shrinkingOf(record);
  return shrunk === null ? [] : [say('shrank', { first: shrunk.first, norm: shrunk.norm })];
}

function norm(curve: Curve, config: RunConfig): Sentence[] {
  const [first, last, seen] = [curve.values[0], lastOf(curve), extent(curve, false)];
  if (first === undefined || last === null || seen === null) return [];
  if (config.constraint.norm === 'fixed') return [say('normHeld', { norm: last })];
  const [, peak] = seen;
  if (last < peak * (1 - MOVED)) return [say('normFallen', { peak, norm: last })];
  return [say(last === peak && last > first * (1 + MOVED) ? 'normRising' : 'normSteady', { norm: last })];
}
