/** All that the network is asked, as rows: the question, what is right, what it says and how sure it is, whether it was told, and whether it is right. */
import { partOfAnswers, type SetAnswers } from '../../../engine/looks/answers.ts';
import { SETS, type Examples, type ExampleSet } from '../../../engine/data/dataset.ts';
import { partOf } from '../../../engine/data/examples.ts';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import type { RunConfig } from '../../../engine/config/config.ts';
import { csvField } from '../../../engine/runfile/tables.ts';
import type { Language } from '../../../engine/text.ts';
import { answered } from '../../../store/answered.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { className } from '../../i18n/className.ts';
import { rightOf, rowsOf } from '../examples/rows.ts';
import type { TableLens } from '../lens.ts';
import { measureOf } from './scatter.ts';

const ALL = { train: 1e6, val: 1e6 } as const;
/** Examples that are written between two turns of the page. */
const PART = 256;

const viewersOf = oncePer(({ looks }: Page) => ({
  sample: looks.viewer('knows.table.sample', 'examples', ALL, { still: true }),
  answers: looks.viewer('knows.table.answers', 'answers', ALL),
}));

interface Asked {
  readonly task: RunConfig['task'];
  readonly sample: AnswerOf<'examples'>;
  readonly language: Language;
}

const line = (cells: readonly (string | number | boolean)[]): string => `${cells.map((cell) => csvField(String(cell))).join(',')}\n`;

/** Rows of some examples of a set, the first of which has the number `from`. */
function* linesOf({ task, sample, language }: Asked, set: ExampleSet, part: Examples, from: number, said: SetAnswers): Generator<string> {
  const { shape, names } = sample;
  const { shift, scale } = measureOf(task);
  const right = rightOf(part, shape, said) ?? [];
  const told = set === 'train';
  for (const { id, question } of rowsOf(part, task, names)) {
    const asked = sample[set].written?.[from + id]?.map(({ text }) => text).join('') ?? question;
    const begin = [from + id + 1, asked];
    if (said.kind === 'class') {
      const name = (label: number): string => className(task.id, label, names, language);
      yield line([...begin, 1, name(part.targets[id] as number), name(said.answers[id] as number), said.probabilities[id] as number, told, right[id] === true]);
      continue;
    }
    for (let o = 0; o < shape.outputs; o++) {
      const at = (values: ArrayLike<number>): number => shift + scale * (values[id * shape.outputs + o] as number);
      yield line([...begin, o + 1, at(part.targets), at(said.values), '', told, right[id] === true]);
    }
  }
}

/** A row for each question, and of several values for each of them. Numbers of examples count from 1 on each side. */
export function* csvOf(asked: Asked, answers: AnswerOf<'answers'>): Generator<string> {
  yield 'example,question,output,answer,said,probability,told,right\n';
  for (const set of SETS) {
    const { first } = asked.sample[set];
    for (let from = 0; from < first.count; from += PART) {
      const to = Math.min(from + PART, first.count);
      yield* linesOf(asked, set, partOf(first, from, to), from, partOfAnswers(answers[set], from, to, asked.sample.shape.outputs));
    }
  }
}

export const table: TableLens = async ({ page, language, turn }) => {
  const { sample, answers } = viewersOf(page);
  const data = await answered(sample, ALL);
  const seen = await answered(answers, ALL);
  await turn();
  return csvOf({ task: data.config.task, sample: data.answer, language }, seen.answer);
};
