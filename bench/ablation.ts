/**
 * Milliseconds of the look «ablation» at two networks, on one thread in Node, when nothing is known of the network and when it is looked at again
 * with something else switched off; and of run files, what each kept network does without its key frequencies and with these alone.
 *
 *   npm run bench:ablation -- [--json] [--check] [FILE.grokscope …]
 *
 * --check exits 1 when an ablation takes longer than 100 ms at the default network, or longer than wanted at p = 113.
 */
import { standAlone } from '../src/engine/backend/wasm/alone.ts';
import type { AblationQuestion, AblationSeen, OffWaves, Place } from '../src/engine/looks/ablation/question.ts';
import type { NetworkAt } from '../src/engine/looks/look.ts';
import { hasten } from '../src/engine/models/plain/hastened.ts';
import { DEFAULT, freshOf, keptIn, LARGE, seenAt, slowOf, timesOf, type Network } from './look.ts';
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

const seen = (network: NetworkAt, question: AblationQuestion): AblationSeen => seenAt('ablation', network, question);

function goesOf(one: Network, most: number) {
  return CASES_OFF.map(([what, question]) => {
    const networks = Array.from({ length: TIMES }, () => freshOf(one));
    let [fresh, again] = [0, 0];
    const ofNew = timesOf(() => seen(networks[fresh++] as NetworkAt, question), TIMES);
    const known = timesOf(() => seen(networks[again++] as NetworkAt, question), TIMES);
    return { ...known, title: `${one.title}, ${what}`, most, fresh: ofNew.best };
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const short = (loss: number): string => Number(loss.toPrecision(2)).toString();

function breaksOf(name: string) {
  return keptIn(name).map((network) => {
    const without = (waves: OffWaves, from: Place): AblationSeen => seen(network, { ...NOTHING, waves, from });
    const [keys, others] = [without('keys', 'embedding'), without('others', 'embedding')];
    const [excluded, restricted] = [without('keys', 'logits'), without('others', 'logits')];
    const line = ({ rest: { accuracy } }: AblationSeen): string => `${percent(accuracy.train)}, ${percent(accuracy.val)}`;
    return {
      name,
      step: network.step,
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

const times = files.length > 0 ? [] : [...goesOf(DEFAULT, 100), ...goesOf(LARGE, 150)];
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
          ['ablation', 'ms, of a network known', 'median', 'of a new one'],
          times.map(({ title, best, median, fresh }) => [title, best, median, fresh]),
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
  slowOf('ablation', times),
);
