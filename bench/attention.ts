/**
 * Milliseconds of the look «attention» at two networks, on one thread in Node; and of run files, to what the heads of each kept network attend and
 * which frequencies their outputs have.
 *
 *   npm run bench:attention -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when it takes longer than 20 ms at the default network, or longer than 150 ms at p = 113.
 */
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { AttentionShown, HeadSeen } from '../src/engine/looks/attention/question.ts';
import type { NetworkAt } from '../src/engine/looks/look.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { DEFAULT, freshOf, keptIn, LARGE, seenAt, slowOf, timesOf, type Network, type Timed } from './look.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const args = process.argv.slice(2);
const options = optionsOf(args.filter((arg) => arg.startsWith('--')));
const files = args.filter((arg) => !arg.startsWith('--'));
const seen = (network: NetworkAt): AttentionShown => seenAt('attention', network, { under: null, layer: null });

function timeOf(one: Network, most: number): Timed {
  const network = freshOf(one);
  return { title: one.title, most, ...timesOf(() => seen(network)) };
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** «a 10–90, b 5–60; 4 (40 %), 14 (20 %)»: between which per cents its weights go, and the frequencies of its output. */
function written({ sources, shares }: HeadSeen, { positions, threshold }: AttentionShown): string {
  const weights = sources.map(({ low, high }, s) => `${positions[s]} ${Math.round(100 * low)}–${Math.round(100 * high)}`);
  const frequencies = Array.from(shares, (share, i) => ({ share, k: i + 1 })).filter(({ share }) => share > threshold);
  return `${weights.join(', ')}; ${frequencies.map(({ share, k }) => `${k} (${percent(share)})`).join(', ')}`;
}

function headsIn(name: string) {
  const networks = keptIn(name);
  return networks.map((network) => {
    const at = seen(network);
    return { name, step: network.step, heads: at.heads.map((head) => written(head, at)), all: written(at.all, at) };
  });
}

// As the worker does that looks.
hasten(standAlone());

const measured: readonly (readonly [Network, number])[] = [
  [DEFAULT, 20],
  [LARGE, 150],
];
const times = files.length > 0 ? [] : measured.map(([network, most]) => timeOf(network, most));
const found = files.flatMap(headsIn);
const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, times, found },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    times.length > 0
      ? tableOf(
          ['attention', 'ms, fastest', 'median', 'first'],
          times.map(({ title, best, median: middle, first }) => [title, best, middle, first]),
        )
      : tableOf(
          ['run', 'step', 'head', 'weights from to, %; frequencies of the output'],
          found.flatMap(({ name, step, heads, all }) => [...heads, all].map((said, h) => [name, String(step), h < heads.length ? String(h) : 'all', said])),
        ),
  ],
  slowOf('attention', times),
);
