/** Before the first update: what is under way, and how long it takes where it takes long. */
import type { RunConfig } from '../../engine/config/config.ts';
import { expectationOf, LONG_S } from '../../engine/cost/expectation.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import type { FrontState } from '../../store/front.ts';
import { say, type Sentence } from './say.ts';

/** Null where there is more to say. */
export function atStart({ status, backend }: Pick<FrontState, 'status' | 'backend'>, config: RunConfig, record: RunRecord): Sentence | null {
  const expected = expectationOf(config, backend?.backend);
  if (record.latest === null && status !== 'finished') {
    const time = expected.measurement;
    return time < LONG_S ? say('measuring') : say('measuringLong', { time });
  }
  if (record.latest === null || (status === 'paused' && record.step === 0)) return say('ready');
  const time = status === 'running' && record.step === 0 ? expected.step : 0;
  return time < LONG_S ? null : say('firstStep', { time });
}
