/** What a lens shows, as a table. */
import { text } from '../../engine/text.ts';
import type { Exporter } from './exporter.ts';
import { gathered } from './pieces.ts';

export const answers: Exporter = {
  id: 'answers',
  of: 'table',
  label: text('CSV', 'CSV'),
  summary: text('Every question with its answer, as a row.', '問いごとに 1 行。答えも入っています。'),
  extension: 'csv',
  type: 'text/csv;charset=utf-8',
  make: async ({ table }, tools) => gathered(await table(), answers.type, tools),
};
