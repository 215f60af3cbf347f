/**
 * How much each part of a network matters by itself: by how much validation accuracy drops when that part alone is switched off (ablation.ts). On the
 * first validation examples where all of them would take too long.
 */
import type { Examples } from '../../data/dataset.ts';
import { partOf } from '../../data/examples.ts';
import type { Numbers } from '../../models/plain/linear.ts';
import type { Hooks } from '../../models/plain/pass.ts';
import { text } from '../../text.ts';
import { z } from '../../zod.ts';
import type { LookDef, NetworkAt } from '../look.ts';
import { lacks, lacksLogits } from './lacks.ts';
import { accuracyOf } from './measure.ts';
import { PLACES, STAND_INS, type Place, type StandIn, type UnitGroup } from './question.ts';
import { columnMeans, withoutEntries } from './readout.ts';
import { entriesOf, hooksOf, unitGroupsOf } from './units.ts';
import { excluded, placesOf, withoutOnTheWayIn, type Waves } from './waves.ts';
import { meansAt, passOf, readoutOf, wholeOf, workOf, type Whole } from './whole.ts';

export interface EffectsQuestion {
  /** Of the frequencies, or of the units at this site. */
  readonly of: 'waves' | { readonly site: string };
  readonly from: Place;
  readonly by: StandIn;
}

export interface EffectsSeen {
  /** (parts): validation accuracy of the whole less that without the part; below 0 where it is better without. */
  readonly drops: Float32Array;
  /** On how many validation examples. */
  readonly asked: number;
}

const question = z.strictObject({
  of: z.union([z.literal('waves'), z.strictObject({ site: z.string().max(200) })]),
  from: z.enum(PLACES),
  by: z.enum(STAND_INS),
});

/** Multiply-adds of all passes together, about, and validation examples at least. */
const [MOST, LEAST] = [6e9, 200];

/** Validation examples for so many passes. */
function someOf(network: NetworkAt, { asked }: Whole, passes: number): number {
  return Math.min(asked.val.count, Math.max(LEAST, Math.floor(MOST / passes / workOf(network))));
}

/** Accuracy of the whole on the first validation examples. */
function wholeOn({ dataset: { shape } }: NetworkAt, { logits, asked: { train, val } }: Whole, count: number): number {
  const from = train.count * shape.outputs;
  return accuracyOf(logits.subarray(from, from + count * shape.outputs), partOf(val, 0, count), shape);
}

interface Way {
  readonly parameters: readonly Numbers[];
  readonly hooks: Hooks;
}

/** Drops of parts that take a pass each. */
function* byPasses(network: NetworkAt, whole: Whole, parts: number, wayOf: (part: number) => Way): Generator<number, EffectsSeen> {
  const { shape } = network.dataset;
  const count = someOf(network, whole, parts);
  const some: Examples = partOf(whole.asked.val, 0, count);
  const before = wholeOn(network, whole, count);
  const drops = new Float32Array(parts);
  for (let part = 0; part < parts; part++) {
    const { parameters, hooks } = wayOf(part);
    const pass = passOf(network, parameters, some, hooks);
    let next = pass.next();
    for (; next.done !== true; next = pass.next()) yield (part + next.value) / parts;
    drops[part] = before - accuracyOf(next.value, some, shape);
  }
  return { drops, asked: count };
}

/** Frequencies taken from the outputs: no pass at all. */
function* ofLogits(network: NetworkAt, whole: Whole, { p, cycle, count }: Waves): Generator<number, EffectsSeen> {
  const { shape } = network.dataset;
  const { asked, both, logits } = whole;
  const of = { logits, places: placesOf(both, cycle, p), n: cycle.tokens.length, outputs: shape.outputs };
  const drops = new Float32Array(count);
  for (let k = 1; k <= count; k++) {
    const left = excluded(of, Int32Array.of(k)).subarray(asked.train.count * shape.outputs);
    drops[k - 1] = whole.measured.accuracy.val - accuracyOf(left, asked.val, shape);
    yield k / count;
  }
  return { drops, asked: asked.val.count };
}

/** Neurons that reach the outputs by one map: no pass either. */
function* ofReadout(network: NetworkAt, whole: Whole, { site, count: units }: UnitGroup, by: StandIn): Generator<number, EffectsSeen> {
  const { model, dataset } = network;
  const { shape } = dataset;
  const { asked, both, logits } = whole;
  const readout = (yield* readoutOf(network, whole)) as NonNullable<Whole['readout']>;
  const count = Math.min(asked.val.count, Math.max(LEAST, Math.floor(MOST / 20 / (units * shape.outputs))));
  const some = partOf(asked.val, 0, count);
  const before = wholeOn(network, whole, count);
  const means = by === 'mean' ? columnMeans(readout.values, both.count) : null;
  const rows = [asked.train.count, asked.train.count + count] as const;
  const drops = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const left = withoutEntries(readout, logits, entriesOf(model, site, new Set([unit])), means, both.count, rows);
    drops[unit] = before - accuracyOf(left, some, shape);
    yield (unit + 1) / units;
  }
  return { drops, asked: count };
}

const NOTHING: EffectsSeen = { drops: new Float32Array(0), asked: 0 };

function* look(network: NetworkAt, { of, from, by }: EffectsQuestion): Generator<number, EffectsSeen> {
  const { model, parameters } = network;
  const whole = yield* wholeOf(network);
  const { waves } = whole;
  if (of === 'waves') {
    if (waves === null || (from === 'logits' && lacksLogits(network.config) !== null)) return structuredClone(NOTHING);
    if (from === 'logits') return yield* ofLogits(network, whole, waves);
    return yield* byPasses(network, whole, waves.count, (part) => ({
      parameters: withoutOnTheWayIn(network, waves.cycle, Int32Array.of(part + 1)),
      hooks: {},
    }));
  }
  const group = unitGroupsOf(model).find(({ site }) => site === of.site);
  if (group === undefined) return structuredClone(NOTHING);
  if (group.site === model.readout?.site) return yield* ofReadout(network, whole, group, by);
  const means = by === 'mean' ? yield* meansAt(network, whole, [group.site]) : new Map<string, Float64Array>();
  return yield* byPasses(network, whole, group.count, (part) => ({ parameters, hooks: hooksOf(model, new Map([[group.site, new Set([part])]]), by, means) }));
}

export const effects: LookDef<EffectsQuestion, EffectsSeen> = {
  id: 'effects',
  label: text('what each part does', '部分ごとの働き'),
  summary: text(
    'By how much validation accuracy drops when one frequency, head or neuron is switched off.',
    '周波数・ヘッド・ニューロンを 1 つ切ったとき、検証精度がどれだけ下がるか。',
  ),
  parseQuestion: (raw) => question.safeParse(raw).data ?? null,
  lacks,
  look,
  transfer: ({ drops }) => [drops.buffer],
};
