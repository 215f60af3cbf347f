/** What a page can show of a run's examples: the answers are the network's own, and asking changes nothing. */
import { expect, test } from 'vitest';
import { nodePlatform } from '../../../src/cli/platform.ts';
import { Backends } from '../../../src/engine/backend/select.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Metrics, RunEvent } from '../../../src/engine/run/events.ts';
import type { AnswersAt, Control, Host } from '../../../src/engine/run/host.ts';
import { run } from '../../../src/engine/run/run.ts';
import type { Sample } from '../../../src/engine/run/sample.ts';
import { testFile } from '../../host.ts';

const backends = new Backends(await nodePlatform());

/** A table so small that the sample is all of it. */
const parsed = withPairs(defaultConfig(), [
  ['task.p', '5'],
  ['task.trainFraction', '0.4'],
  ['task.split', 'pairs'],
  ['model.id', 'mlp'],
  ['model.width', '16'],
  ['probes.localComplexity.measure', 'off'],
  ['steps', '30'],
]);
if (!parsed.ok) throw new Error('not a config');
const { config } = parsed;

async function told(asking: boolean): Promise<{ events: RunEvent[]; samples: Sample[]; answers: AnswersAt[] }> {
  const [events, samples, answers]: [RunEvent[], Sample[], AnswersAt[]] = [[], [], []];
  const controls: readonly Control[] = asking ? [{ type: 'answers' }, { type: 'answers' }] : [];
  const host: Host = {
    now: () => performance.now(),
    emit: (event) => events.push(event),
    turn: () => Promise.resolve(controls),
    sample: (sample) => samples.push(sample),
    answers: (at) => answers.push(at),
    file: testFile,
  };
  await run(config, host, { backends, backend: 'wasm' });
  return { events, samples, answers };
}

const share = (right: readonly boolean[]): number => right.filter(Boolean).length / right.length;

test('the answers are the ones that the accuracy counts, and the run is the same run', async () => {
  const { events, samples, answers } = await told(true);
  expect(samples).toHaveLength(1);
  const [sample] = samples as [Sample];
  const { train, val } = sample;
  expect([train.count, val.count]).toEqual([10, 15]);
  expect(answers.length).toBeGreaterThan(1);
  const metrics = new Map(events.filter((event): event is Metrics => event.type === 'metrics').map((event) => [event.step, event]));
  for (const { step, answers: said } of answers) {
    for (const side of ['train', 'val'] as const) {
      const right = said[side].map((answer, i) => answer === sample[side].targets[i]);
      expect(share(right)).toBeCloseTo(metrics.get(step)?.values[`${side}.accuracy`] ?? Number.NaN, 5);
    }
  }
  const plain = await told(false);
  expect(plain.answers.map(({ step }) => step)).toEqual([config.steps]);
  expect(events.filter(({ type }) => type === 'metrics')).toEqual(plain.events.filter(({ type }) => type === 'metrics'));
});
