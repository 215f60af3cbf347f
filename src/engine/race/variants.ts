/** Variants of a config in one field: which fields may be raced, which values are worth it, and the configs. Pure. */
import { idsOf, valueAt, type RunConfig } from '../config/config.ts';
import { fields, sectionOf, type Field } from '../config/fields.ts';
import { withValue } from '../config/pairs.ts';
import { parseConfig, type Parsed } from '../config/parse.ts';
import { fits } from '../config/schema.ts';
import type { NumberParameter, Parameter, Value } from '../parameters.ts';
import { tasks } from '../tasks/index.ts';

export const FEWEST = 2;
export const MOST = 4;

/** What decides nothing about a curve, and is no race. */
const LEFT_OUT: ReadonlySet<string> = new Set(['probes', 'milestones', 'steps', 'version']);

/** The fields in which runs of this config may race, in the order of the form. */
export function raceable(config: RunConfig): Field[] {
  const shape = tasks.get(config.task.id).shape(config.task);
  return fields(idsOf(config)).filter(({ path, parameter }) => {
    if (LEFT_OUT.has(sectionOf(path)) || parameter.kind === 'line' || !(parameter.appliesTo?.(shape) ?? true)) return false;
    return parameter.kind !== 'choice' || parameter.choices.length >= FEWEST;
  });
}

const round = (x: number): number => Number(x.toPrecision(2));

/** Numbers around one: on a log scale a quarter and four times of it, and none where there may be none; else even steps through its range. */
function around(p: NumberParameter, value: number): number[] {
  const { min, max, scale, stops, integer = false, step = integer ? 1 : (max - min) / 100 } = p;
  if (stops !== undefined) {
    const at = Math.max(
      0,
      stops.findLastIndex((stop) => stop <= value),
    );
    const from = Math.max(0, Math.min(at - 1, stops.length - MOST));
    return [value, ...stops.slice(from, from + MOST)];
  }
  if (scale === 'log') {
    const usual = typeof p.default === 'number' && p.default > 0 ? p.default : 1;
    const base = value > 0 ? value : usual;
    return [value, ...(min <= 0 ? [0] : []), ...[base / 4, base * 4, base, base * 16].map(round)];
  }
  // Seeds, and whatever else is counted one by one through a range that nobody could see.
  if (integer && step === 1 && max - min > 1000) return [value, value + 1, value + 2, value + 3];
  const even = [0.25, 0.5, 0.75].map((share) => min + Math.round((share * (max - min)) / step) * step);
  return [value, ...even].map((x) => Number(x.toPrecision(6)));
}

const candidates = (p: Parameter, value: Value): Value[] => {
  if (p.kind === 'flag') return [false, true];
  if (p.kind === 'choice') return [value, ...p.choices.map((choice) => choice.value)];
  if (p.kind !== 'number') return [value];
  return typeof value === 'number' ? around(p, value) : [value, ...around(p, p.min > 0 ? p.min * 4 : 16)];
};

/** At most four values that are worth a race, that of the config among them. */
export function proposed(config: RunConfig, { path, parameter }: Field): Value[] {
  const value = valueAt(config, path);
  if (value === undefined) return [];
  const sound = candidates(parameter, value).filter((one) => fits(parameter, one) && variantOf(config, path, one).ok);
  const few = [...new Set(sound)].slice(0, MOST);
  return parameter.kind === 'number' ? few.toSorted((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0)) : few;
}

export const variantOf = (config: RunConfig, path: string, value: Value): Parsed => parseConfig(withValue(config, path, value));
