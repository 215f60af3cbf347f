/**
 * Milliseconds of the look «ablation» at two networks, on one thread in Node, when nothing is known of the network and when it is looked at again
 * with something else switched off; and of run files, what each kept network does without its key frequencies and with these alone.
 *
 *   npm run bench:ablation -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when an ablation takes longer than 100 ms at the default network, or longer than wanted at p = 113.
 */
import { readFileSync } from 'node:fs';
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import type { AblationQuestion, AblationSeen, OffWaves, Place } from '../src/engine/looks/ablation/question.ts';
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
const TIMES = 9;

const NOTHING: AblationQuestion = { waves: [], from: 'embedding', units: [], by: 'mean' };
const CASES_OFF: readonly (readonly [string, AblationQuestion])[] = [
  ['one frequency, embedding', { ...NOTHING, waves: [3] }],
  ['restricted', { ...NOTHING, waves: 'others', from: 'logits' }],
  ['excluded', { ...NOTHING, waves: [3, 5], from: 'logits' }],
  ['one neuron', { ...NOTHING, units: [{ site: 'layer0.activations', index: 7 }] }],
  ['one head', { ...NOTHING, units: [{ site: 'layer0.heads', index: 1 }] }],
];

function seen(network: NetworkAt, question: AblationQuestion): AblationSeen {
  const work = looks.ablation.look(network, question);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function timesOf(title: string, config: RunConfig, most: number) {
  const dataset = datasetOf(config);
  return CASES_OFF.map(([what, question]) => {
    const fresh: number[] = [];
    const again: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const network = networkAt(config, dataset, null);
      fresh.push(time(() => seen(network, question)));
      again.push(time(() => seen(network, question)));
    }
    return { title, what, most, fresh: Math.min(...fresh), again: Math.min(...again), median: median(again) };
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const short = (loss: number): string => Number(loss.toPrecision(2)).toString();

function breaksOf(name: string) {
  const read = readRunFile(readFileSync(name));
  if (!read.ok) throw new Error(`${name}: ${read.problems.map(({ expected }) => expected.en).join(' ')}`);
  const { config, snapshots } = read.file;
  const dataset = datasetOf(config);
  return snapshots.map((snapshot) => {
    const network = networkAt(config, dataset, snapshot);
    const without = (waves: OffWaves, from: Place): AblationSeen => seen(network, { ...NOTHING, waves, from });
    const [keys, others] = [without('keys', 'embedding'), without('others', 'embedding')];
    const [excluded, restricted] = [without('keys', 'logits'), without('others', 'logits')];
    const line = ({ rest: { accuracy } }: AblationSeen): string => `${percent(accuracy.train)}, ${percent(accuracy.val)}`;
    return {
      name,
      step: snapshot.step,
      keys: [...(keys.waves?.keys ?? [])],
      whole: `${percent(keys.whole.accuracy.train)}, ${percent(keys.whole.accuracy.val)}`,
      withoutKeys: line(keys),
      keysAlone: line(others),
      excludedAccuracy: line(excluded),
      restrictedAccuracy: line(restricted),
      excluded: short(excluded.rest.loss.train),
      restricted: short(restricted.rest.loss.all),
      train: short(keys.whole.loss.train),
      val: short(keys.whole.loss.val),
    };
  });
}

// As the worker does that looks.
hasten(standAlone());

const wide = CASES.find(({ id }) => id === 'transformer-113') as (typeof CASES)[number];
const times = files.length > 0 ? [] : [...timesOf('defaults (p43 d64 ff128)', configOf({}), 100), ...timesOf(wide.title, wide.config, 150)];
const breaks = files.flatMap(breaksOf);
const where = machine(`Node ${process.versions.node}`);
finish(
  options,
  { machine: where, times, breaks },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    times.length > 0
      ? tableOf(
          ['ablation', 'off', 'ms, of a network known', 'median', 'of a new one'],
          times.map(({ title, what, again, median: middle, fresh }) => [title, what, again, middle, fresh]),
        )
      : tableOf(
          ['run', 'step', 'keys', 'whole: train, val', 'keys off, W_E', 'others off, W_E', 'excluded', 'restricted', 'losses: excl., restr., train, val'],
          breaks.map((b) => [
            b.name,
            String(b.step),
            b.keys.join(' '),
            b.whole,
            b.withoutKeys,
            b.keysAlone,
            b.excludedAccuracy,
            b.restrictedAccuracy,
            `${b.excluded}, ${b.restricted}, ${b.train}, ${b.val}`,
          ]),
        ),
  ],
  times.flatMap(({ title, what, again, most }) => (again <= most ? [] : [`ablation of ${title}, ${what}, ms: ${again.toFixed(1)}, wanted at most ${most}`])),
);
