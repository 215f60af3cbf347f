/** Words in a figure, in its units: 720 of them are 160 mm, so that 13 are 8.2 points. Pure. */
import { textWidth } from './plot/labels.ts';
import { element, type Markup } from './markup.ts';
import { inked } from './palette.ts';

/** Of a figure, in its units. */
export const WIDTH = 720;
const SIZE = 13;

interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Edged with paper, where it lies on lines. */
  readonly edged?: boolean;
  /** Goes on after it, smaller and greyer. */
  readonly after?: string;
  /** Degrees around its place. */
  readonly turn?: number;
}

/** A line of words, its middle at `y`. */
export function words(
  content: string,
  x: number,
  y: number,
  { size = SIZE, bold = false, colour = inked('ink'), anchor = 'start', edged = false, after, turn }: Style = {},
): Markup {
  return element(
    'text',
    {
      x,
      // Not `dominant-baseline`: what reads SVG beside browsers often knows none.
      y: y + 0.35 * size,
      ...(size === SIZE ? {} : { 'font-size': size }),
      ...(bold ? { 'font-weight': 600 } : {}),
      fill: colour,
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
      ...(edged ? { stroke: inked('paper'), 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } : {}),
      ...(turn === undefined ? {} : { transform: `rotate(${turn} ${x} ${y})` }),
    },
    after === undefined ? [content] : [content, element('tspan', { dx: 7, 'font-size': SIZE, 'font-weight': 400, fill: inked('ink-2') }, [after])],
  );
}

export const widthOf = (content: string, size = SIZE): number => (textWidth(content) * size) / SIZE;

/** Lines of at most `width`, broken between items; an item that is too long is cut. */
export function lines(items: readonly string[], between: string, width: number, size = SIZE): string[] {
  const fits = (content: string): boolean => widthOf(content, size) <= width;
  const result: string[] = [];
  for (const item of items) {
    const last = result.at(-1);
    const joined = last === undefined ? item : `${last}${between}${item}`;
    if (last !== undefined && fits(joined)) result[result.length - 1] = joined;
    else result.push(shortened(item, width, size));
  }
  return result;
}

/** As much of it as `width` holds. */
function shortened(content: string, width: number, size: number): string {
  if (widthOf(content, size) <= width) return content;
  const letters = Array.from(content);
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('')}…`;
}
