/**
 * Milliseconds to ask a network every question there is, on one thread in Node: the look «answers», and the plain pass with one head switched
 * off, which has to show its sites and so folds nothing.
 *
 *   npm run bench:looks -- [--json] [--check]
 *
 * --check exits 1 when the answers of the default network take longer than 15 ms, or those of p = 113 longer than 150 ms.
 */
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import { looks } from '../src/engine/looks/index.ts';
import { networkAt, type NetworkAt } from '../src/engine/looks/look.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { CASES, configOf } from './cases.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const options = optionsOf(process.argv.slice(2));
const TIMES = 25;

interface Measured {
  readonly title: string;
  readonly config: RunConfig;
  /** Most milliseconds that the answers may take; null where that is not checked. */
  readonly most: number | null;
}

const wide = CASES.find(({ id }) => id === 'transformer-113') as (typeof CASES)[number];
const measured: readonly Measured[] = [
  { title: 'defaults (p43 d64 ff128)', config: configOf({}), most: 15 },
  { title: wide.title, config: wide.config, most: 150 },
  { title: 'two layers, LayerNorm', config: configOf({ 'model.layers': 2, 'model.layerNorm': 'pre' }), most: null },
  { title: 'MLP, two layers of 128', config: configOf({ 'model.id': 'mlp' }), most: null },
];

/** Milliseconds of each of several goes. */
function timed(work: () => void): number[] {
  return Array.from({ length: TIMES }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

function answered(network: NetworkAt): void {
  const work = looks.answers.look(network, { train: network.dataset.train.count, val: network.dataset.val.count });
  while (work.next().done !== true);
}

/** Both sets with the first half of what the first site behind the input holds switched off. */
function switchedOff({ model, parameters, dataset: { train, val } }: NetworkAt): void {
  const site = model.sites.find(({ id }) => id.endsWith('.heads') || id.endsWith('.activations'))?.id ?? 'logits';
  for (const examples of [train, val]) model.forward(parameters, examples, { [site]: (values) => values.map((x, i) => (i % 64 < 16 ? 0 : x)) });
}

// As the worker does that looks.
hasten(standAlone());

const rows = measured.map(({ title, config, most }) => {
  const network = networkAt(config, datasetOf(config), null);
  const { train, val } = network.dataset;
  const [whole, off] = [timed(() => answered(network)), timed(() => switchedOff(network))];
  // The fastest: what it takes where nothing else runs. The first: before the compiler has seen it.
  return { title, most, questions: train.count + val.count, first: whole[0] as number, best: Math.min(...whole), median: median(whole), off: Math.min(...off) };
});

const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, looks: rows },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    tableOf(
      ['every question answered', 'questions', 'ms, fastest', 'median', 'first', 'one part switched off'],
      rows.map(({ title, questions, best, median: middle, first, off }) => [title, questions, best, middle, first, off]),
    ),
  ],
  rows.flatMap(({ title, best, most }) => (most === null || best <= most ? [] : [`answers of ${title}, ms: ${best.toFixed(1)}, wanted at most ${most}`])),
);
