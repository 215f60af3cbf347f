/** A sweep's rows as CSV and as Parquet. Which columns there are is known when the last row is: series differ from run to run. */
import { csvField } from '../../engine/runfile/tables.ts';
import type { Cell, Row } from './rows.ts';

/** In the order in which they first came, those of the runs' making at the end. */
export function columnsOf(rows: readonly Row[]): string[] {
  const all = new Set(rows.flatMap((row) => Object.keys(row)));
  const last = ['kernels', 'version', 'machine'].filter((name) => all.has(name));
  return [...[...all].filter((name) => !last.includes(name)), ...last];
}

const written = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : csvField(String(cell)));

export function* csvOf(rows: readonly Row[]): Generator<string> {
  const columns = columnsOf(rows);
  yield `${columns.map(csvField).join(',')}\n`;
  for (const row of rows) yield `${columns.map((name) => written(row[name])).join(',')}\n`;
}

type ParquetType = 'DOUBLE' | 'STRING' | 'BOOLEAN';

/** Of a column whose cells are of several kinds, words. */
function typeOf(cells: readonly Cell[]): ParquetType {
  const kinds = new Set(cells.flatMap((cell) => (cell === null ? [] : [typeof cell])));
  if (kinds.size > 1) return 'STRING';
  return kinds.has('number') ? 'DOUBLE' : kinds.has('boolean') ? 'BOOLEAN' : 'STRING';
}

export async function parquetOf(rows: readonly Row[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = columnsOf(rows).map((name) => {
    const cells = rows.map((row) => row[name] ?? null);
    const type = typeOf(cells);
    return { name, data: type === 'STRING' ? cells.map((cell) => (cell === null ? null : String(cell))) : cells, type, nullable: true };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
