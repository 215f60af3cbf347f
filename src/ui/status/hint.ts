/** The likeliest reason why a run that is over has not got further, the surest first. Pure. */
import { valueAt, type RunConfig } from '../../engine/config/config.ts';
import { decayPaths } from '../../engine/config/decay.ts';
import { optimizers } from '../../engine/optimizers/index.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { lastOf } from '../../engine/run/story.ts';
import { noiseShare, shownShare } from '../../engine/tasks/shares.ts';
import { say, type Sentence } from './say.ts';
import { trendOf } from './trend.ts';

function noise(config: RunConfig): Sentence | null {
  const share = noiseShare(config.task);
  return share > 0 ? say('hintNoise', { noise: share }) : null;
}

/** It has not learned its training data. */
export function hintToLearn(record: RunRecord, config: RunConfig): Sentence {
  if (trendOf(record.curve('train.accuracy')) === 'rising') return say('hintTrainRising');
  return noise(config) ?? say('hintRate');
}

/** It has learned its training data and nothing more, or not enough. */
export function hintToGeneralise(record: RunRecord, config: RunConfig): Sentence {
  const decay = Math.max(0, ...decayPaths(config).map((path) => valueAt(config, path) as number));
  const fraction = shownShare(config.task);
  const { scale } = config.init;
  if (trendOf(record.curve('val.accuracy')) === 'rising') return say('hintRising');
  const noisy = noise(config);
  if (noisy !== null) return noisy;
  if (config.constraint.norm === 'fixed') return say('hintHeld', { norm: lastOf(record.curve('weightNorm')) ?? 0 });
  if (decay === 0) return say(optimizers.get(config.optimizer.id).decay === null ? 'hintOptimizer' : 'hintDecay');
  if (scale > 1) return say('hintScale', { scale });
  if (decay < 0.5) return say('hintWeakDecay', { decay });
  if (fraction !== null && fraction < 0.3) return say('hintData', { fraction });
  return say('hintPatience');
}
