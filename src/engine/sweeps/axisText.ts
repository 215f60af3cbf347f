/**
 * An axis of a sweep in one line of text: FIELD=VALUES, where values are a list (.3,.4,.5 or relu,tanh), FROM:TO:COUNT evenly spaced, or
 * FROM:TO:COUNTlog evenly spaced on a log scale. Whole numbers are rounded, and each value comes once.
 */
import { idsOf, type RunConfig } from '../config/config.ts';
import { expectedOf } from '../config/expected.ts';
import { fieldAt } from '../config/fields.ts';
import { fromText } from '../config/fromText.ts';
import { fits } from '../config/schema.ts';
import type { Parameter, Value } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import { text } from '../text.ts';
import type { Axis } from './sweep.ts';

export type ReadAxis = { readonly ok: true; readonly axis: Axis } | { readonly ok: false; readonly problem: Problem };

/** Values of one axis at most. */
export const MOST_VALUES = 10_000;

const FORM = text(
  'FIELD=VALUES, as in optimizer.weightDecay=0.1:10:9log or task.trainFraction=0.3,0.4,0.5',
  '「項目=値」の形にしてください。例: optimizer.weightDecay=0.1:10:9log、task.trainFraction=0.3,0.4,0.5',
);
const A_FIELD = text('a field of this config, as the help lists them', 'この設定にある項目名にしてください。');
const COUNT = text(`from 2 to ${MOST_VALUES} values, as in 0.1:10:9 or 0.1:10:9log`, `2 個から ${MOST_VALUES} 個の値にしてください。例: 0.1:10:9、0.1:10:9log`);
const POSITIVE = text('above 0 at both ends, to be evenly spaced on a log scale', '対数で等間隔にするには、両端を正の数にしてください。');
const VARIED = text('a field that decides something; seeds are named with --seeds', '結果を左右する項目にしてください。シードは --seeds で指定します。');

const RANGE = /^([^:,]+):([^:,]+):(\d+)(log|lin)?$/;

/** `count` numbers from `from` to `to`, both ends exactly. */
export function spaced(from: number, to: number, count: number, log: boolean): number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    if (i === count - 1) return to;
    const share = i / (count - 1);
    const value = log ? from * (to / from) ** share : from + (to - from) * share;
    // Written with as many digits as a reader would: 0.1·10^½ is .316228.
    return Number(value.toPrecision(6));
  });
}

function valuesIn(field: string, parameter: Parameter, words: string): readonly Value[] | Problem {
  const wrong = (value: string): Problem => ({ field, value, expected: expectedOf(parameter, value) });
  const range = parameter.kind === 'number' ? RANGE.exec(words) : null;
  if (range === null) {
    const listed = words.split(',').map((word) => ({ word: word.trim(), value: fromText(parameter, word.trim()) }));
    const bad = listed.find(({ value }) => !fits(parameter, value));
    return bad === undefined ? [...new Set(listed.map(({ value }) => value as Value))] : wrong(bad.word);
  }
  const [, from = '', to = '', many = '', scale] = range;
  const count = Number(many);
  if (count < 2 || count > MOST_VALUES) return { field, value: words, expected: COUNT };
  const ends = [from, to].map((word) => ({ word, value: fromText(parameter, word) }));
  const bad = ends.find(({ value }) => typeof value !== 'number' || !fits(parameter, value));
  if (bad !== undefined) return wrong(bad.word);
  const [low, high] = ends.map(({ value }) => value as number) as [number, number];
  const log = scale === 'log';
  if (log && (low <= 0 || high <= 0)) return { field, value: words, expected: POSITIVE };
  const whole = parameter.kind === 'number' && parameter.integer === true;
  return [...new Set(spaced(low, high, count, log).map((value) => (whole ? Math.round(value) : value)))];
}

/** @returns the problem, naming the field, where the text is no axis of such a config. Never throws. */
export function readAxis(base: RunConfig, line: string): ReadAxis {
  const at = line.indexOf('=');
  const path = line.slice(0, Math.max(0, at)).trim();
  if (path === '') return { ok: false, problem: { field: 'axis', value: line, expected: FORM } };
  if (path === 'seed') return { ok: false, problem: { field: 'axis', value: line, expected: VARIED } };
  const parameter = fieldAt(idsOf(base), path)?.parameter;
  if (parameter === undefined) return { ok: false, problem: { field: 'axis', value: path, expected: A_FIELD } };
  const values = valuesIn(path, parameter, line.slice(at + 1).trim());
  return Array.isArray(values) ? { ok: true, axis: { path, values: values as Value[] } } : { ok: false, problem: values as Problem };
}

const SEEDS = text('seeds as in 1:10 or 1,2,5', '1:10 か 1,2,5 のように書いてください。');

/** Seeds as FROM:TO, both included, or as a list; null where it is neither. */
export function readSeeds(line: string): readonly number[] | Problem {
  const problem: Problem = { field: 'seeds', value: line, expected: SEEDS };
  const range = /^(\d{1,9}):(\d{1,9})$/.exec(line.trim());
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    return to < from || to - from >= 1_000_000 ? problem : Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }
  const words = line.split(',').map((word) => word.trim());
  return words.every((word) => /^\d{1,9}$/.test(word)) ? [...new Set(words.map(Number))] : problem;
}
