/** Runs of the bench as their workers told them. */
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { Change } from '../../../../src/engine/run/change.ts';
import type { MilestoneKind } from '../../../../src/engine/run/milestone.ts';
import { createRecord } from '../../../../src/engine/run/record.ts';
import { Snapshots } from '../../../../src/engine/run/snapshots.ts';
import { createRun, type LiveRun } from '../../../../src/store/liveRun.ts';
import { metricsAt } from '../../../metrics.ts';

interface Told {
  readonly passed?: Partial<Record<MilestoneKind, number>>;
  /** Steps at which it was evaluated. */
  readonly steps?: readonly number[];
  readonly made?: readonly Change[];
  readonly plan?: readonly Change[];
  readonly over?: boolean;
  readonly value?: number;
}

const STEPS = [0, 1, 10, 40, 48, 50, 80, 90, 98, 100, 300, 490, 500, 940, 950, 1000];

/** Its weight norm is `value`, its accuracies that many hundredths, and half of them. */
export function run(id: string, config: RunConfig, { passed = {}, steps = STEPS, made = [], plan = [], over = true, value = 10 }: Told = {}): LiveRun {
  const one = createRun(
    {
      record: createRecord(id, config),
      snapshots: new Snapshots(),
      origin: { basedOn: 'default', choice: 0 },
      parent: null,
      plan,
      request: 'auto',
      backend: null,
      paused: false,
      speed: null,
      death: null,
      elapsed: 0,
    },
    { send: () => true, now: () => 0, every: 1 },
  );
  const hear = (event: object): void => one.hear({ type: 'event', run: id, event } as never);
  hear({ type: 'started', step: 0, backend: 'wasm', build: 'SIMD', device: '', parameters: 1, trainSize: 1, valSize: 1, fallbacks: [], race: null });
  for (const step of steps) {
    hear(metricsAt(step, { train: { loss: 1, accuracy: value / 100 }, val: { loss: 1, accuracy: value / 200 }, weightNorm: value }));
    for (const [kind, at] of Object.entries(passed)) if (at === step) hear({ type: 'milestone', kind, step });
    for (const change of made) if (change.step === step) hear({ type: 'changed', ...change });
  }
  if (over) hear({ type: 'finished', step: steps.at(-1), reason: 'steps' });
  return one;
}
