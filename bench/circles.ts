/**
 * Milliseconds of the look «circles» at two networks, on one thread in Node; and of run files, the key frequencies of each kept network.
 *
 *   npm run bench:circles -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when it takes longer than 20 ms at the default network, or longer than 150 ms at p = 113.
 */
import { readFileSync } from 'node:fs';
import type { RunConfig } from '../src/engine/config/config.ts';
import { looks } from '../src/engine/looks/index.ts';
import { networkAt, type NetworkAt } from '../src/engine/looks/look.ts';
import type { TokenCircles } from '../src/engine/looks/circles/question.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { readRunFile } from '../src/engine/runfile/read.ts';
import { CASES, configOf } from './cases.ts';
import { neuronKeysOf, type NeuronKey } from './neuronKeys.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const args = process.argv.slice(2);
const options = optionsOf(args.filter((arg) => arg.startsWith('--')));
const files = args.filter((arg) => !arg.startsWith('--'));
const TIMES = 25;

function seen(network: NetworkAt): TokenCircles {
  const work = looks.circles.look(network, { under: null });
  for (;;) {
    const next = work.next();
    if (next.done !== true) continue;
    if ('problem' in next.value) throw new Error(next.value.problem.en);
    return next.value;
  }
}

function timeOf(title: string, config: RunConfig, most: number) {
  const network = networkAt(config, datasetOf(config), null);
  const all = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    seen(network);
    return performance.now() - start;
  });
  return { title, most, first: all[0] as number, best: Math.min(...all), median: median(all) };
}

const percent = (share: number | undefined): string => `${Math.round(100 * (share ?? 0))} %`;
/** «7 (31 of 33)»: a frequency, how many neurons it is the strongest of, and how many of these follow it. */
const writtenKey = ({ k, neurons, follow }: NeuronKey): string => `${k} (${follow} of ${neurons})`;
/** «7 (31, 40 %)»: a frequency with its shares of both tables, in whole per cents. */
const written = (seenThen: TokenCircles, k: number): string => `${k} (${percent(seenThen.rows.shares[k - 1])}, ${percent(seenThen.outputs.shares[k - 1])})`;

function keysIn(name: string) {
  const read = readRunFile(readFileSync(name));
  if (!read.ok) throw new Error(`${name}: ${read.problems.map(({ expected }) => expected.en).join(' ')}`);
  const { config, snapshots } = read.file;
  const dataset = datasetOf(config);
  return snapshots.map((snapshot, nth) => {
    const network = networkAt(config, dataset, snapshot);
    const at = seen(network);
    const strongest = at.rows.shares.reduce((best, share, i) => (share > (at.rows.shares[best] as number) ? i : best), 0);
    const fits = at.circles.map(({ fit }) => fit).toSorted((a, b) => a - b);
    return {
      name,
      step: snapshot.step,
      least: fits[0],
      middle: median(fits),
      keys: Array.from(at.keys, (k) => written(at, k)),
      strongest: at.circles[strongest],
      principal: at.principal.shares,
      // Of the last network alone: it takes seconds.
      neurons: nth === snapshots.length - 1 ? (neuronKeysOf(network) ?? []).map(writtenKey) : [],
    };
  });
}

const wide = CASES.find(({ id }) => id === 'transformer-113') as (typeof CASES)[number];
const times = files.length > 0 ? [] : [timeOf('defaults (p43 d64 ff128)', configOf({}), 20), timeOf(wide.title, wide.config, 150)];
const keys = files.flatMap(keysIn);
const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, times, keys },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    times.length > 0
      ? tableOf(
          ['circles', 'ms, fastest', 'median', 'first'],
          times.map(({ title, best, median: middle, first }) => [title, best, middle, first]),
        )
      : tableOf(
          [
            'run',
            'step',
            'key frequencies (share of the way in, and out)',
            'strongest, fit',
            'least and median fit',
            'two widest',
            'of the neurons (following it)',
          ],
          keys.map(({ name, step, keys: all, strongest, least, middle, principal, neurons }) => [
            name,
            String(step),
            all.join(', '),
            `${strongest?.frequency}, ${percent(strongest?.fit)}`,
            `${percent(least)}, ${percent(middle)}`,
            principal.map(percent).join(' + '),
            neurons.join(', '),
          ]),
        ),
  ],
  times.flatMap(({ title, best, most }) => (best <= most ? [] : [`circles of ${title}, ms: ${best.toFixed(1)}, wanted at most ${most}`])),
);
