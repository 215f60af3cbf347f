/** A sweep as a figure: a phase diagram over two fields, steps against one, or how many seeds came to what. Pure. */
import type { RunConfig } from '../engine/config/config.ts';
import { combinationOf, type Combination } from '../engine/sweeps/combinations.ts';
import { OUTCOMES, outcomeOf, outcomeWords, type Outcome } from '../engine/sweeps/outcome.ts';
import { powerLawThrough } from '../engine/sweeps/powerLaw.ts';
import type { RunResult } from '../engine/sweeps/result.ts';
import { text, type Language } from '../engine/text.ts';
import { captionOf } from './caption.ts';
import { KEY_ROW, keyOf } from './key.ts';
import { element } from './markup.ts';
import { outcomeItems } from './outcomes.ts';
import { phaseDiagram } from './phaseDiagram.ts';
import { sheetOf, type Part } from './sheet.ts';
import { stepsAgainst } from './stepsAgainst.ts';
import { namedAxis, type SweepAxis } from './sweepScale.ts';
import { tableOf } from './table.ts';
import { WIDTH } from './type.ts';

export interface SweepShown {
  readonly base: RunConfig;
  readonly preset: string;
  readonly axes: readonly SweepAxis[];
  readonly seeds: readonly number[];
  /** A run that is made: index of its value on each axis, and what it came to. */
  readonly runs: readonly { readonly at: readonly number[]; readonly result: Omit<RunResult, 'config'> }[];
  /** Steps from which it is grokking. */
  readonly delay: number;
}

const WORDS = {
  title: text('What became of the runs', '実行の結果'),
  outcome: text('outcome', '結果'),
  runs: text('runs', '実行数'),
  seeds: (seeds: readonly number[]) => {
    const [first = 0, last = first] = [seeds[0], seeds.at(-1)];
    const all = seeds.length > 1 && last - first === seeds.length - 1 ? `${first}–${last}` : seeds.join(', ');
    return text(`${seeds.length === 1 ? 'seed' : 'seeds'} ${all}`, `シード ${all}`);
  },
  delay: (steps: number) =>
    text(`grokking: at least ${steps} steps of delay (Liu et al. 2022)`, `グロッキング: 遅れが ${steps} ステップ以上（Liu et al. 2022）`),
  cells: text('in cells: the median delay, and how many seeds agree', 'マスの中: 遅れの中央値と、結果が一致したシードの数'),
  bars: text('points and bars: medians and quartiles of the seeds', '点と縦線: シードの中央値と四分位範囲'),
};

/** Panels at most: one for each combination of the axes beyond the second. */
const PANELS = 8;

function combined({ runs, delay }: SweepShown): Combination[] {
  const groups = new Map<string, { readonly at: readonly number[]; readonly results: Omit<RunResult, 'config'>[] }>();
  for (const { at, result } of runs) {
    const group = groups.get(at.join()) ?? { at, results: [] };
    group.results.push(result);
    groups.set(at.join(), group);
  }
  return [...groups.values()].map(({ at, results }) => combinationOf(at, results, delay));
}

const legend = (combinations: readonly Combination[], language: Language): Part => {
  const present = new Set(combinations.flatMap(({ outcome }): Outcome[] => (outcome === null ? [] : [outcome])));
  const key = keyOf(outcomeItems(present, language), WIDTH - 96 - 16);
  return { markup: element('g', { transform: `translate(96 0)` }, [key.markup]), height: Math.max(KEY_ROW, key.height) - 8 };
};

/** Over the first two axes, once for each combination of values of the others. */
function diagrams({ base, axes }: SweepShown, combinations: readonly Combination[], language: Language): Part[] {
  const [x, y, ...rest] = axes.map((axis) => namedAxis(base, axis, language));
  if (x === undefined || y === undefined) return [];
  const panels = new Map(combinations.map(({ at: [, , ...more] }) => [more.join(), more]));
  return [...panels.values()].slice(0, PANELS).map((more) => {
    const title = rest.map(({ name, labels }, k) => `${name} ${labels[more[k] as number] ?? ''}`).join(', ');
    const own = combinations.filter(({ at: [, , ...others] }) => others.join() === more.join()).map((one) => ({ ...one, at: one.at.slice(0, 2) }));
    return phaseDiagram(x, y, own, title === '' ? WORDS.title[language] : title);
  });
}

/** How many runs came to what. */
function counts({ runs, delay }: SweepShown, language: Language): Part {
  const all = runs.map(({ result }) => outcomeOf(result, delay));
  const rows = OUTCOMES.filter((outcome) => all.includes(outcome)).map((outcome) => {
    const [item] = outcomeItems(new Set([outcome]), language);
    const count = all.filter((one) => one === outcome).length;
    return [
      { words: outcomeWords[outcome].label[language], ...(item === undefined ? {} : { sign: { markup: item.sign, width: item.width } }) },
      { words: String(count) },
    ];
  });
  const { markup, height } = tableOf([[{ words: WORDS.outcome[language] }, { words: WORDS.runs[language] }], ...rows], WIDTH - 40);
  return { markup: element('g', { transform: 'translate(20 0)' }, [markup]), height };
}

/** @returns an SVG document */
export function sweepFigure(shown: SweepShown, language: Language): string {
  const { base, preset, axes, runs, seeds, delay } = shown;
  const combinations = combined(shown);
  const [first] = axes;
  const parts: Part[] = [];
  if (axes.length >= 2) parts.push(...diagrams(shown, combinations, language), legend(combinations, language));
  else if (first !== undefined) {
    const axis = namedAxis(base, first, language);
    const points = runs.flatMap(({ at: [i = 0], result: { val } }) =>
      val === null || axis.numbers === null ? [] : [{ x: axis.numbers[i] as number, y: val }],
    );
    const drawn = stepsAgainst(axis, combinations, powerLawThrough(points), language);
    parts.push(...(drawn === null ? [] : [drawn]));
  }
  if (axes.length < 2) parts.push(counts(shown, language));
  const caption = captionOf({ config: base, basedOn: preset, changes: [], step: null, seeds: WORDS.seeds(seeds)[language] }, language, WIDTH);
  const notes = [WORDS.delay(delay), ...(axes.length >= 2 ? [WORDS.cells] : axes.length === 1 ? [WORDS.bars] : [])];
  return sheetOf(parts, { title: WORDS.title[language], runs: notes.map((note) => note[language]), caption });
}
