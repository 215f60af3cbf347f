/** Runs with several amounts of data, done or not. */
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { text } from '../../../../src/engine/text.ts';
import { createRecord } from '../../../../src/engine/run/record.ts';
import type { AmountRun, AmountStatus } from '../../../../src/store/dataSize.ts';
import { metrics } from '../../../store/events.ts';

interface Story {
  readonly status?: AmountStatus;
  readonly memorised?: number | null;
  /** Its last step, where it has not grokked. */
  readonly steps?: number;
  /** Whether it was evaluated right before each milestone; else at the first step only. */
  readonly fine?: boolean;
}

/** @param grokked the step at which it did; null where it never did. */
export function runOf(amount: number, grokked: number | null, { status = 'done', memorised = 100, steps = 5000, fine = true }: Story = {}): AmountRun {
  const record = createRecord(String(amount), defaultConfig());
  record.take(metrics(0));
  for (const step of [memorised, grokked]) if (fine && step !== null) record.take(metrics(step - 1));
  if (memorised !== null) record.take({ type: 'milestone', kind: 'memorised', step: memorised });
  record.take(metrics(grokked ?? steps, 1, grokked === null ? 0.1 : 1));
  if (grokked !== null) record.take({ type: 'milestone', kind: memorised !== null && grokked >= 1.5 * memorised ? 'grokked' : 'generalised', step: grokked });
  return { amount, status, record, what: status === 'failed' ? text('why', 'なぜ') : null };
}

export const waiting = (amount: number): AmountRun => ({ amount, status: 'waiting', record: null, what: null });
