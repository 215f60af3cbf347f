/**
 * Curves of one run or of several as tables, CSV or JSON: long, a line for each number, or wide, a line for each step and a column for each series.
 * In pieces: a page that writes a long run does something else in between.
 */
import type { Series } from './series.ts';

export const FORMS = ['wide', 'long'] as const;
export type Form = (typeof FORMS)[number];

export interface Tabled {
  /** Tells it apart where there are several. */
  readonly name: string;
  readonly curves: readonly Series[];
}

/** Numbers of a JSON array that are written in one piece. */
const PIECE = 512;

/** As RFC 4180 has it. */
export const csvField = (words: string): string => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);

interface Row {
  readonly step: number;
  /** Where each series has its value: -1 where it has none at this step. */
  readonly at: readonly number[];
}

/** The steps of all series, ascending. */
function* rowsOf(curves: readonly Series[]): Generator<Row> {
  const next = curves.map(() => 0);
  for (;;) {
    const step = curves.reduce((least, { steps }, k) => Math.min(least, steps[next[k] as number] ?? Infinity), Infinity);
    if (step === Infinity) return;
    const at = curves.map(({ steps }, k) => (steps[next[k] as number] === step ? (next[k] as number)++ : -1));
    yield { step, at };
  }
}

/** A place of a table: what is no number stands for itself in none. */
const valueAt = ({ values }: Series, i: number): number | null => (i < 0 || !Number.isFinite(values[i]) ? null : (values[i] as number));

function* longLines({ curves }: Tabled, first: string): Generator<string> {
  for (const { key, steps, values } of curves) for (let i = 0; i < steps.length; i++) yield `${first}${steps[i] as number},${key},${values[i] as number}\n`;
}

function* wideLines({ curves }: Tabled, keys: readonly string[], first: string): Generator<string> {
  const places = keys.map((key) => curves.findIndex((one) => one.key === key));
  for (const { step, at } of rowsOf(curves)) {
    const values = places.map((k) => (k < 0 ? null : valueAt(curves[k] as Series, at[k] as number)));
    // An empty field is what readers of tables take for a missing number.
    yield `${first}${[step, ...values].join(',')}\n`;
  }
}

/** CSV, line by line; of several runs with their names in a column `run`. Every number is read as the same float64 again. */
export function* csvLines(runs: readonly Tabled[], form: Form): Generator<string> {
  const named = runs.length > 1;
  const keys = [...new Set(runs.flatMap(({ curves }) => curves.map(({ key }) => key)))];
  const columns = ['step', ...(form === 'long' ? ['series', 'value'] : keys)];
  yield `${[...(named ? ['run'] : []), ...columns].join(',')}\n`;
  for (const run of runs) {
    const first = named ? `${csvField(run.name)},` : '';
    yield* form === 'long' ? longLines(run, first) : wideLines(run, keys, first);
  }
}

function* arrayPieces(length: number, at: (i: number) => number | null): Generator<string> {
  yield '[';
  for (let from = 0; from < length; from += PIECE) {
    const part = Array.from({ length: Math.min(PIECE, length - from) }, (_, i) => at(from + i));
    yield `${from === 0 ? '' : ','}${JSON.stringify(part).slice(1, -1)}`;
  }
  yield ']';
}

/** `{ KEY: { step: […], value: […] } }`, or of the wide form `{ step: […], KEY: […] }`, null where a series has no value at a step. */
export function* curvesJson(curves: readonly Series[], form: Form): Generator<string> {
  yield '{';
  if (form === 'long') {
    for (const [k, { key, steps, values }] of curves.entries()) {
      yield `${k === 0 ? '' : ','}${JSON.stringify(key)}:{"step":`;
      yield* arrayPieces(steps.length, (i) => steps[i] as number);
      yield ',"value":';
      yield* arrayPieces(values.length, (i) => values[i] as number);
      yield '}';
    }
  } else {
    const rows: Row[] = [];
    for (const row of rowsOf(curves)) {
      rows.push(row);
      if (rows.length % PIECE === 0) yield '';
    }
    yield '"step":';
    yield* arrayPieces(rows.length, (i) => (rows[i] as Row).step);
    for (const [k, series] of curves.entries()) {
      yield `,${JSON.stringify(series.key)}:`;
      yield* arrayPieces(rows.length, (i) => valueAt(series, (rows[i] as Row).at[k] as number));
    }
  }
  yield '}';
}

/** A run that is told in full: what `run.json` says of it, and its curves. */
export interface Told extends Tabled {
  readonly about: object;
}

/** JSON, in pieces: of one run itself, of several `{ runs: […] }` with their names in a field `run`. */
export function* jsonPieces(runs: readonly Told[], form: Form): Generator<string> {
  const named = runs.length > 1;
  if (named) yield '{"runs":[';
  for (const [i, { name, about, curves }] of runs.entries()) {
    yield `${i === 0 ? '' : ','}${JSON.stringify({ ...(named ? { run: name } : {}), ...about }).slice(0, -1)},"curves":`;
    yield* curvesJson(curves, form);
    yield '}';
  }
  if (named) yield ']}';
  yield '\n';
}
