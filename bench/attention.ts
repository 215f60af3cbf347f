/**
 * Milliseconds of the look «attention» at two networks, on one thread in Node; and of run files, to what the heads of each kept network attend and
 * which frequencies their outputs have.
 *
 *   npm run bench:attention -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when it takes longer than 20 ms at the default network, or longer than 150 ms at p = 113.
 */
import { readFileSync } from 'node:fs';
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import type { AttentionShown, HeadSeen } from '../src/engine/looks/attention/question.ts';
import { looks } from '../src/engine/looks/index.ts';
import { networkAt, type NetworkAt } from '../src/engine/looks/look.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { readRunFile } from '../src/engine/runfile/read.ts';
import { CASES, configOf } from './cases.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const args = process.argv.slice(2);
const options = optionsOf(args.filter((arg) => arg.startsWith('--')));
const files = args.filter((arg) => !arg.startsWith('--'));
const TIMES = 25;

function seen(network: NetworkAt): AttentionShown {
  const work = looks.attention.look(network, { under: null, layer: null });
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

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** «a 10–90, b 5–60; 4 (40 %), 14 (20 %)»: between which per cents its weights go, and the frequencies of its output. */
function written({ sources, shares }: HeadSeen, { positions, threshold }: AttentionShown): string {
  const weights = sources.map(({ low, high }, s) => `${positions[s]} ${Math.round(100 * low)}–${Math.round(100 * high)}`);
  const frequencies = Array.from(shares, (share, i) => ({ share, k: i + 1 })).filter(({ share }) => share > threshold);
  return `${weights.join(', ')}; ${frequencies.map(({ share, k }) => `${k} (${percent(share)})`).join(', ')}`;
}

function headsIn(name: string) {
  const read = readRunFile(readFileSync(name));
  if (!read.ok) throw new Error(`${name}: ${read.problems.map(({ expected }) => expected.en).join(' ')}`);
  const { config, snapshots } = read.file;
  const dataset = datasetOf(config);
  return snapshots.map((snapshot) => {
    const at = seen(networkAt(config, dataset, snapshot));
    return { name, step: snapshot.step, heads: at.heads.map((head) => written(head, at)), all: written(at.all, at) };
  });
}

// As the worker does that looks.
hasten(standAlone());

const wide = CASES.find(({ id }) => id === 'transformer-113') as (typeof CASES)[number];
const measured: readonly (readonly [string, RunConfig, number])[] = [
  ['defaults (p43 d64 ff128)', configOf({}), 20],
  [wide.title, wide.config, 150],
];
const times = files.length > 0 ? [] : measured.map(([title, config, most]) => timeOf(title, config, most));
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
  times.flatMap(({ title, best, most }) => (best <= most ? [] : [`attention of ${title}, ms: ${best.toFixed(1)}, wanted at most ${most}`])),
);
