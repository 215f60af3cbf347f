/** A figure at print size: panels under each other, and under them what they show. Pure. */
import { element, type Markup } from './markup.ts';
import { FONT, inked } from './palette.ts';
import { lines, WIDTH, words } from './type.ts';

/** Of every figure: the width of a page's text. */
const WIDTH_MM = 160;

/** Of pictures in print. */
export const DPI = 300;
const MM_PER_INCH = 25.4;
/** Pixels of a unit of the figure in print. */
export const DOTS = ((WIDTH_MM / MM_PER_INCH) * DPI) / WIDTH;

/** Under each other on a sheet. */
export interface Part {
  readonly markup: Markup;
  readonly height: number;
}

export interface SheetWords {
  /** Of the figure as a whole, for those who do not see it. */
  readonly title: string;
  /** What the runs are, each an item. */
  readonly runs: readonly string[];
  readonly caption: string;
}

const [PADDING, GAP, LINE, SMALL] = [10, 14, 16, 12];

/** @returns an SVG document: no script, no style sheet, no reference to anything outside of it */
export function sheetOf(parts: readonly Part[], { title, runs, caption }: SheetWords): string {
  let y = PADDING;
  const placed = parts.map(({ markup, height }) => {
    const part = element('g', { transform: `translate(0 ${y.toFixed(2)})` }, [markup]);
    y += height + GAP;
    return part;
  });
  const said = [...lines(runs, '; ', WIDTH - 2 * PADDING, SMALL), ...lines([caption], '', WIDTH - 2 * PADDING, SMALL)];
  const foot = said.map((line, i) => words(line, PADDING, y + (i + 0.5) * LINE, { size: SMALL, colour: inked('ink-2') }));
  const height = y + said.length * LINE + PADDING;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${WIDTH_MM}mm`,
      height: `${((height * WIDTH_MM) / WIDTH).toFixed(2)}mm`,
      viewBox: `0 0 ${WIDTH} ${height.toFixed(2)}`,
      role: 'img',
      'font-family': FONT,
      'font-size': 13,
    },
    [
      element('title', {}, [title]),
      element('desc', {}, [[...runs, caption].join('\n')]),
      element('rect', { width: WIDTH, height: Number(height.toFixed(2)), fill: inked('paper') }),
      ...placed,
      ...foot,
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.text}\n`;
}
