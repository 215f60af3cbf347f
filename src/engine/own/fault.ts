/** What is wrong with a file, and where. */
import { text, type Text } from '../text.ts';

/** A place as a spreadsheet counts it, from 1. */
interface Place {
  readonly line: number;
  readonly column?: number;
  /** What the column is called, where the file says so. */
  readonly name?: string | undefined;
}

export interface Fault {
  /** Null where it is about the file as a whole. */
  readonly at: Place | null;
  readonly what: Text;
}

/** Letters of a cell or a name that are shown. */
const SHOWN = 40;

/** The beginning of a cell, on one line, without what is not seen or turns the line around. */
export function excerpt(cell: string): string {
  const start = Array.from(cell.slice(0, 2 * SHOWN));
  const cut = start.length > SHOWN || cell.length > 2 * SHOWN ? [...start.slice(0, SHOWN - 1), '…'] : start;
  return cut.join('').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

export const whole = (what: Text): Fault => ({ at: null, what });
export const inLine = (line: number, what: Text): Fault => ({ at: { line }, what });
export const inCell = (line: number, column: number, what: Text, name?: string): Fault => ({ at: { line, column, name }, what });

function placeOf({ line, column, name }: Place): Text {
  if (column === undefined) return text(`Line ${line}`, `${line} 行目`);
  const called = name === undefined || name === '' ? '' : excerpt(name);
  return text(`Line ${line}, column ${column}${called === '' ? '' : ` (${called})`}`, `${line} 行目、${column} 列目${called === '' ? '' : `（${called}）`}`);
}

/** «Line 14, column 3 (price): “x” is no number.» */
export function faultText({ at, what }: Fault): Text {
  if (at === null) return what;
  const place = placeOf(at);
  return text(`${place.en}: ${what.en}`, `${place.ja}: ${what.ja}`);
}
