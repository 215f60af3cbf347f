/** A table on paper: columns as wide as their words ask for, words broken over lines where there is no room for all. Pure. */
import { element, type Markup } from './markup.ts';
import { inked } from './palette.ts';
import type { Part } from './sheet.ts';
import { widthOf, words } from './type.ts';

export interface Cell {
  readonly words: string;
  /** Stands before the words, in a box of `width` from (0, 0) on, around the middle of the line. */
  readonly sign?: { readonly markup: Markup; readonly width: number };
  readonly bold?: boolean;
}

const [SIZE, LINE, PAD, GAP] = [12, 15, 5, 14];

const WIDE = /[\u3040-\u30ff\u3400-\u9fff]/u;
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Where a line may be broken: behind spaces, and between words of a script that has none between them. */
function piecesOf(content: string): string[] {
  const spaced = content.split(/(?<= )/);
  return spaced.flatMap((piece) => {
    if (!WIDE.test(piece)) return [piece];
    const found: string[] = [];
    for (const { segment, isWordLike } of segmenter.segment(piece)) {
      const before = found.at(-1);
      if (before === undefined || (isWordLike === true && !/[(（「«×→]$/u.test(before))) found.push(segment);
      else found[found.length - 1] = before + segment;
    }
    return found;
  });
}
const signWidth = ({ sign }: Cell): number => (sign === undefined ? 0 : sign.width + 5);
/** What the words of a cell take in one line, and the longest piece that is not broken. */
const whole = (cell: Cell): number => signWidth(cell) + widthOf(cell.words, SIZE) * (cell.bold === true ? 1.06 : 1);
const longest = (cell: Cell): number =>
  signWidth(cell) + Math.max(...piecesOf(cell.words).map((piece) => widthOf(piece.trimEnd(), SIZE))) * (cell.bold === true ? 1.06 : 1);

function broken(content: string, width: number): string[] {
  const lines: string[] = [''];
  for (const piece of piecesOf(content)) {
    const joined = `${lines.at(-1)}${piece}`;
    if (lines.at(-1) === '' || widthOf(joined.trimEnd(), SIZE) <= width) lines[lines.length - 1] = joined;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

/** Each column what it asks for; where that is too much together, what is over its longest word is shared out. */
function widthsOf(rows: Cells, room: number): number[] {
  const columns = Array.from({ length: rows[0]?.length ?? 0 }, (_, i) => rows.map((row) => row[i] as Cell));
  const [asked, least] = [columns.map((cells) => Math.max(...cells.map(whole))), columns.map((cells) => Math.max(...cells.map(longest)))];
  const sum = (widths: readonly number[]): number => widths.reduce((a, b) => a + b, 0);
  if (sum(asked) <= room) return asked;
  const share = Math.max(0, Math.min(1, (room - sum(least)) / Math.max(1e-9, sum(asked) - sum(least))));
  return asked.map((wanted, i) => (least[i] as number) + share * (wanted - (least[i] as number)));
}

export type Cells = readonly (readonly Cell[])[];

/** Whether it fits as it is, in the figure's units. */
export function isNarrow(cells: Cells, room: number): boolean {
  const widths = widthsOf(cells, room - GAP * ((cells[0]?.length ?? 1) - 1));
  return widths.reduce((sum, width) => sum + width + GAP, -GAP) <= room + 1e-6;
}

/** Its columns as rows. */
export const turned = (cells: Cells): Cells => (cells[0] ?? []).map((_, i) => cells.map((row) => row[i] as Cell));

/** @param cells the head first, in every row as many. @param room in the figure's units; a table that cannot be that narrow is drawn smaller. */
export function tableOf(cells: Cells, room: number): Part {
  const all = cells.map((row, i) => (i === 0 ? row.map((cell): Cell => ({ ...cell, bold: true })) : row));
  const widths = widthsOf(all, room - GAP * ((all[0]?.length ?? 1) - 1));
  const lefts = widths.map((_, i) => widths.slice(0, i).reduce((sum, width) => sum + width + GAP, 0));
  const wide = (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0);
  let y = 0;
  const drawn = all.map((row, at) => {
    const lines = row.map((cell, i) => broken(cell.words, (widths[i] as number) - signWidth(cell) + 0.5));
    const height = Math.max(...lines.map(({ length }) => length)) * LINE + 2 * PAD;
    const markup = element('g', {}, [
      ...row.map((cell, i) => {
        const [left, middle] = [lefts[i] as number, y + PAD + LINE / 2];
        return element('g', {}, [
          ...(cell.sign === undefined ? [] : [element('g', { transform: `translate(${left.toFixed(2)} ${middle})` }, [cell.sign.markup])]),
          ...(lines[i] as string[]).map((line, k) =>
            words(line, left + signWidth(cell), middle + k * LINE, { size: SIZE, bold: cell.bold ?? false, colour: inked(at === 0 ? 'ink-2' : 'ink') }),
          ),
        ]);
      }),
      element('path', { d: `M0 ${y + height}H${wide.toFixed(2)}`, stroke: inked(at === 0 ? 'ink-2' : 'rule'), 'stroke-width': 1 }),
    ]);
    y += height;
    return markup;
  });
  const scale = Math.min(1, room / wide);
  return { markup: element('g', { transform: scale < 1 ? `scale(${scale.toFixed(4)})` : undefined }, drawn), height: y * scale + 1 };
}
