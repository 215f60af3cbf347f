/** Curves with all that is known of their runs. */
import { jsonPieces } from '../../engine/runfile/tables.ts';
import { describeRun } from '../../engine/runfile/write.ts';
import { text } from '../../engine/text.ts';
import { chosen } from './chosen.ts';
import type { Exporter } from './exporter.ts';
import { gathered } from './pieces.ts';

export const json: Exporter = {
  id: 'json',
  of: 'numbers',
  label: text('JSON', 'JSON'),
  summary: text('With every setting, change and milestone.', '設定・変更・節目もすべて含みます。'),
  extension: 'json',
  type: 'application/json',
  make: ({ runs, keys, form }, tools) =>
    gathered(
      jsonPieces(
        runs.map(({ name, file }) => ({ name, about: describeRun(file), curves: chosen(file.curves, keys) })),
        form,
      ),
      json.type,
      tools,
    ),
};
