/** What a file of the reader's is found to be: its description for a config, and its first rows to look at; or what is wrong with it. */
import { decode } from './decode.ts';
import { nameOf, writeDescriptor, type Descriptor } from './descriptor.ts';
import { faultText, type Fault } from './fault.ts';
import { layoutOf, type Choices, type Layout } from './layout.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { spreadOf } from './spread.ts';
import { operationOf } from './operation.ts';
import { rowsOf } from './rows.ts';
import type { ReadTable, Table } from './table.ts';
import type { Text } from '../text.ts';

/** The beginning of a file, as it stands there. */
export interface Preview {
  readonly columns: number;
  /** Lines, the header included. */
  readonly rows: readonly (readonly string[])[];
}

export type Survey =
  /** `preview` is null where there are no lines to look at. */
  | { readonly ok: true; readonly descriptor: string; readonly preview: Preview | null }
  | { readonly ok: false; readonly faults: readonly Text[]; readonly preview: Preview | null };

/** How much of a file is looked at. */
const ROWS = 8;
const COLUMNS = 12;
const LETTERS = 24;
/** Digits of mean and spread that a description holds. */
const FIGURES = 9;

const previewOf = ({ rows }: Sheet): Preview => ({
  columns: rows[0]?.length ?? 0,
  rows: rows.slice(0, ROWS).map((row) => row.slice(0, COLUMNS).map((cell) => (cell.length > LETTERS ? `${cell.slice(0, LETTERS - 1)}…` : cell))),
});

const figures = (x: number): number => Number(x.toPrecision(FIGURES));

/** Which file it is and what it is called: a description holds these, and data does not. */
export interface Named {
  readonly hash: string;
  readonly name: string;
}

export function describe(table: Table, layout: Layout, { hash, name }: Named): Descriptor {
  const { count, arity, targets, words, classes } = table;
  const all = Array.from({ length: layout.value ? count : 0 }, (_, i) => i);
  const { mean, spread } = layout.value ? spreadOf(targets, all, 1, 0) : { mean: 0, spread: 1 };
  const outputs = layout.value ? 1 : classes.length;
  return { ...layout, count, arity, words: words.length, outputs, mean: figures(mean), spread: figures(spread), hash, name: nameOf(name) };
}

/** Bytes as a sheet, or what is wrong with them. */
export function sheetOf(bytes: Uint8Array): ReturnType<typeof readSheet> {
  const decoded = decode(bytes);
  return decoded.ok ? readSheet(decoded.text) : { ok: false, faults: [decoded.fault] };
}

/** A sheet as examples, read as a layout says; or every cell that cannot be read so. Never throws. */
export const tableOf = (sheet: Sheet, layout: Layout): ReadTable => (layout.kind === 'table' ? operationOf(sheet, layout) : rowsOf(sheet, layout));

/** Never throws. */
export function survey(bytes: Uint8Array, named: Named, choices: Choices = {}): Survey {
  const read = sheetOf(bytes);
  const fail = (faults: readonly Fault[], preview: Preview | null): Survey => ({ ok: false, faults: faults.map(faultText), preview });
  if (!read.ok) return fail(read.faults, null);
  const preview = previewOf(read.sheet);
  const found = layoutOf(read.sheet, choices);
  if (!found.ok) return fail([found.fault], preview);
  const made = tableOf(read.sheet, found.layout);
  if (!made.ok) return fail(made.faults, preview);
  return { ok: true, descriptor: writeDescriptor(describe(made.table, found.layout, named)), preview };
}
