/**
 * Milliseconds to ask a network every question there is, on one thread in Node: the look «answers», and the plain pass with one head switched
 * off, which has to show its sites and so folds nothing.
 *
 *   npm run bench:looks -- [--json] [--check]
 *
 * --check exits 1 when the answers of the default network take longer than 15 ms, or those of p = 113 longer than 150 ms.
 */
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { NetworkAt } from '../src/engine/looks/look.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { configOf } from './cases.ts';
import { DEFAULT, freshOf, LARGE, seenAt, slowOf, timesOf, type Network } from './look.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const options = optionsOf(process.argv.slice(2));

interface Measured extends Network {
  /** Most milliseconds that the answers may take; null where that is not checked. */
  readonly most: number | null;
}

const measured: readonly Measured[] = [
  { ...DEFAULT, most: 15 },
  { ...LARGE, most: 150 },
  { title: 'two layers, LayerNorm', config: configOf({ 'model.layers': 2, 'model.layerNorm': 'pre' }), most: null },
  { title: 'MLP, two layers of 128', config: configOf({ 'model.id': 'mlp' }), most: null },
];

const answered = (network: NetworkAt): unknown => seenAt('answers', network, { train: network.dataset.train.count, val: network.dataset.val.count });

/** Both sets with the first half of what the first site behind the input holds switched off. */
function switchedOff({ model, parameters, dataset: { train, val } }: NetworkAt): void {
  const site = model.sites.find(({ id }) => id.endsWith('.heads') || id.endsWith('.activations'))?.id ?? 'logits';
  for (const examples of [train, val]) model.forward(parameters, examples, { [site]: (values) => values.map((x, i) => (i % 64 < 16 ? 0 : x)) });
}

// As the worker does that looks.
hasten(standAlone());

const rows = measured.map((one) => {
  const network = freshOf(one);
  const { train, val } = network.dataset;
  const off = timesOf(() => switchedOff(network)).best;
  return { title: one.title, most: one.most, questions: train.count + val.count, ...timesOf(() => answered(network)), off };
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
  slowOf(
    'answers',
    rows.flatMap((row) => (row.most === null ? [] : [{ ...row, most: row.most }])),
  ),
);
