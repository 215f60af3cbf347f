/**
 * Milliseconds of one look of the lenses that have no bench of their own, on one thread in Node, with the kernels that the worker has which looks:
 * Fool it, Folds, Path, The plane, and the representations of S5.
 *
 *   npm run bench:lenses -- [--json] [--check]
 *
 * --check exits 1 when one takes longer than wanted.
 */
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import { createWasmDevice } from '../src/engine/backend/wasm/device.ts';
import type { AttackQuestion } from '../src/engine/looks/adversarial/question.ts';
import { GRIDS } from '../src/engine/looks/lossPlane/question.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { configOf } from './cases.ts';
import { DEFAULT, freshOf, seenAt, slowOf, timesOf, type Network } from './look.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const ATTACK: AttackQuestion = { set: 'train', index: 0, epsilon: 0.1, method: 'pgd', plane: 'circle' };
/** Of what takes tenths of a second. */
const FEW = 5;

const folder = `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
const names = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];

const options = optionsOf(process.argv.slice(2));
// As the worker does that looks.
hasten(standAlone());
const device = await createWasmDevice(Object.fromEntries(names.map((name) => [name, folder + name])));

const plane: Network = { title: 'two numbers a token, p43', config: configOf({ 'model.id': 'mlp', 'model.input': 'sum', 'model.embedding': 2 }) };
const permutations: Network = { title: 'S5, MLP', config: configOf({ 'task.id': 's5', 'model.id': 'mlp' }) };

const network = freshOf(DEFAULT);
// Three networks that lie on no line: as it begins, and two that are as large elsewhere.
const turned = (phase: number) => network.parameters.map((values) => values.map((value, i) => value * Math.cos(i + phase)));
const corners = [[...network.parameters], turned(0), turned(1)] as const;
const [inPlane, ofS5] = [freshOf(plane), freshOf(permutations)];

const rows = [
  { title: `Fool it, one example: ${DEFAULT.title}`, most: 100, ...timesOf(() => seenAt('adversarial', network, ATTACK, device)) },
  { title: `Fool it, the sample: ${DEFAULT.title}`, most: 1000, ...timesOf(() => seenAt('attacked', network, { epsilon: 0.1, method: 'pgd' }, device), FEW) },
  { title: `Folds, some pairs: ${DEFAULT.title}`, most: 300, ...timesOf(() => seenAt('complexity', network, { detail: 'quick' }, device), FEW) },
  ...[GRIDS[0], GRIDS[2]].map((grid) => ({
    title: `Path, ${grid} × ${grid}: ${DEFAULT.title}`,
    most: 25 * grid ** 2,
    // What was worked out of a coarser grid is kept as long as the network is asked about: each time another one.
    ...timesOf(() => seenAt('lossPlane', { ...network, dataset: { ...network.dataset } }, { corners: [...corners], grid }, device), FEW),
  })),
  { title: `The plane: ${plane.title}`, most: 100, ...timesOf(() => seenAt('plane', inPlane, { held: 0 })) },
  { title: `Circles, representations: ${permutations.title}`, most: 100, ...timesOf(() => seenAt('representations', ofS5, {})) },
];
const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, looks: rows },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    tableOf(
      ['one look', 'ms, fastest', 'median', 'first'],
      rows.map(({ title, best, median, first }) => [title, best, median, first]),
    ),
  ],
  slowOf('one look', rows),
);
