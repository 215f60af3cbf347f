/** Questions as rows: every one, with its answer, what is said, how surely, whether it is told, and whether it is right. */
import papa from 'papaparse';
import { expect, test } from 'vitest';
import { answers as asked } from '../../../../src/engine/looks/answers.ts';
import { examples as look } from '../../../../src/engine/looks/examples.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { csvOf } from '../../../../src/ui/lenses/knows/csv.ts';
import { configOf, MOLECULES, networkOf, REGRESSION, seenBy } from '../../../engine/looks/networks.ts';

const ALL = { train: 1e6, val: 1e6 };
const REVIEWS = configOf({
  'task.id': 'reviews',
  'task.trainSize': 300,
  'task.valSize': 20,
  'task.length': 5,
  'model.id': 'lstm',
  'model.width': 4,
  'model.embedding': 4,
});

type Column = 'example' | 'question' | 'output' | 'answer' | 'said' | 'probability' | 'told' | 'right';

function read(config: RunConfig) {
  const network = networkOf(config);
  const [sample, said] = [seenBy(look, network, ALL).answer, seenBy(asked, network, ALL).answer];
  const content = [...csvOf({ task: config.task, sample, language: 'en' }, said)].join('');
  const { data, errors } = papa.parse(content.trimEnd(), { delimiter: ',', newline: '\n' });
  expect(errors).toEqual([]);
  const [columns = [], ...lines] = data;
  const rows = lines.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])) as Record<Column, string>);
  return { network, said, columns, rows };
}

test('a table: a row for each pair', () => {
  const { network, said, columns, rows } = read(configOf({ 'task.p': 7 }));
  const { train, val } = network.dataset;
  expect(rows).toHaveLength(49);
  expect(rows.filter(({ told }) => told === 'true')).toHaveLength(train.count);
  expect(columns).toEqual(['example', 'question', 'output', 'answer', 'said', 'probability', 'told', 'right']);
  rows.forEach((row, i) => {
    const [set, side, at] = i < train.count ? ([train, said.train, i] as const) : ([val, said.val, i - train.count] as const);
    const answer = side.kind === 'class' ? side.answers[at] : undefined;
    expect(row).toMatchObject({
      example: String(at + 1),
      question: `${set.inputs[2 * at]} + ${set.inputs[2 * at + 1]}`,
      answer: String(set.targets[at]),
      said: String(answer),
      right: String(answer === set.targets[at]),
    });
    expect(Math.fround(Number(row.probability))).toBe(side.kind === 'class' ? side.probabilities[at] : undefined);
  });
});

test('values: one row for each of them, in the unit of the task, as many digits as there are', () => {
  const { network, said, rows } = read(REGRESSION);
  expect(rows).toHaveLength(5 * (network.dataset.train.count + network.dataset.val.count));
  expect(rows.slice(0, 6).map(({ example, output }) => `${example}.${output}`)).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '2.1']);
  expect(rows[7]).toMatchObject({
    probability: '',
    answer: String(network.dataset.train.targets[7]),
    said: String(said.train.kind === 'value' && said.train.values[7]),
  });
  const molecules = read(MOLECULES).rows;
  expect(molecules).toHaveLength(22);
  expect(molecules[0]?.question).toMatch(/^[CHFNO₀-₉]+$/);
});

test('sentences: as they were written, commas and quotes included, by the names of their classes', () => {
  const { network, rows } = read(REVIEWS);
  expect(rows.map(({ question }) => question)).toEqual([...(network.dataset.texts?.train ?? []), ...(network.dataset.texts?.val ?? [])]);
  expect(rows.some(({ question }) => question.includes(','))).toBe(true);
  expect(new Set(rows.flatMap(({ answer, said }) => [answer, said]))).toEqual(new Set(['positive', 'negative']));
});
