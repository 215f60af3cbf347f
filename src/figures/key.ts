/** Which line is which: a piece of each with its mark, and its name. Pure. */
import type { SeriesSpec } from '../engine/probes/chart.ts';
import type { Language } from '../engine/text.ts';
import { HEAD_SHAPES } from './plot/heads.ts';
import { element, type Markup } from './markup.ts';
import { inked } from './palette.ts';
import { widthOf, words } from './type.ts';

const SAMPLE = 28;
const GAP = 16;
export const KEY_ROW = 18;

export function headAt({ head, hue }: Pick<SeriesSpec, 'head' | 'hue'>, x: number, y: number): Markup {
  const { radius, path, open } = HEAD_SHAPES[head];
  const paint = open
    ? { fill: path === undefined ? inked('paper') : 'none', stroke: inked(hue), 'stroke-width': 2 }
    : { fill: inked(hue), stroke: inked('paper'), 'stroke-width': 1 };
  return path === undefined
    ? element('circle', { cx: x, cy: y, r: radius, ...paint })
    : element('path', { d: path, transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, ...paint });
}

/** What stands in a key. */
export interface KeyItem {
  readonly name: string;
  /** Its sign, in a box of `width` from (0, 0) on, around the middle of the line. */
  readonly sign: Markup;
  readonly width: number;
}

export function seriesItem(series: SeriesSpec, language: Language): KeyItem {
  const line = element('path', { d: `M0 0H${SAMPLE - 8}`, stroke: inked(series.hue), 'stroke-width': 2, fill: 'none', 'stroke-dasharray': series.dash });
  return { name: series.label[language], sign: element('g', {}, [line, headAt(series, SAMPLE - 8, 0)]), width: SAMPLE };
}

interface Key {
  readonly markup: Markup;
  readonly width: number;
  readonly height: number;
}

/** Items in rows of at most `width`, from (0, 0) on; the middle of the first row is at `KEY_ROW / 2`. */
export function keyOf(items: readonly KeyItem[], width: number): Key {
  let [x, row, widest] = [0, 0, 0];
  const placed = items.map(({ name, sign, width: own }) => {
    const whole = own + 5 + widthOf(name);
    if (x > 0 && x + whole > width) [x, row] = [0, row + 1];
    const y = (row + 0.5) * KEY_ROW;
    const markup = element('g', {}, [element('g', { transform: `translate(${x.toFixed(2)} ${y})` }, [sign]), words(name, x + own + 5, y)]);
    widest = Math.max(widest, x + whole);
    x += whole + GAP;
    return markup;
  });
  return { markup: element('g', {}, placed), width: widest, height: items.length === 0 ? 0 : (row + 1) * KEY_ROW };
}
