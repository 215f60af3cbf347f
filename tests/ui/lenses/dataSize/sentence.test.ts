/** The sentence under the curves of several data sizes says what they show, and no more. */
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import type { AmountRun, AmountStatus } from '../../../../src/store/dataSize.ts';
import { createRecord } from '../../../../src/engine/run/record.ts';
import { sentences } from '../../../../src/ui/lenses/dataSize/sentence.ts';
import { metrics } from '../../../store/fakeClient.ts';

function run(
  amount: number,
  grokked: number | null,
  { status = 'done', memorised = 100 }: { status?: AmountStatus; memorised?: number | null } = {},
): AmountRun {
  const record = createRecord(String(amount), defaultConfig());
  if (memorised !== null) record.take({ type: 'milestone', kind: 'memorised', step: memorised });
  record.take(metrics(grokked ?? 5000, 1, grokked === null ? 0.1 : 1));
  if (grokked !== null) record.take({ type: 'milestone', kind: 'grokked', step: grokked });
  return { amount, status, record, what: status === 'failed' ? 'why' : null };
}

const keys = (runs: readonly AmountRun[], running = false): string[] => sentences(runs, running, String).map(({ key }) => key.replace('dataSize.', ''));

test('before and while nothing is done', () => {
  const waiting: AmountRun = { amount: 0.5, status: 'waiting', record: null, what: null };
  expect(keys([waiting])).toEqual(['idle']);
  expect(keys([waiting], true)).toEqual(['wait']);
  expect(keys([run(0.5, 10, { status: 'running' })], true)).toEqual(['wait']);
});

test('what the steps show decides the words', () => {
  expect(keys([run(0.5, 400)])).toEqual(['one']);
  expect(keys([run(0.4, 3500), run(0.8, 230)])).toEqual(['later']);
  expect(keys([run(0.4, 240), run(0.8, 230)])).toEqual(['alike']);
  expect(keys([run(0.4, 100), run(0.8, 230)])).toEqual(['sooner']);
  expect(sentences([run(0.4, 460), run(0.8, 230)], false, String)[0]?.values).toEqual({ least: '0.4', leastStep: 460, most: '0.8', mostStep: 230, times: 2 });
});

test('runs that never grokked are told apart by whether they memorised', () => {
  expect(keys([run(0.2, null), run(0.3, null), run(0.8, 230)])).toEqual(['one', 'never']);
  expect(keys([run(0.2, null, { memorised: null }), run(0.8, 230)])).toEqual(['one', 'neither']);
  expect(sentences([run(0.2, null), run(0.3, null)], false, String)[0]?.values).toEqual({ amounts: '0.2, 0.3', steps: 5000, val: 0.1 });
});

test('a failure is told first', () => {
  expect(keys([run(0.2, null, { status: 'failed' }), run(0.8, 230)])).toEqual(['failed', 'one']);
});
