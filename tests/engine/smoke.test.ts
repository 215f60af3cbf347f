import { variableGrads, variable, tensor, type Variable } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createCpuDevice } from '../../src/engine/backend/cpu.ts';
import { createWasmDevice } from '../../src/engine/backend/wasm/device.ts';
import { planBatch } from '../../src/engine/batch.ts';
import { defaultConfig } from '../../src/engine/config.ts';
import { models } from '../../src/engine/models/index.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { Rng } from '../../src/engine/rng.ts';

test.each(['cpu', 'wasm'])('a step on %s', async (name) => {
  const dir = `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
  const device = name === 'cpu' ? await createCpuDevice() : await createWasmDevice({ 'tfjs-backend-wasm.wasm': `${dir}tfjs-backend-wasm.wasm`, 'tfjs-backend-wasm-simd.wasm': `${dir}tfjs-backend-wasm-simd.wasm`, 'tfjs-backend-wasm-threaded-simd.wasm': `${dir}tfjs-backend-wasm-threaded-simd.wasm` });
  const config = defaultConfig();
  const data = tasks.get(config.task.id).dataset(config.task, new Rng(1, 'split'));
  const model = models.get(config.model.id).create(config.model, data.shape);
  const batch = planBatch(model.plan(data.train.count), data.train, model.constants, device);
  const ps: Variable[] = model.parameters.map((p) => variable(tensor(p.init(new Rng(1, p.name)), [...p.shape])));
  const t0 = performance.now();
  const { value, grads } = variableGrads(() => losses.get('cross-entropy').loss(model.logits(ps, batch), batch.labels) as never, ps);
  console.log(name, (await value.data())[0], Object.keys(grads).length, performance.now() - t0);
  expect((await value.data())[0]).toBeGreaterThan(3);
});
