/** Words for what happened at a step, and where they stand above the plot. */
import { kernelsName } from '../../engine/backend/choice.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { saidBy } from '../../engine/config/acts.ts';
import type { Value } from '../../engine/parameters.ts';
import { text, type Language, type Text } from '../../engine/text.ts';
import type { Lost } from '../../engine/run/events.ts';
import { isMilestoneKind, type MilestoneKind } from '../../engine/run/milestone.ts';
import type { Kernels, Mark } from '../../engine/run/record.ts';
import { formatStep, formatValue } from './format.ts';
import { textWidth } from './labels.ts';
import { shownIn } from '../../engine/config/valueWords.ts';
import { plainSymbol } from './symbols.ts';

export interface Marker {
  readonly kind: Mark['kind'];
  readonly step: number;
  readonly words: string;
  /** The same with symbols in place of names. */
  readonly short: string;
}

/** What went away, and came back. */
const LOST: Readonly<Record<Lost, Text>> = { device: text('device replaced', '計算デバイス交代'), worker: text('trainer replaced', '学習プログラム交代') };

const KIND: Readonly<Record<MilestoneKind | 'diverged', Text>> = {
  memorised: text('memorised', '暗記'),
  fitted: text('training data learned', '訓練データを学習'),
  grokked: text('grokked', 'グロッキング'),
  generalised: text('generalised', '汎化'),
  forgot: text('forgot', '忘却'),
  diverged: text('diverged', '発散'),
};

const movedTo = (to: Kernels): Text => text(`from here on ${kernelsName(to)}`, `ここから ${kernelsName(to)}`);

function nameOf(mark: Exclude<Mark, { kind: 'changed' }>): Text {
  if (mark.kind === 'moved') return movedTo(mark.to);
  if (mark.kind === 'recovered') return mark.moved === undefined ? LOST[mark.lost] : movedTo(mark.moved);
  return KIND[mark.kind];
}

/** @param config of the run whose mark it is: its fields have their names. @param short says them by their symbols where they have one. */
export function markWords(mark: Mark, config: RunConfig, language: Language, short = false): string {
  if (mark.kind !== 'changed') return `${nameOf(mark)[language]} ${formatStep(mark.step, language)}`;
  return changesWords([mark], config, language, short);
}

type Changed = Extract<Mark, { kind: 'changed' }>;

/** Of more values of a field in a row only the first and the last are said. */
const MOST_VALUES = 3;
/** A value that stood for fewer updates, or for a smaller share of those before it, is one that a slider was dragged across. */
const BRIEF = 10;
const BRIEF_SHARE = 0.01;

/** What became of each field, one value after another: a value that stood between two others may be what did it. */
function changesWords(marks: readonly Changed[], config: RunConfig, language: Language, short: boolean): string {
  const merged = Object.assign({}, ...marks.map(({ patch }) => patch)) as Changed['patch'];
  return saidBy(config, merged)
    .map(({ path, parameter }) => {
      const name = (short ? plainSymbol(parameter.symbol) : null) ?? parameter.label[language];
      const own = marks.filter(({ patch }) => Object.hasOwn(patch, path));
      // «all weights × 0.5» is done, and does not become.
      const done = name.endsWith('×');
      const stood = done ? own : own.filter(({ step }, i) => (own[i + 1]?.step ?? Infinity) - step >= Math.max(BRIEF, BRIEF_SHARE * step));
      const all = stood.map(({ patch }) => {
        const value = patch[path] as Value;
        return typeof value === 'number' ? formatValue(value, 'plain', language) : shownIn(parameter, value, language);
      });
      const told = all.length > MOST_VALUES ? [all[0], '…', all.at(-1)] : all;
      return done ? `${name} ${told.join(' × ')}` : `${name} → ${told.join(' → ')}`;
    })
    .join(', ');
}

/** Marks as markers. Changes that would stand within `near` pixels of each other are one, which says what became of each field. */
export function markersOf(marks: readonly Mark[], config: RunConfig, position: (step: number) => number, near: number, language: Language): Marker[] {
  const merged: (readonly [Mark, ...Mark[]])[] = [];
  for (const mark of marks) {
    const before = merged.at(-1);
    if (mark.kind === 'changed' && before?.[0].kind === 'changed' && position(mark.step) - position(before[0].step) < near) {
      merged[merged.length - 1] = [...before, mark];
    } else merged.push([mark]);
  }
  const isChange = (mark: Mark): mark is Changed => mark.kind === 'changed';
  return merged.map((group) => {
    const [first] = group;
    const wordsIn = (short: boolean): string =>
      isChange(first) ? changesWords(group.filter(isChange), config, language, short) : markWords(first, config, language, short);
    return { kind: first.kind, step: first.step, words: wordsIn(false), short: wordsIn(true) };
  });
}

