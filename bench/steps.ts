/**
 * Speed on one thread in Node: training steps against plain TF.js, jax-js and, where asked for, PyTorch; matrix products against stock TF.js;
 * what a step costs in JavaScript and leaves behind.
 *
 *   npm run bench -- [--json] [--check] [--pytorch SCRIPT] [--only case,…]
 *
 * --check exits 1 when a floor is missed, and names it.
 */
import { nodePlatform } from '../src/cli/platform.ts';
import { createWasmDevice } from '../src/engine/backend/wasm/device.ts';
import { CASES, TINY } from './cases.ts';
import { measureKernels } from './kernels.ts';
import { measureCost, measureGrowth } from './memory.ts';
import { measureCase } from './pairing.ts';
import { finish, kernelTable, machine, measureCases, missed, optionsOf, stepTable, tableOf } from './report.ts';

const options = optionsOf(process.argv.slice(2));
const say = (line: string): void => console.error(line);
const { wasmPaths } = await nodePlatform();

const kernels = await measureKernels(wasmPaths);
const figures = await measureCases(options, (which) => measureCase(which, wasmPaths), say);

say('JavaScript and memory …');
const device = await createWasmDevice(wasmPaths);
const costs = [];
for (const { id, title, config } of CASES) if (id !== 'transformer-113') costs.push(await measureCost(title, config, device, 200));
costs.push(await measureCost('tiny transformer (p13 d8 ff16)', TINY, device, 1000));
const growth = await measureGrowth(TINY, device, 10_000);

const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, device: device.description, kernels, steps: figures, costs, growth },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}; ${device.description}`,
    '',
    stepTable(figures),
    '',
    kernelTable(kernels),
    '',
    tableOf(
      ['ms per step, by sampling', 'total', 'in WASM', 'in JS', 'collector', 'other', 'JS kB allocated'],
      costs.map((cost) => [cost.title, cost.total, cost.wasm, cost.js, cost.collector, cost.other, cost.bytes / 1000]),
    ),
    '',
    `${growth.steps} steps of the tiny transformer: tensors ${growth.tensorsBefore} → ${growth.tensorsAfter}, JS heap ${(growth.heapGrowth / 1000).toFixed(0)} kB more, tensor bytes ${growth.tensorGrowth} more`,
  ],
  missed(figures, kernels),
);
