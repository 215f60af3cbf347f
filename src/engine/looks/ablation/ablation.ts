/**
 * A network with parts of it switched off, beside the whole one: frequencies (waves.ts), heads and neurons. A head's output or a neuron's activation
 * is replaced by its mean over all examples, of the whole network, or by 0. Nothing is trained again.
 */
import type { Numbers } from '../../models/plain/linear.ts';
import { text } from '../../text.ts';
import { setAnswersOf } from '../answers.ts';
import type { LookDef, NetworkAt } from '../look.ts';
import { lacks, lacksLogits } from './lacks.ts';
import { measured } from './measure.ts';
import { parseAblationQuestion, type AblationQuestion, type AblationSeen, type OffWaves, type Place, type StandIn } from './question.ts';
import { columnMeans, withoutEntries } from './readout.ts';
import { cellTableOf } from './table.ts';
import { bySite, entriesOf, hooksOf, unitGroupsOf } from './units.ts';
import { excluded, frequenciesOff, placesOf, restricted, withoutOnTheWayIn } from './waves.ts';
import { heldOf, meansAt, passOf, readoutOf, wholeOf, type Whole } from './whole.ts';

/** What is off, of what the network has. */
interface Off {
  readonly frequencies: Int32Array;
  readonly from: Place;
  readonly units: ReadonlyMap<string, ReadonlySet<number>>;
  readonly by: StandIn;
}

/** Logits (both.count, outputs) without these units, and without these frequencies on the way in. */
function* withoutParts(network: NetworkAt, whole: Whole, { frequencies, from, units, by }: Off): Generator<number, Float64Array> {
  const { model, parameters } = network;
  const { waves, both, logits } = whole;
  const isOwn = from === 'logits' || waves === null || frequencies.length === 0;
  if (isOwn && units.size === 0) return logits;
  const [[site, indexes] = ['', new Set<number>()]] = units;
  if (isOwn && units.size === 1 && site === model.readout?.site) {
    const readout = yield* readoutOf(network, whole);
    if (readout !== null) {
      const means = by === 'mean' ? columnMeans(readout.values, both.count) : null;
      return withoutEntries(readout, logits, entriesOf(model, site, indexes), means, both.count);
    }
  }
  const means = by === 'mean' && units.size > 0 ? yield* meansAt(network, whole, [...units.keys()]) : new Map<string, Float64Array>();
  const left: readonly Numbers[] = isOwn ? parameters : withoutOnTheWayIn(network, waves.cycle, frequencies);
  if (units.size === 1) {
    const entries = entriesOf(model, site, indexes);
    const values = Float64Array.from(entries, (entry) => means.get(site)?.[entry] ?? 0);
    const held = yield* heldOf(network, left, both, { site, entries, values });
    if (held !== null) return held;
  }
  return yield* passOf(network, left, both, hooksOf(model, units, by, means));
}

/** The same without these frequencies on the way out. */
function onTheWayOut(network: NetworkAt, { waves, both }: Whole, logits: Float64Array, { frequencies, from }: Off, asked: OffWaves): Float64Array {
  if (from !== 'logits' || waves === null || lacksLogits(network.config) !== null) return logits;
  const { p, cycle, keys } = waves;
  const of = { logits, places: placesOf(both, cycle, p), n: cycle.tokens.length, outputs: network.dataset.shape.outputs };
  if (asked === 'others') return restricted(of, keys);
  return frequencies.length === 0 ? logits : excluded(of, frequencies);
}

function* look(network: NetworkAt, question: AblationQuestion): Generator<number, AblationSeen> {
  const { config, model, dataset } = network;
  const { shape } = dataset;
  const work = wholeOf(network);
  let next = work.next();
  for (; next.done !== true; next = work.next()) yield next.value / 2;
  const whole = next.value;
  const { waves, asked } = whole;
  const frequencies = waves === null ? new Int32Array(0) : frequenciesOff(waves, question.waves);
  const off: Off = { frequencies, from: question.from, units: bySite(model, question.units), by: question.by };
  const logits = onTheWayOut(network, whole, yield* withoutParts(network, whole, off), off, question.waves);
  const cut = asked.train.count * shape.outputs;
  const answers = { train: setAnswersOf(logits.subarray(0, cut), asked.train, shape), val: setAnswersOf(logits.subarray(cut), asked.val, shape) };
  return {
    whole: structuredClone(whole.measured),
    rest: measured(logits, asked.train, asked.val, shape, config),
    answers,
    table: cellTableOf(shape, [
      [asked.train, answers.train],
      [asked.val, answers.val],
    ]),
    waves:
      waves === null
        ? null
        : {
            p: waves.p,
            under: waves.cycle.under,
            count: waves.count,
            shares: waves.shares.slice(),
            keys: waves.keys.slice(),
            off: frequencies,
            noLogits: lacksLogits(config),
          },
    units: unitGroupsOf(model),
    asked: whole.both.count === dataset.train.count + dataset.val.count ? null : { train: asked.train.count, val: asked.val.count },
  };
}

export const ablation: LookDef<AblationQuestion, AblationSeen> = {
  id: 'ablation',
  label: text('parts switched off', '切った部分'),
  summary: text(
    'How the network does without some of its frequencies, heads or neurons, and what it answers then.',
    '周波数・ヘッド・ニューロンの一部を切ったときの成績と、そのときの答えです。',
  ),
  parseQuestion: parseAblationQuestion,
  lacks,
  look,
  transfer: ({ answers: { train, val }, table, waves }) => [
    ...[train, val].flatMap((set) => (set.kind === 'value' ? [set.values.buffer] : [set.answers.buffer, set.probabilities.buffer, set.ofRight.buffer])),
    ...(table === null ? [] : [table.cells.buffer]),
    ...(waves === null ? [] : [waves.shares.buffer, waves.keys.buffer, waves.off.buffer]),
  ],
};
