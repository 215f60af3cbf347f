/** Curves as CSV in long form: one line for each number, `step,series,value`. */
import { sized } from '../problem.ts';
import { text } from '../text.ts';
import { refuse } from './refused.ts';
import type { Series } from './series.ts';
import { csvLines } from './tables.ts';

const HEADER = 'step,series,value';
/** Names of series: nothing in them needs quotes. */
export const SERIES_KEY = /^[A-Za-z][\w.+-]{0,99}$/;
const STEP = /^(?:0|[1-9]\d{0,8})$/;
const NUMBER = /^-?\d{1,25}(?:\.\d{1,25})?(?:e[+-]?\d{1,3})?$/i;
const MOST_SERIES = 1000;

/** Written so that it is read as the same float64 again. */
export const writeCurves = (curves: readonly Series[]): string => [...csvLines([{ name: '', curves }], 'long')].join('');

const SHAPE = text('a step, the name of a series and a number, between commas', 'ステップ、系列の名前、数をコンマで区切ってください。');

interface Growing {
  readonly steps: number[];
  readonly values: number[];
}

/** @param last no step is later. @throws Refused, naming the line */
export function readCurves(csv: string, last: number): Series[] {
  const series = new Map<string, Growing>();
  let at = 0;
  for (let line = 1; at < csv.length; line++) {
    const end = csv.indexOf('\n', at);
    const row = csv.slice(at, end < 0 ? csv.length : end).replace(/\r$/, '');
    at = end < 0 ? csv.length : end + 1;
    const where = `curves.csv, line ${line}`;
    if (line === 1) {
      if (row !== HEADER) refuse(where, row, text(`the line ${HEADER}`, `${HEADER} の行にしてください。`));
      continue;
    }
    const [step = '', key = '', value = '', ...more] = row.split(',');
    if (more.length > 0 || !STEP.test(step) || !SERIES_KEY.test(key) || !NUMBER.test(value) || !Number.isFinite(Number(value))) refuse(where, row, SHAPE);
    // R² of values may be as low as it likes.
    if (key.endsWith('.accuracy') && Number(value) > 1) refuse(where, Number(value), text('an accuracy of at most 1', '1 以下の精度にしてください。'));
    const known = series.get(key) ?? { steps: [], values: [] };
    series.set(key, known);
    const least = (known.steps.at(-1) ?? -1) + 1;
    if (Number(step) < least || Number(step) > last)
      refuse(where, Number(step), text(`a step from ${least} to ${last}`, `${least} から ${last} までのステップにしてください。`));
    known.steps.push(Number(step));
    known.values.push(Number(value));
  }
  if (at === 0) refuse('curves.csv', sized(0), text(`a table that begins with the line ${HEADER}`, `${HEADER} の行で始まる表にしてください。`));
  if (series.size > MOST_SERIES)
    refuse('curves.csv', `${series.size} series`, text(`of at most ${MOST_SERIES} series`, `系列は ${MOST_SERIES} 以下にしてください。`));
  return [...series].map(([key, { steps, values }]) => ({ key, steps: Float64Array.from(steps), values: Float64Array.from(values) }));
}