export interface Placed {
  readonly x: number;
  /** Row from the ribbon upwards: 0 is the lowest. Null where there was no room: the words stand upright along the rule, inside the plot. */
  readonly row: number | null;
  /** Words right of the rule ('start') or left of it ('end'). */
  readonly side: 'start' | 'end';
  /** The words, or the short ones. */
  readonly words: string;
}

/** So many are placed by trying every way; further ones wherever there is room. */
const ARRANGED = 4;
/** Width of words that stand upright. */
export const UPRIGHT = 17;

type Span = readonly [from: number, to: number];

interface Candidate {
  readonly index: number;
  readonly placed: Placed;
  /** What it is worth that it has a row: a milestone more than anything else. */
  readonly worth: number;
  /** What it covers in each row from 0 up to its own: further down only its rule, which must not strike out other words. */
  readonly spans: readonly Span[];
}

const clash = (a: Candidate, b: Candidate): boolean =>
  a.spans.some(([from, to], row) => b.spans[row] !== undefined && from < b.spans[row][1] && to > b.spans[row][0]);

/** The best way to place a few is found by trying. Ties go to what comes first: whole words, low rows, words right of their rule. */
function arrange(choices: readonly (readonly Candidate[])[], chosen: readonly Candidate[]): { readonly chosen: readonly Candidate[]; readonly score: number } {
  const [first, ...others] = choices;
  if (first === undefined) return { chosen, score: 0 };
  let best = arrange(others, chosen);
  first.forEach((candidate, preference) => {
    if (chosen.some((c) => clash(c, candidate))) return;
    const { chosen: with_, score } = arrange(others, [...chosen, candidate]);
    if (score + candidate.worth - preference > best.score) best = { chosen: with_, score: score + candidate.worth - preference };
  });
  return best;
}

const [MUCH, LESS] = [10_000, 100];
const isFirst = ({ kind }: Marker): boolean => kind === 'diverged' || isMilestoneKind(kind);

/**
 * Places words so that they overlap neither each other nor another's rule. Milestones choose first, then changes, the newest before older ones.
 * What finds no row stands upright.
 */
export function placeMarkers(markers: readonly Marker[], position: (step: number) => number, left: number, right: number, rows: number): Placed[] {
  const candidates = markers.map((marker, index): Candidate[] => {
    const x = position(marker.step);
    return [...new Set([marker.words, marker.short])].flatMap((words) =>
      Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
        (['start', 'end'] as const).flatMap((side): Candidate[] => {
          const width = textWidth(words) + 10;
          const span: Span = side === 'start' ? [x - 2, x + width] : [x - width, x + 2];
          if (span[0] < left - 2 || span[1] > right + 2) return [];
          const spans = [...Array.from({ length: row }, (): Span => [x - 2, x + 2]), span];
          return [{ index, placed: { x, row, side, words }, worth: isFirst(marker) ? MUCH : LESS, spans }];
        }),
      ),
    );
  });
  const of = (holds: (marker: Marker) => boolean): Candidate[][] => candidates.filter((_, i) => holds(markers[i] as Marker)).toReversed();
  const all = [...of(isFirst), ...of(({ kind }) => kind === 'changed'), ...of(({ kind }) => kind === 'recovered' || kind === 'moved')];
  const chosen = [...arrange(all.slice(0, ARRANGED), []).chosen];
  for (const choices of all.slice(ARRANGED)) {
    const free = choices.find((candidate) => !chosen.some((c) => clash(c, candidate)));
    if (free !== undefined) chosen.push(free);
  }
  const rowed = new Map(chosen.map(({ index, placed }) => [index, placed]));
  let taken = Number.NEGATIVE_INFINITY;
  return markers.map(({ step, words }, index): Placed => {
    const placed = rowed.get(index);
    if (placed !== undefined) return placed;
    const x = position(step);
    const side = x < taken || x + UPRIGHT > right ? 'end' : 'start';
    if (side === 'start') taken = x + UPRIGHT;
    return { x, row: null, side, words };
  });
}
