/** Runs of every kind that are taken home: their curves are made up. */
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { chartsOf } from '../../../src/engine/probes/measuring.ts';

/** A record with every series of its charts at these steps; every third of them lacks one. */
export function recorded(
  id: string,
  steps: readonly number[],
  config: RunConfig = defaultConfig(),
  value = (step: number, k: number): number => Math.exp(-step / (300 + 40 * k)),
): RunRecord {
  const keys = chartsOf(config).flatMap(({ series }) => series.map(({ key }) => key));
  const record = createRecord(id, config);
  record.take({ type: 'started', step: 0, backend: 'wasm', build: 'SIMD' } as never);
  for (const step of steps) {
    const values = Object.fromEntries(keys.filter((_, k) => k < 2 || step % 3 !== 0).map((key, k) => [key, value(step, k)]));
    record.take({ type: 'metrics', step, values });
  }
  return record;
}

const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, step) => step);

/** Of a run that broke: gaps, and at its end numbers that are none. */
function diverged(): RunRecord {
  const record = recorded('diverged', [0, 1, 2, 40, 41, 90], defaultConfig(), (step) => (step > 50 ? Number.NaN : 10 ** (step / 4)));
  record.take({ type: 'diverged', step: 90, what: 'training loss is NaN' });
  return record;
}

function eventful(): RunRecord {
  const record = recorded('eventful', upTo(600));
  record.take({ type: 'milestone', kind: 'memorised', step: 80 });
  record.take({ type: 'changed', step: 200, patch: { 'optimizer.lr': 0.0001 } });
  record.take({ type: 'milestone', kind: 'grokked', step: 500 });
  return record;
}

export const RECORDS = {
  empty: () => createRecord('empty', defaultConfig()),
  'one point': () => recorded('one', [0]),
  'a run with marks': eventful,
  'a run that diverged': diverged,
  '100,000 points': () => recorded('long', upTo(1e5 - 1)),
} as const satisfies Record<string, () => RunRecord>;

/** What readers call things. */
export const NAMES = ['A <seed> & "0", it’s \'x\'', 'B two\nlines\u0000\ud800', 'C 足し算、シード 1', 'D </svg><script>alert(1)</script>'];
