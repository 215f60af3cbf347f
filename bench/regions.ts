/**
 * Seconds to cut the exact slice of a trained network of three hidden layers of 200 neurons, on one thread in Node.
 *
 *   npm run bench:regions -- [--json] [--check]
 *
 * The network learns 8×8 digits for 400 steps; the planes go through three training images each, framed as the page does. --check exits 1
 * when the slowest takes longer than 2 seconds.
 */
import { loadFile, nodePlatform } from '../src/cli/platform.ts';
import { createWasmDevice } from '../src/engine/backend/wasm/device.ts';
import { rowsOf } from '../src/engine/data/examples.ts';
import type { PiecewiseNetwork } from '../src/engine/geometry/regions/network.ts';
import { planeThrough, type Plane } from '../src/engine/geometry/regions/plane.ts';
import { sliceRegions, type Slice } from '../src/engine/geometry/regions/slice.ts';
import { viewOf } from '../src/engine/looks/regions/regions.ts';
import { models } from '../src/engine/models/index.ts';
import { loadDataset } from '../src/engine/run/data.ts';
import { createTrainer } from '../src/engine/run/trainer.ts';
import { configOf } from './cases.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const options = optionsOf(process.argv.slice(2));
/** Slowest slice that still counts as following, in milliseconds. */
const FLOOR = 2000;
const PLANES = 10;
const TIMES = 4;
const STEPS = 400;
const ZOOMS = [1, 0.5] as const;

const { wasmPaths } = await nodePlatform();
const device = await createWasmDevice(wasmPaths);
const config = configOf({ 'task.id': 'digits', 'model.id': 'mlp', 'model.depth': 3, 'model.width': 200, 'optimizer.lr': 1e-3 });
const dataset = await loadDataset(config, { file: loadFile });
const model = models.get('mlp').create(config.model, dataset.shape);
const part = model.geometry.regions;
if ('none' in part) throw new Error(part.none.en);

function cut(plane: Plane, zoom: number, network: PiecewiseNetwork): { readonly slice: Slice; readonly ms: number } {
  const anchors = [0, 1, 2].map((index) => ({ set: 'train' as const, index })) as unknown as Parameters<typeof viewOf>[0]['anchors'];
  const start = performance.now();
  const work = sliceRegions(network, plane, viewOf({ anchors, x: 0, y: 0, zoom, aspect: 1 }, plane), { mostRegions: 500_000 });
  for (;;) {
    const turn = work.next();
    if (turn.done === true) return { slice: turn.value, ms: performance.now() - start };
  }
}

const trainer = createTrainer(config, dataset, device, null);
const rows = [];
for (const steps of [0, STEPS]) {
  trainer.advance(steps - trainer.step);
  const { parameters } = await trainer.parameters();
  const network = part.network(parameters);
  for (const zoom of ZOOMS) {
    const cuts = Array.from({ length: PLANES }, (_, k) => {
      const [a, b, c] = [0, 1, 2].map((i) => part.points(parameters, rowsOf(dataset.train, [3 * k + i]))) as [Float64Array, Float64Array, Float64Array];
      const plane = planeThrough(a, b, c);
      if ('problem' in plane) throw new Error(plane.problem.en);
      // The fastest of a few: what it takes where nothing else runs.
      return Array.from({ length: TIMES }, () => cut(plane, zoom, network)).reduce((best, other) => (other.ms < best.ms ? other : best));
    });
    rows.push({
      step: trainer.step,
      zoom,
      regions: median(cuts.map(({ slice }) => slice.regions)),
      most: Math.max(...cuts.map(({ slice }) => slice.regions)),
      ms: median(cuts.map(({ ms }) => ms)),
      slowest: Math.max(...cuts.map(({ ms }) => ms)),
    });
  }
}
trainer.dispose();

const where = machine(`Node ${process.versions.node}`);
// The frame that the page opens with.
const slowest = Math.max(...rows.filter(({ zoom }) => zoom === 1).map((row) => row.slowest));
finish(
  options,
  { machine: where, regions: rows },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}; digits, 64-200-200-200-10, ${PLANES} planes each`,
    '',
    tableOf(
      ['exact slice', 'regions, median', 'most', 'ms, median', 'slowest'],
      rows.map(({ step, zoom, regions, most, ms, slowest: longest }) => [`step ${step}, zoom ${zoom}`, regions, most, ms, longest]),
    ),
  ],
  slowest <= FLOOR ? [] : [`slowest slice of 3 × 200 neurons, ms: ${slowest.toFixed(0)}, wanted at most ${FLOOR}`],
);
