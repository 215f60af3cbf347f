/** How a probe's numbers are drawn: charts, their curves and axes, as data. The page draws whatever the probes state. */
import type { Curve } from '../run/curve.ts';
import type { Text } from '../text.ts';

/** Those of a network's tensors, in charts with a curve for each of several. */
export const TENSOR_HUES = ['tensor-1', 'tensor-2', 'tensor-3', 'tensor-4', 'tensor-5', 'tensor-6'] as const;

/**
 * Colour tokens of the page. Each owns one quantity everywhere; the spare ones are for probes to come. `--<hue>` colours lines,
 * `--<hue>-ink` words.
 */
export const HUES = [
  'train',
  'val',
  'random',
  'norm',
  'lc',
  'robust-1',
  'robust-2',
  'robust-3',
  'robust-4',
  'masked',
  'spare-1',
  'spare-2',
  'spare-3',
  'spare-4',
  'spare-5',
  'spare-6',
  'spare-7',
  'spare-8',
  'spare-9',
  'spare-10',
  ...TENSOR_HUES,
] as const;
type Hue = (typeof HUES)[number];

/** The shape at a line's end tells curves apart where colour does not. */
export const HEADS = ['ring', 'disc', 'diamond', 'square', 'triangle', 'cross'] as const;
type Head = (typeof HEADS)[number];

/** One curve of a chart. */
export interface SeriesSpec {
  /** Names the numbers in metrics, records, files and the console: a top-level name, and after a dot what of it. */
  readonly key: string;
  readonly label: Text;
  readonly hue: Hue;
  /** SVG dash pattern; solid where absent. */
  readonly dash?: string;
  readonly head: Head;
  /** What the curve usually looks like, shown before the first run: an SVG path in a box of 100 × 100, and where its name stands. */
  readonly sketch?: { readonly path: string; readonly label: readonly [x: number, y: number] };
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
  /** One line: what the curves are, whatever a run makes of them. */
  readonly explanation: Text;
  /** Key of the series whose course the caption tells; nothing where absent. */
  readonly tells?: string;
  readonly series: readonly SeriesSpec[];
  readonly y: YAxisSpec;
  /** Height in units of the other charts; the hero has its own. */
  readonly units?: number;
  /** Ascending; they are hatched. */
  readonly doubts?: (curve: (key: string) => Curve) => readonly DoubtfulStretch[];
}

/** A quantity as the page's legend explains it. */
export interface Measure {
  readonly label: Text;
  readonly text: Text;
  readonly hue: Hue;
  readonly dash?: string;
}

/** Names and dashes that several charts share. Validation is solid everywhere. */
export const SIDES = {
  train: { label: { en: 'train', ja: '訓練' }, hue: 'train', dash: '6 4', head: 'ring' },
  val: { label: { en: 'validation', ja: '検証' }, hue: 'val', head: 'disc' },
  random: { label: { en: 'random', ja: 'ランダム' }, hue: 'random', dash: '2 3', head: 'diamond' },
} as const satisfies Record<string, Omit<SeriesSpec, 'key'>>;
