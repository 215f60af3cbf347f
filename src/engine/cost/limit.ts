/** Runs that are too large for a page, refused by name, with what to turn down. */
import { APART } from '../config/apart.ts';
import { idsOf, putAt, valueAt, type RunConfig } from '../config/config.ts';
import { fields, type Field } from '../config/fields.ts';
import { parameterCount } from '../models/count.ts';
import { models } from '../models/index.ts';
import type { Problem } from '../problem.ts';
import { tasks } from '../tasks/index.ts';
import { text, type Text } from '../text.ts';
import { costOf } from './cost.ts';

/** What a page should be asked to hold: half of what WASM can address, and less than most browsers give. */
export const MOST_BYTES = 2e9;

/** Fields named beside the one that says most. */
const OTHERS = 2;

const gigabytes = (bytes: number): string => (bytes / 1e9).toPrecision(2);

/** A config that need not be valid, with a number halved: only its size is looked at. */
function halved(config: RunConfig, { path, parameter }: Field): RunConfig | null {
  const value = valueAt(config, path);
  if (parameter.kind !== 'number' || typeof value !== 'number') return null;
  const next = Math.max(parameter.min, parameter.integer === true ? Math.floor(value / 2) : value / 2);
  if (next >= value) return null;
  const copy = structuredClone(config);
  putAt(copy, path, next);
  return copy;
}

const bytesOf = (config: RunConfig): number => costOf(config).bytes;

/** The fields that decide how large a run is, in bytes if not otherwise said: what halving each of them saves, the largest first. */
export function levers(config: RunConfig, sizeOf: (config: RunConfig) => number = bytesOf): Field[] {
  const size = sizeOf(config);
  // What stands apart makes no run larger.
  const own = Object.fromEntries(Object.keys(config).flatMap((key) => (APART.has(key) ? [] : [[key, config[key as keyof RunConfig]]]))) as unknown as RunConfig;
  const saving = fields(idsOf(config)).flatMap((field) => {
    const half = halved(own, field);
    return half === null ? [] : [{ field, saved: size - sizeOf(half) }];
  });
  return saving
    .filter(({ saved }) => saved > size / 10)
    .toSorted((a, b) => b.saved - a.saved)
    .map(({ field }) => field);
}

const listed = (those: readonly Field[], language: keyof Text, separator: string): string =>
  those.map(({ parameter }) => parameter.label[language]).join(separator);

/** The first field is refused, with others that may be turned down instead. */
function smaller(config: RunConfig, [first, ...others]: readonly Field[], why: Text): Problem | null {
  if (first === undefined) return null;
  const also = others.slice(0, OTHERS);
  const [en, ja] = also.length === 0 ? ['', ''] : [`, or turn down ${listed(also, 'en', ' or ')}`, `（${listed(also, 'ja', '、')}を下げてもかまいません）`];
  const expected = text(`smaller${en}: ${why.en}`, `もっと小さくしてください${ja}。${why.ja}`);
  return { field: first.path, value: valueAt(config, first.path), expected };
}

/** The field that a config that is too large is refused for; null where it is not. */
export function tooLarge(config: RunConfig): Problem | null {
  const { bytes } = costOf(config);
  if (bytes <= MOST_BYTES) return null;
  const sizes = [gigabytes(bytes), gigabytes(MOST_BYTES)] as const;
  return smaller(
    config,
    levers(config),
    text(
      `the run would take about ${sizes[0]} GB of memory, and a page has ${sizes[1]} GB`,
      `この実行には約 ${sizes[0]} GB のメモリーが必要ですが、ページで使えるのは ${sizes[1]} GB までです。`,
    ),
  );
}

/** Largest model that a browser tab should be asked to train. */
const MOST_PARAMETERS = 8_000_000;

function parametersOf({ task, model }: RunConfig): number {
  return parameterCount(models.get(model.id).create(model, tasks.get(task.id).shape(task)).parameters);
}

/** The field that a config whose network is too large is refused for; null where it is not. */
export function tooManyParameters(config: RunConfig): Problem | null {
  const size = parametersOf(config);
  if (size <= MOST_PARAMETERS) return null;
  return smaller(
    config,
    levers(config, parametersOf),
    text(`${size} parameters are more than the ${MOST_PARAMETERS} a page can train`, `パラメータ数 ${size} は上限 ${MOST_PARAMETERS} を超えます。`),
  );
}

/** What to say where a machine refuses memory that a page may usually have. */
export function refusedMemory(config: RunConfig): Text {
  const those = levers(config).slice(0, OTHERS + 1);
  const bytes = gigabytes(costOf(config).bytes);
  return text(
    `it takes about ${bytes} GB of memory, which this machine does not give. Turn down ${listed(those, 'en', ', ')}`,
    `約 ${bytes} GB のメモリーが必要ですが、この端末では確保できません。${listed(those, 'ja', '、')}のどれかを下げてみてください`,
  );
}
