/**
 * What runs take, counted from their configs (engine/cost) and measured on WASM in Node: the most bytes of tensors that are there at once, the
 * processor time of a step, and of the measurements at step 0.
 *
 *   npm run bench:cost -- [--json] [--check] [--random 40]
 *
 * --check exits 1 when a count of bytes is under the measured one by more than a fifth, or above three times it.
 */
import { backend } from '@tensorflow/tfjs-core';

import { loadFile, nodePlatform } from '../src/cli/platform.ts';
import { Backends } from '../src/engine/backend/select.ts';
import type { WasmBackend } from '../src/engine/backend/wasm/heap.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import { withPairs } from '../src/engine/config/pairs.ts';
import { defaultConfig } from '../src/engine/config/schema.ts';
import { costOf } from '../src/engine/cost/cost.ts';
import { secondsFor } from '../src/engine/cost/time.ts';
import { PRESETS } from '../src/engine/presets/index.ts';
import { Rng } from '../src/engine/rng.ts';
import { loadDataset } from '../src/engine/run/data.ts';
import { createTrainer } from '../src/engine/run/trainer.ts';
import { HeapMeter } from './heapMeter.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const options = optionsOf(process.argv.slice(2));
const at = process.argv.indexOf('--random');
const RANDOM = at < 0 ? 40 : Number(process.argv[at + 1]);
/** Longest step, in counted seconds, that is tried. */
const LONGEST_S = 3;
const STEPS = 6;

/** Fields that change what a run takes, drawn at random; null where they do not go together. */
function drawn(rng: Rng): RunConfig | null {
  const pick = <T>(...values: readonly T[]): T => values[rng.integer(values.length)] as T;
  const task = pick('modular', 'modular', 's5', 'digits', 'mnist', 'teacher-student');
  const tokens = task === 'modular' || task === 's5';
  const model = tokens ? pick('transformer', 'transformer', 'mlp') : 'mlp';
  const fields: Record<string, string | number> = {
    'task.id': task,
    'model.id': model,
    'model.width': pick(32, 64, 128, 256),
    'optimizer.id': pick('adamw', 'adamw', 'sgd'),
    'probes.localComplexity.points': pick(16, 64, 256),
    'probes.localComplexity.directions': pick(4, 25, 60),
    'probes.robustness.measure': pick('off', 'off', 'on'),
    'adversarial.train': pick('off', 'off', 'off', 'pgd'),
    'adversarial.steps': pick(2, 5),
    ...(task === 'modular' ? { 'task.p': pick(23, 43, 59, 97, 113) } : {}),
    ...(tokens ? { 'task.trainFraction': pick(0.3, 0.6, 0.9) } : { 'task.trainSize': pick(100, 500, 1000), 'task.valSize': pick(100, 500) }),
    ...(model === 'transformer'
      ? { 'model.layers': pick(1, 1, 2, 4), 'model.heads': pick(1, 4, 16), 'model.ffn': pick(64, 256, 1024), 'model.layerNorm': pick('none', 'pre', 'post') }
      : {
          'model.depth': pick(1, 2, 4, 6),
          'model.activation': pick('relu', 'gelu', 'tanh'),
          ...(tokens ? { 'model.input': pick('one-hot', 'embedding') } : {}),
        }),
  };
  const parsed = withPairs(
    defaultConfig(),
    Object.entries(fields).map(([path, value]) => [path, String(value)]),
  );
  return parsed.ok ? parsed.config : null;
}

const rng = new Rng(17, 'bench cost');
const random: { title: string; config: RunConfig }[] = [];
while (random.length < RANDOM) {
  const config = drawn(rng);
  if (config === null || secondsFor(costOf(config).step) > LONGEST_S) continue;
  const { task, model } = config;
  const size =
    model.id === 'transformer'
      ? `${String(model['layers'])} × ${String(model['width'])}, ffn ${String(model['ffn'])}`
      : `${String(model['depth'])} × ${String(model['width'])}`;
  const attacked = config.adversarial.train === 'off' ? '' : ', attacked';
  random.push({ title: `${task.id} ${String(task['p'] ?? task['trainSize'] ?? '')}, ${model.id} ${size}${attacked}`, config });
}
const presets = PRESETS.map(({ id, config }) => ({ title: id, config }));

const { device } = await new Backends(await nodePlatform()).open('wasm');
const meter = new HeapMeter(backend() as WasmBackend);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Milliseconds of this process's own work: the machine may be shared. */
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const rows = [];
for (const { title, config } of [...presets, ...random]) {
  const counted = costOf(config);
  const dataset = await loadDataset(config, { file: loadFile });
  const before = meter.begin();
  const trainer = createTrainer(config, dataset, device, null);
  const begun = worked();
  await trainer.measure();
  const first = worked() - begun;
  const steps: number[] = [];
  for (let i = 0; i < STEPS; i++) {
    const start = worked();
    trainer.advance(1);
    await trainer.settle();
    steps.push(worked() - start);
  }
  await trainer.measure();
  trainer.dispose();
  rows.push({
    title,
    bytes: { counted: counted.bytes, measured: meter.peak - before },
    step: { counted: 1000 * secondsFor(counted.step), measured: median(steps.slice(2)) },
    first: { counted: 1000 * secondsFor(counted.first), measured: first },
  });
}

const ratio = ({ counted, measured }: { readonly counted: number; readonly measured: number }): number => counted / measured;
const off = rows.filter(({ bytes }) => ratio(bytes) < 0.8 || ratio(bytes) > 3);
const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, rows },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    tableOf(
      ['', 'MB counted', 'measured', '÷', 'ms a step counted', 'measured', '÷', 'ms at step 0 counted', 'measured', '÷'],
      rows.map(({ title, bytes, step, first }) => [
        title,
        bytes.counted / 1e6,
        bytes.measured / 1e6,
        ratio(bytes),
        step.counted,
        step.measured,
        ratio(step),
        first.counted,
        first.measured,
        ratio(first),
      ]),
    ),
  ],
  off.map(({ title, bytes }) => `${title}: ${ratio(bytes).toFixed(2)} times the bytes`),
);
