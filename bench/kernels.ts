/**
 * Speed of the SIMD kernels on one thread: matrix products against stock TF.js in GFLOP/s, then whole training steps in ms.
 *
 *   npm run bench
 *
 * or, by hand, npx vite build -c vite.cli.config.ts --ssr bench/kernels.ts --outDir dist/bench && node dist/bench/main.js
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import {
  matMul as stockMatMul,
  tensor,
  tidy,
  variable,
  variableGrads,
  zerosLike,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';
import { createWasmDevice, type WasmBuild } from '../src/engine/backend/wasm/device.ts';
import type { Device } from '../src/engine/backend/device.ts';
import { planBatch } from '../src/engine/batch.ts';
import { defaultConfig, type RunConfig } from '../src/engine/config.ts';
import { losses } from '../src/engine/losses/index.ts';
import { models } from '../src/engine/models/index.ts';
import { matMul } from '../src/engine/ops/dense.ts';
import { optimizers } from '../src/engine/optimizers/index.ts';
import { Rng } from '../src/engine/rng.ts';
import { tasks } from '../src/engine/tasks/index.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

setFlagsFromString('--experimental-wasm-relaxed-simd');
const folder = join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
const paths = Object.fromEntries(
  ['', '-simd', '-threaded-simd'].map((kind) => [`tfjs-backend-wasm${kind}.wasm`, join(folder, `tfjs-backend-wasm${kind}.wasm`)]),
);

/** Fastest of several runs, in ms: other programs only ever add time. */
function fastest(repeats: number, run: () => void): number {
  run();
  run();
  let best = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function random(rows: number, columns: number): Tensor2D {
  return tensor(new Rng(1, 'bench').normals(rows * columns, 1), [rows, columns]);
}

/** GFLOP/s of a (m,k)·(k,n) product whose operands lie transposed or not. */
function productSpeed(multiply: typeof matMul, m: number, n: number, k: number, form: string): number {
  const [transposeA, transposeB] = [form[0] === 't', form[1] === 't'];
  const a = transposeA ? random(k, m) : random(m, k);
  const b = transposeB ? random(n, k) : random(k, n);
  const ms = fastest(40, () => multiply(a, b, transposeA, transposeB).dispose());
  a.dispose();
  b.dispose();
  return (2 * m * n * k) / ms / 1e6;
}

/** ms of one step with all its kernels. */
function stepTime(device: Device, config: RunConfig): number {
  const data = tasks.get(config.task.id).dataset(config.task, new Rng(1, 'split'));
  const model = models.get(config.model.id).create(config.model, data.shape);
  const batch = planBatch(model.plan(data.train.count), data.train, model.constants, device);
  const parameters: Variable[] = model.parameters.map((p) => variable(tensor(p.init(new Rng(1, p.name)), [...p.shape])));
  const optimizer = optimizers.get(config.optimizer.id);
  const slots = optimizer.slots.map(() => parameters.map((p): Tensor => zerosLike(p)));
  const scalars = tensor([...optimizer.scalars(config.optimizer, 100)], [optimizer.scalarCount]);
  const loss = losses.get(config.loss.id);
  const ms = fastest(60, () =>
    tidy(() => {
      const { grads } = variableGrads(() => loss.loss(model.logits(parameters, batch), batch.labels) as Scalar, parameters);
      const gradients = parameters.map((p) => grads[p.name] as Tensor);
      optimizer.update(parameters, gradients, slots, scalars as never);
    }),
  );
  for (const t of [...parameters, ...slots.flat(), scalars]) t.dispose();
  batch.dispose();
  return ms;
}

function large(): RunConfig {
  const config = defaultConfig();
  return { ...config, task: { ...config.task, p: 59, trainFraction: 0.4 }, model: { ...config.model, ffn: 256 } };
}

const shapes: [m: number, n: number, k: number][] = [
  [1392, 256, 64],
  [1392, 64, 256],
  [64, 256, 1392],
  [1392, 59, 64],
  [64, 59, 1392],
  [1392, 64, 59],
];
const forms = ['nn', 'nt', 'tn'];
const row = (cells: readonly (string | number)[]): void =>
  print(cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(9)).join(' '));

const builds: WasmBuild[] = ['relaxed', 'simd'];
row(['GFLOP/s', 'build', 'm', 'n', 'k', ...forms]);
for (const [m, n, k] of shapes) {
  await createWasmDevice(paths, 'portable');
  row(['', 'stock', `${m}`, `${n}`, `${k}`, ...forms.map((form) => productSpeed(stockMatMul as typeof matMul, m, n, k, form))]);
  for (const build of builds) {
    await createWasmDevice(paths, build);
    row(['', build, `${m}`, `${n}`, `${k}`, ...forms.map((form) => productSpeed(matMul, m, n, k, form))]);
  }
}
row(['ms/step', 'build', 'p43 ff128', 'p59 ff256']);
for (const build of builds) {
  const device = await createWasmDevice(paths, build);
  row(['', build, stepTime(device, defaultConfig()), stepTime(device, large())]);
}
