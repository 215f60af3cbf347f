/** Before the first update: what is under way, and how long it takes where it takes long. */
import type { RunConfig } from '../../engine/config/config.ts';
import { costOf } from '../../engine/cost/cost.ts';
import { secondsFor } from '../../engine/cost/time.ts';
import type { Work } from '../../engine/cost/work.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import type { FrontState } from '../../store/front.ts';
import { say, type Sentence } from './say.ts';

/** Work shorter than this, in seconds, is over before it is read of. */
const LONG_S = 2;

/** Null where there is more to say. */
export function atStart({ status, backend }: Pick<FrontState, 'status' | 'backend'>, config: RunConfig, record: RunRecord): Sentence | null {
  const seconds = (work: Work): number => secondsFor(work, backend?.backend);
  if (record.latest === null && status !== 'finished') {
    const time = seconds(costOf(config).first);
    return time < LONG_S ? say('measuring') : say('measuringLong', { time });
  }
  if (record.latest === null || (status === 'paused' && record.step === 0)) return say('ready');
  const time = status === 'running' && record.step === 0 ? seconds(costOf(config).step) : 0;
  return time < LONG_S ? null : say('firstStep', { time });
}
