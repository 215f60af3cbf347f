/**
 * Bytes that the curves of a run of a million steps take, room for more included, in Node.
 *
 *   npm run bench:curves -- [--json] [--check]
 *
 * A network of a few numbers runs for a while with the default's measurements; what it measured comes again and again at the steps at which a million are
 * measured. --check exits 1 where losses, accuracies and the norm of the weights take more than 4 MB, at the end or on the way there.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { nodePlatform } from '../src/cli/platform.ts';
import { createWasmDevice } from '../src/engine/backend/wasm/device.ts';
import { measuring } from '../src/engine/probes/measuring.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { createRecord } from '../src/engine/run/record.ts';
import { countDue, isScheduled, type Schedule } from '../src/engine/run/schedule.ts';
import { createTrainer } from '../src/engine/run/trainer.ts';
import { configOf } from './cases.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const options = optionsOf(process.argv.slice(2));
const STEPS = 1_000_000;
/** Bytes that these may take. */
const MOST = 4e6;
const PROMISED: ReadonlySet<string> = new Set(['train.loss', 'train.accuracy', 'val.loss', 'val.accuracy', 'weightNorm']);
/** Steps of the network that is measured. */
const SAMPLE = 1000;

const { wasmPaths } = await nodePlatform();
const config = configOf({ steps: STEPS, 'task.p': 5, 'model.width': 4, 'model.heads': 1, 'model.ffn': 4 });
const trainer = createTrainer(config, datasetOf(config), await createWasmDevice(wasmPaths), null);

/** What each key was measured at, and as. */
const seen = new Map<string, { readonly steps: number[]; readonly values: number[] }>();
for (; trainer.step <= SAMPLE; trainer.advance(trainer.stepsUntilDue())) {
  for (const [key, value] of Object.entries((await trainer.measure()).values)) {
    const known = seen.get(key) ?? { steps: [], values: [] };
    seen.set(key, known);
    known.steps.push(trainer.step);
    known.values.push(value);
  }
}
trainer.dispose();

const schedules = measuring(config).map(({ def, values }) => def.schedule(values));
const countOf = (schedule: Schedule): number => countDue([schedule], STEPS)(SAMPLE);
const keys = [...seen].map(([key, { steps, values }]) => {
  const schedule = schedules.find((one) => steps.every((step) => isScheduled(one, step, STEPS)) && steps.length === countOf(one));
  if (schedule === undefined) throw new Error(`nothing says when ${key} is measured`);
  return { key, schedule, values };
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function held(): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

interface Figures {
  readonly quantities: number;
  readonly points: number;
  /** Of the whole run, and the most on the way there. */
  readonly bytes: number;
  readonly most: number;
}

function measured(which: typeof keys): Figures {
  const record = createRecord('bench', config);
  const before = held();
  let most = 0;
  for (let step = 0, i = 0, looked = 0; step <= STEPS; step++) {
    const due = which.filter(({ schedule }) => isScheduled(schedule, step, STEPS));
    if (due.length === 0) continue;
    record.take({ type: 'metrics', step, values: Object.fromEntries(due.map(({ key, values }) => [key, values[i % values.length] as number])) });
    i++;
    if (i >= looked * 1.1) [looked, most] = [i, Math.max(most, held() - before)];
  }
  const bytes = held() - before;
  return { quantities: record.keys.length, points: record.keys.reduce((sum, key) => sum + record.curve(key).length, 0), bytes, most: Math.max(most, bytes) };
}

const [five, all] = [measured(keys.filter(({ key }) => PROMISED.has(key))), measured(keys)];
const where = machine(`Node ${process.versions.node}`);
const table = tableOf(
  ['curves of a million steps', 'quantities', 'points', 'MB', 'most on the way'],
  Object.entries({ 'losses, accuracies, weight norm': five, 'all that the default measures': all }).map(([title, { quantities, points, bytes, most }]) => [
    title,
    String(quantities),
    String(points),
    bytes / 1e6,
    most / 1e6,
  ]),
);
finish(
  options,
  { machine: where, five, all },
  [`${where.host}, ${where.cpu}, ${where.cores} cores, load ${where.load}`, '', table],
  five.most <= MOST ? [] : [`curves of five quantities, MB: ${(five.most / 1e6).toFixed(2)}, wanted at most ${MOST / 1e6}`],
);
