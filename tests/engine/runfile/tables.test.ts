/** Tables read back by readers that are not ours: whichever the form, they hold the curves. */
import papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { writeCurves } from '../../../src/engine/runfile/curves.ts';
import type { Series } from '../../../src/engine/runfile/series.ts';
import { pythonWith } from '../../python.ts';
import { unless } from '../../unless.ts';
import { csvLines, curvesJson, FORMS, jsonPieces, type Form, type Tabled } from '../../../src/engine/runfile/tables.ts';

const series = (key: string, ...points: readonly (readonly [number, number])[]): Series => ({
  key,
  steps: Float64Array.from(points, ([step]) => step),
  values: Float64Array.from(points, ([, value]) => value),
});

/** Evaluated at other steps than each other, one with a gap, one with nothing. */
const GAPS = [series('val.loss', [0, 3.7612001895904541], [1, 1e-300], [1000, 5e21]), series('robust.0.05', [1, -1 / 3], [9, 0]), series('none')];
const LONG = [series('train.loss', ...Array.from({ length: 1e5 }, (_, i): [number, number] => [i, Math.exp(-i / 7e4)]))];
const NAMES = ['A seed 0', 'B <of> & "quoted", it’s', 'C two\nlines', 'D 足し算、シード 1', 'E \r\n,'];

const SETS: readonly (readonly [string, readonly Tabled[]])[] = [
  ['none', [{ name: 'A', curves: [] }]],
  ['one point', [{ name: 'A', curves: [series('val.loss', [0, 0.5])] }]],
  ['gaps', [{ name: 'A', curves: GAPS }]],
  ['100,000 points', [{ name: 'A', curves: LONG }]],
  ['several runs', NAMES.map((name, i) => ({ name, curves: i % 2 === 0 ? GAPS : [series('weightNorm', [i, 1 / (i + 1)])] }))],
];

/** Every number as «run|series|step» → value, as a table of a form has it. */
function cellsOf(csv: string, form: Form): Map<string, number> {
  const { data, errors } = papa.parse(csv.trimEnd(), { delimiter: ',', newline: '\n' });
  expect(errors).toEqual([]);
  const [columns = [], ...rows] = data;
  const cells = rows.flatMap((row): [string, number][] => {
    const at = (name: string): string => row[columns.indexOf(name)] ?? '';
    expect(row).toHaveLength(columns.length);
    if (form === 'long') return [[`${at('run')}|${at('series')}|${at('step')}`, Number(at('value'))]];
    const keys = columns.filter((name, i) => name !== 'run' && name !== 'step' && row[i] !== '');
    return keys.map((key) => [`${at('run')}|${key}|${at('step')}`, Number(at(key))]);
  });
  expect(new Set(cells.map(([key]) => key)).size).toBe(cells.length);
  return new Map(cells);
}

const wanted = (runs: readonly Tabled[]): Map<string, number> =>
  new Map(
    runs.flatMap(({ name, curves }) =>
      curves.flatMap(({ key, steps, values }) =>
        Array.from(steps, (step, i): [string, number] => [`${runs.length > 1 ? name : ''}|${key}|${step}`, values[i] as number]),
      ),
    ),
  );

describe.each(SETS)('%s', (_, runs) => {
  test.each(FORMS)('CSV, %s', (form) => expect(cellsOf([...csvLines(runs, form)].join(''), form)).toEqual(wanted(runs)));

  test.each(FORMS)('JSON, %s', (form) => {
    const read = JSON.parse(
      [
        ...jsonPieces(
          runs.map((run) => ({ ...run, about: { seed: 1 } })),
          form,
        ),
      ].join(''),
    ) as { runs?: unknown[] };
    const told = (read.runs ?? [read]) as { run?: string; seed: number; curves: Record<string, unknown> }[];
    expect(told.map(({ seed }) => seed)).toEqual(runs.map(() => 1));
    const cells = told.flatMap(({ run = '', curves }) => {
      if (form === 'long')
        return Object.entries(curves as Record<string, { step: number[]; value: number[] }>).flatMap(([key, { step, value }]) =>
          step.map((at, i): [string, number] => [`${run}|${key}|${at}`, value[i] as number]),
        );
      const { step = [], ...columns } = curves as Record<string, (number | null)[]>;
      return Object.entries(columns).flatMap(([key, values]) =>
        values.flatMap((value, i): [string, number][] => (value === null ? [] : [[`${run}|${key}|${step[i]}`, value]])),
      );
    });
    expect(new Map(cells)).toEqual(wanted(runs));
  });
});

test('one run in the long form is the CSV of its file', () => {
  expect([...csvLines([{ name: 'A', curves: GAPS }], 'long')].join('')).toBe(writeCurves(GAPS));
});

test('wide: a line for each step, ascending, and nothing where nothing was measured', () => {
  expect([...csvLines([{ name: 'A', curves: GAPS }], 'wide')].join('')).toBe(
    'step,val.loss,robust.0.05,none\n0,3.761200189590454,,\n1,1e-300,-0.3333333333333333,\n9,,0,\n1000,5e+21,,\n',
  );
  expect([...csvLines([{ name: 'A', curves: [] }], 'wide')].join('')).toBe('step\n');
});

test('what is no number is missing in a wide table', () => {
  const broken = [series('a', [0, Number.NaN], [1, Infinity], [2, 3])];
  expect([...csvLines([{ name: '', curves: broken }], 'wide')]).toEqual(['step,a\n', '0,\n', '1,\n', '2,3\n']);
  expect([...curvesJson(broken, 'wide')].join('')).toBe('{"step":[0,1,2],"a":[null,null,3]}');
});

test('a long curve comes in pieces that are short', () => {
  expect(Math.max(...[...curvesJson(LONG, 'wide'), ...csvLines([{ name: '', curves: LONG }], 'wide')].map(({ length }) => length))).toBeLessThan(20_000);
});

const python = pythonWith('pandas');

describe('pandas', unless(python.missing), () => {
  // As the README has it: one line.
  const READ = {
    wide: "table = pandas.read_csv(sys.stdin, index_col='step')\njson.dump({key: table[key].dropna().to_dict() for key in table if key != 'run'}, sys.stdout)",
    long: "table = pandas.read_csv(sys.stdin)\njson.dump({key: dict(zip(map(int, rows.step), rows.value)) for key, rows in table.groupby('series')}, sys.stdout)",
  } as const satisfies Record<Form, string>;

  test.each(FORMS)('reads the %s form in one line', (form) => {
    const csv = [...csvLines([{ name: 'A', curves: GAPS }], form)].join('');
    const { stdout } = python.run(['-c', `import json, sys, pandas\n${READ[form]}`], { input: csv });
    const read = JSON.parse(stdout) as Record<string, Record<string, number>>;
    const some = GAPS.filter(({ key }) => form === 'wide' || key !== 'none');
    expect(read).toEqual(Object.fromEntries(some.map(({ key, steps, values }) => [key, Object.fromEntries([...steps].map((step, i) => [step, values[i]]))])));
  });

  test('tells several runs apart by their names', () => {
    const csv = [
      ...csvLines(
        NAMES.map((name) => ({ name, curves: GAPS })),
        'wide',
      ),
    ].join('');
    const program = "import json, sys, pandas\njson.dump(list(pandas.read_csv(sys.stdin, index_col='step')['run'].unique()), sys.stdout)";
    expect(JSON.parse(python.run(['-c', program], { input: csv }).stdout)).toEqual(NAMES);
  });
});
