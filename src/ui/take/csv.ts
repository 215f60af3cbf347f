/** Curves as a table. */
import { csvLines } from '../../engine/runfile/tables.ts';
import { text } from '../../engine/text.ts';
import { chosen } from './chosen.ts';
import type { Exporter } from './exporter.ts';
import { gathered } from './pieces.ts';

export const csv: Exporter = {
  id: 'csv',
  of: 'numbers',
  label: text('CSV', 'CSV'),
  summary: text('For pandas, R and spreadsheets.', 'pandas・R・表計算ソフト向け。'),
  extension: 'csv',
  type: 'text/csv;charset=utf-8',
  make: ({ runs, keys, form }, tools) =>
    gathered(
      csvLines(
        runs.map(({ name, file }) => ({ name, curves: chosen(file.curves, keys) })),
        form,
      ),
      csv.type,
      tools,
    ),
};
