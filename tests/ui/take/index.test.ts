/** Every exporter makes of every run a file that others can read, and that holds what the run is. */
import papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';
import type { RunRecord } from '../../../src/engine/run/record.ts';
import { runFileOf } from '../../../src/engine/runfile/runfile.ts';
import { FORMS, type Form } from '../../../src/engine/runfile/tables.ts';
import { EXPORTERS } from '../../../src/ui/take/index.ts';
import type { Container, Film } from '../../../src/worker/film/protocol.ts';
import type { Taken, Tools } from '../../../src/ui/take/exporter.ts';
import { faultsOfWords } from '../../contracts/texts.ts';
import { NAMES, RECORDS } from './runs.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const ZIP = Uint8Array.of(80, 75, 3, 4);
const film = (container: Container, perSecond: number): Film => ({
  container,
  perSecond,
  runs: [],
  front: 'a',
  ghosts: [],
  groups: [],
  medians: [],
  names: [],
  charts: ['accuracy'],
  axis: 'log',
  language: 'en',
  caption: 'a run',
  shots: [{ step: 0, frames: 1, sentence: '' }],
});
const tools: Tools = {
  shoot: async ({ container, perSecond }) => new TextEncoder().encode(`${container} of a film, ${perSecond} a second`).buffer,
  turn: async () => undefined,
  rasterise: async (svg) => new Blob([`PNG of ${svg}`], { type: 'image/png' }),
};

function takenFrom(records: readonly RunRecord[], form: Form): Taken {
  const runs = records.map((record, i) => ({
    name: NAMES[i % NAMES.length] as string,
    file: runFileOf(record, new Snapshots(), { preset: 'default', plan: [], data: {} }),
    address: `https://example.org/#preset=default&run=${i}`,
  }));
  return {
    runs,
    keys: new Set(records.flatMap(({ keys }) => keys)),
    form,
    figure: async () => SVG,
    film: async (container, perSecond) => film(container, perSecond),
    table: async () => ['question,said\n', '1 + 1,2\n'],
    network: async () => ZIP,
    year: 2026,
  };
}

const sets: readonly (readonly [string, () => RunRecord[]])[] = [
  ...Object.entries(RECORDS).map(([name, make]) => [name, () => [make()]] as const),
  ['several runs', () => [RECORDS['a run with marks'](), RECORDS['a run that diverged'](), RECORDS['one point'](), RECORDS.empty()]],
];

/** Numbers of a run, by «key step». */
const numbersOf = (record: RunRecord): Map<string, number> =>
  new Map(
    record.keys.flatMap((key) => {
      const { length, steps, values } = record.curve(key);
      return Array.from({ length }, (_, i): [string, number] => [`${key} ${steps[i]}`, values[i] as number]);
    }),
  );

interface Column {
  readonly step: number[];
  readonly value: number[];
}

/** How files are read back: every number by run, key and step. */
const READERS: Readonly<Record<string, (content: string, form: Form, names: readonly string[]) => Map<string, number>[]>> = {
  csv(content, form, names) {
    const { data, errors } = papa.parse(content.trimEnd(), { delimiter: ',', newline: '\n' });
    expect(errors).toEqual([]);
    const [columns = [], ...rows] = data;
    const found = names.map((): Map<string, number> => new Map());
    for (const row of rows) {
      const at = (name: string): string => row[columns.indexOf(name)] ?? '';
      const numbers = found[names.length === 1 ? 0 : names.indexOf(at('run'))];
      const cells = form === 'long' ? [[at('series'), at('value')] as const] : columns.map((name, i) => [name, row[i] ?? ''] as const);
      for (const [key, value] of cells) if (key !== 'run' && key !== 'step' && value !== '') numbers?.set(`${key} ${at('step')}`, Number(value));
    }
    return found;
  },
  json(content, form, names) {
    const read = JSON.parse(content) as { runs?: unknown[] };
    const runs = (read.runs ?? [read]) as { run?: string; format: string; curves: Record<string, unknown> }[];
    expect(runs.map(({ format }) => format)).toEqual(names.map(() => 'grokscope-run'));
    return runs.map(({ curves }) => {
      const { step: shared, ...columns } = curves as Record<string, (number | null)[]>;
      const series = Object.entries(form === 'long' ? (curves as Record<string, Column>) : columns);
      const cells = series.flatMap(([key, column]) => {
        const { step, value } = form === 'long' ? (column as Column) : { step: shared ?? [], value: column as (number | null)[] };
        return step.flatMap((at, i): [string, number][] => (typeof value[i] === 'number' ? [[`${key} ${at}`, value[i]]] : []));
      });
      return new Map(cells);
    });
  },
};

describe.each(EXPORTERS.map((exporter) => [exporter.id, exporter] as const))('%s', (id, exporter) => {
  test('says what it is, in both languages', () => {
    expect(faultsOfWords(id, exporter)).toEqual([]);
    expect(exporter.extension).toMatch(/^[a-z]+4?$/);
    expect(exporter.type).toMatch(/^[a-z]+\/[a-z0-9.+-]+(?:;charset=utf-8)?$/);
  });

  describe.each(sets)('of %s', (_, make) => {
    test.each(FORMS)('%s', async (form) => {
      const records = make();
      const taken = takenFrom(records, form);
      const file = await exporter.make(taken, tools);
      expect(file.type).toBe(exporter.type);
      const content = await file.text();
      const readers: Record<string, () => unknown> = {
        numbers: () =>
          READERS[id]?.(
            content,
            form,
            taken.runs.map(({ name }) => name.replaceAll(/\p{Surrogate}/gu, id === 'csv' ? '\ufffd' : '$&')),
          ),
        figure: () => content.includes(SVG),
        table: () => content,
        network: () => file.size,
        film: () => /^(webm|mp4|gif) of a film, (25|30) a second$/.exec(content)?.[1],
        reference: () => content.match(/^@misc\{grokscope_/gm)?.length,
      };
      const wanted = {
        numbers: records.map(numbersOf),
        figure: true,
        table: 'question,said\n1 + 1,2\n',
        film: exporter.extension,
        network: ZIP.length,
        reference: records.length,
      }[exporter.of];
      expect(readers[exporter.of]?.()).toEqual(wanted);
    });
  });
});

test('what is not chosen is in no table', async () => {
  const taken = { ...takenFrom([RECORDS['a run with marks']()], 'wide'), keys: new Set(['val.loss']) };
  for (const { of, make } of EXPORTERS) {
    const content = of === 'numbers' ? await (await make(taken, tools)).text() : '';
    expect(content).not.toMatch(/"?train\.accuracy"?[,:]/);
  }
});

test('ids are unique, and so are the ends of names within a subject', () => {
  expect(new Set(EXPORTERS.map(({ id }) => id)).size).toBe(EXPORTERS.length);
  expect(new Set(EXPORTERS.map(({ of, extension }) => `${of} ${extension}`)).size).toBe(EXPORTERS.length);
});
