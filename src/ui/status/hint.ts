/** The likeliest reason why a run that is over has not got further, the surest first. Pure. */
import { valueAt, type RunConfig } from '../../engine/config/config.ts';
import { decayPaths } from '../../engine/config/decay.ts';
import { optimizers } from '../../engine/optimizers/index.ts';
import { collapseOf } from '../../engine/run/largeStart.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { lastOf } from '../../engine/run/story.ts';
import { noiseShare, shownShare } from '../../engine/tasks/shares.ts';
import { say, type Sentence } from './say.ts';
import { trendOf } from './trend.ts';

function noise(config: RunConfig): Sentence | null {
  const share = noiseShare(config.task);
  return share > 0 ? say('hintNoise', { noise: share }) : null;
}

const decayOf = (config: RunConfig): number => Math.max(0, ...decayPaths(config).map((path) => valueAt(config, path) as number));

/** A learning rate so many times the optimiser's usual one is high. */
const HIGH = 10;

function rateOf({ optimizer }: RunConfig): { readonly value: number; readonly usual: number; readonly least: number } | null {
  const { parameters } = optimizers.get(optimizer.id);
  const field = parameters['lr'];
  const value = optimizer['lr'];
  return field?.kind === 'number' && typeof value === 'number' ? { value, usual: Number(field.default), least: field.min } : null;
}

function isRateHigh(config: RunConfig): boolean {
  const rate = rateOf(config);
  return rate !== null && rate.value >= HIGH * rate.usual;
}

/** It has not learned its training data. */
export function hintToLearn(record: RunRecord, config: RunConfig): Sentence {
  if (trendOf(record.curve('train.accuracy')) === 'rising') return say('hintTrainRising');
  const noisy = noise(config);
  if (noisy !== null) return noisy;
  if (collapseOf(record) !== null) return say(decayOf(config) > 0 ? 'hintCollapsed' : 'hintLowerRate');
  if (config.constraint.norm === 'fixed') return say('hintHeldFast', { norm: lastOf(record.curve('weightNorm')) ?? 0 });
  const { scale } = config.init;
  if (scale > 1) return say('hintScale', { scale });
  return say(isRateHigh(config) ? 'hintLowerRate' : 'hintRate');
}

/** Why the numbers of a run are no longer finite, and what to try: at step 0 no update was made, so that it is the start. */
export function blowUp(step: number, config: RunConfig): Sentence {
  const { scale } = config.init;
  const rate = rateOf(config);
  if (step === 0 || rate === null || rate.value <= rate.least) return say('divergedScale', { step, scale });
  return scale > 1 ? say('divergedLarge', { step, scale, lr: String(rate.value) }) : say('diverged', { step, lr: String(rate.value) });
}

/** When weight decay was taken away, in a run that is about going on without it: it would be no advice to add it. */
function removedAt({ marks }: RunRecord, config: RunConfig): number | null {
  const paths = decayPaths(config);
  return marks.findLast((mark) => mark.kind === 'changed' && paths.some((path) => mark.patch[path] === 0))?.step ?? null;
}

/** It has learned its training data and nothing more, or not enough. */
export function hintToGeneralise(record: RunRecord, config: RunConfig): Sentence {
  const decay = decayOf(config);
  const fraction = shownShare(config.task);
  const { scale } = config.init;
  if (trendOf(record.curve('val.accuracy')) === 'rising') return say('hintRising');
  const noisy = noise(config);
  if (noisy !== null) return noisy;
  if (config.constraint.norm === 'fixed') return say('hintHeld', { norm: lastOf(record.curve('weightNorm')) ?? 0 });
  const removed = decay === 0 ? removedAt(record, config) : null;
  if (removed !== null) return say('hintDecayRemoved', { removed });
  if (decay === 0) return say(optimizers.get(config.optimizer.id).decay === null ? 'hintOptimizer' : 'hintDecay');
  if (scale > 1) return say('hintScale', { scale });
  if (decay < 0.5) return say('hintWeakDecay', { decay });
  if (fraction !== null && fraction < 0.3) return say('hintData', { fraction });
  return say('hintPatience');
}
