/**
 * Milliseconds of the look «circles» at two networks, on one thread in Node; and of run files, the key frequencies of each kept network.
 *
 *   npm run bench:circles -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when it takes longer than 20 ms at the default network, or longer than 150 ms at p = 113.
 */
import type { NetworkAt } from '../src/engine/looks/look.ts';
import type { TokenCircles } from '../src/engine/looks/circles/question.ts';
import { neuronKeysOf, type NeuronKey } from './neuronKeys.ts';
import { DEFAULT, freshOf, keptIn, LARGE, seenAt, slowOf, timesOf, type Network, type Timed } from './look.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const args = process.argv.slice(2);
const options = optionsOf(args.filter((arg) => arg.startsWith('--')));
const files = args.filter((arg) => !arg.startsWith('--'));
const seen = (network: NetworkAt): TokenCircles => seenAt('circles', network, { under: null });

function timeOf(one: Network, most: number): Timed {
  const network = freshOf(one);
  return { title: one.title, most, ...timesOf(() => seen(network)) };
}

const percent = (share: number | undefined): string => `${Math.round(100 * (share ?? 0))} %`;
/** «7 (31 of 33)»: a frequency, how many neurons it is the strongest of, and how many of these follow it. */
const writtenKey = ({ k, neurons, follow }: NeuronKey): string => `${k} (${follow} of ${neurons})`;
/** «7 (31, 40 %)»: a frequency with its shares of both tables, in whole per cents. */
const written = (seenThen: TokenCircles, k: number): string => `${k} (${percent(seenThen.rows.shares[k - 1])}, ${percent(seenThen.outputs.shares[k - 1])})`;

function keysIn(name: string) {
  const networks = keptIn(name);
  return networks.map((network, nth) => {
    const at = seen(network);
    const strongest = at.rows.shares.reduce((best, share, i) => (share > (at.rows.shares[best] as number) ? i : best), 0);
    const fits = at.circles.map(({ fit }) => fit).toSorted((a, b) => a - b);
    return {
      name,
      step: network.step,
      least: fits[0],
      middle: median(fits),
      keys: Array.from(at.keys, (k) => written(at, k)),
      strongest: at.circles[strongest],
      principal: at.principal.shares,
      // Of the last network alone: it takes seconds.
      neurons: nth === networks.length - 1 ? (neuronKeysOf(network) ?? []).map(writtenKey) : [],
    };
  });
}

const times = files.length > 0 ? [] : [timeOf(DEFAULT, 20), timeOf(LARGE, 150)];
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
  slowOf('circles', times),
);
