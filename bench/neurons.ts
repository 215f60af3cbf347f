/**
 * Milliseconds of the look «neurons» at three networks, on one thread in Node; and of run files, how many neurons of each kept network are of a
 * single frequency, of which, and how near their phases on the way out are to φ_a + φ_b.
 *
 *   npm run bench:neurons -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when it takes longer than 20 ms at the default network, or longer than 150 ms at p = 113.
 */
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { NetworkAt } from '../src/engine/looks/look.ts';
import { agreementOf } from '../src/engine/looks/neurons/clock.ts';
import { groupsOf, singleOf, type Group } from '../src/engine/looks/neurons/groups.ts';
import type { NeuronsShown } from '../src/engine/looks/neurons/question.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { configOf } from './cases.ts';
import { DEFAULT, freshOf, keptIn, LARGE, seenAt, slowOf, timesOf, type Network, type Timed } from './look.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const args = process.argv.slice(2);
const options = optionsOf(args.filter((arg) => arg.startsWith('--')));
const files = args.filter((arg) => !arg.startsWith('--'));
const seen = (network: NetworkAt): NeuronsShown =>
  seenAt('neurons', network, { under: null, layer: null, sort: 'frequency', from: 0, count: 24, neuron: null });

function timeOf(one: Network, most: number): Timed {
  const network = freshOf(one);
  return { title: one.title, most, ...timesOf(() => seen(network)) };
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const degrees = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(1)}°`);

/** The largest first, as many as stand in a table. */
function writtenOf(groups: readonly Group[]): string {
  const largest = groups.toSorted((x, y) => y.single - x.single || x.frequency - y.frequency);
  const some = largest.slice(0, 6).map(({ frequency, single }) => `${frequency} (${single})`);
  return `${some.join(', ')}${largest.length > 6 ? `, … (${largest.length} in all)` : ''}`;
}

function neuronsIn(name: string) {
  const networks = keptIn(name);
  return networks.map((network) => {
    const at = seen(network);
    const single = singleOf(at);
    const agreement = agreementOf(at.clock, single);
    return {
      name,
      step: network.step,
      neurons: at.order.length,
      single: single.length,
      constant: at.frequencies.filter((k) => k === 0).length,
      share: median([...at.shares]),
      groups: groupsOf(at).filter(({ single: some }) => some > 0),
      sign: agreement?.sign,
      middle: agreement === null ? undefined : median([...agreement.degrees]),
      ninth: agreement?.degrees[Math.floor(0.9 * agreement.degrees.length)],
    };
  });
}

// As the worker does that looks.
hasten(standAlone());

const measured: readonly (readonly [Network, number])[] = [
  [DEFAULT, 20],
  [LARGE, 150],
  [
    {
      title: 'MLP p97, 500 quadratic neurons',
      config: configOf({ 'model.id': 'mlp', 'model.depth': 1, 'model.width': 500, 'task.p': 97, 'model.activation': 'quadratic' }),
    },
    150,
  ],
];
const times = files.length > 0 ? [] : measured.map(([network, most]) => timeOf(network, most));
const found = files.flatMap(neuronsIn);
const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, times, found },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    times.length > 0
      ? tableOf(
          ['neurons', 'ms, fastest', 'median', 'first'],
          times.map(({ title, best, median: middle, first }) => [title, best, middle, first]),
        )
      : tableOf(
          ['run', 'step', 'of one frequency', 'constant', 'median share', 'frequencies (neurons)', 'φ out − (φ_a ± φ_b): median, nine in ten'],
          found.map(({ name, step, neurons, single, constant, share, groups, sign, middle, ninth }) => [
            name,
            String(step),
            `${single} of ${neurons} (${percent(single / neurons)})`,
            String(constant),
            percent(share),
            writtenOf(groups),
            sign === undefined ? '–' : `${sign > 0 ? '+' : '−'} ${degrees(middle)}, ${degrees(ninth)}`,
          ]),
        ),
  ],
  slowOf('neurons', times),
);
