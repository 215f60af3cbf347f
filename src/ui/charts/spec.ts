/** What a chart says about itself: its words, its curves and its vertical axis. Views state it; charts draw it. */
import type { Text } from '../../engine/text.ts';
import type { RunRecord, SeriesKey } from '../../store/record.ts';

/** Colour tokens of theme.css: `--<hue>` for lines, `--<hue>-ink` for words. */
type Hue = 'train' | 'val' | 'random' | 'norm' | 'lc' | `robust-${1 | 2 | 3 | 4}` | 'masked';

/** The shape at a line's end tells curves apart where colour does not. */
type Head = 'ring' | 'disc' | 'diamond' | 'square' | 'triangle' | 'cross';

export interface SeriesSpec {
  readonly key: SeriesKey;
  readonly label: Text;
  readonly hue: Hue;
  /** SVG dash pattern; solid where absent. */
  readonly dash?: string;
  readonly head: Head;
  /** What the curve usually looks like, for the sketch shown before the first run: an SVG path in a box of 100 × 100. */
  readonly sketch: string;
  /** Where on the sketch its name stands. */
  readonly sketchLabel: readonly [x: number, y: number];
}

/** `fraction`: 0 to 1, shown in per cent. `decades`: logarithmic. `linear`: fitted, from zero if asked. */
export type YAxisSpec = { readonly kind: 'fraction' } | { readonly kind: 'decades' } | { readonly kind: 'linear'; readonly fromZero: boolean };

/** Steps at which a chart's values mean little, and why. */
export interface DoubtfulStretch {
  readonly from: number;
  readonly to: number;
  readonly words: Text;
}

export interface ChartSpec {
  readonly id: string;
  readonly title: Text;
  /** Stands after the title. */
  readonly unit: Text;
  /** One line: what the curve is and what to look for. */
  readonly explanation: Text;
  readonly series: readonly SeriesSpec[];
  readonly y: YAxisSpec;
  /** Height in units of the other charts; the hero has its own. */
  readonly units?: number;
  /** Ascending; they are hatched. */
  readonly doubts?: (record: RunRecord) => readonly DoubtfulStretch[];
}
