/** Where the names of the runs behind, and of medians, stand, at the ends of their lines: in full in the first chart, by their letters in the others. Pure. */
import { text, type Language } from '../../engine/text.ts';
import type { RunName } from './runName.ts';
import { banded, type Frame } from './frame.ts';
import { clearOf, textWidth, type LabelBox } from './labels.ts';

const MEDIAN = text('median', '中央値');
const LINE = 14;
/** A name that would take more of the plot than this gives way to its letter. */
const SHARE = 0.5;

interface GhostEnd {
  readonly id: string;
  readonly words: string;
  readonly colour: string;
  /** Where its words end, and their middle. */
  readonly x: number;
  readonly y: number;
}

/** A run's line that is named: of validation, where there is one. */
function lineOf(frame: Frame, run: string): Frame['ghostLines'][number] | undefined {
  const lines = frame.ghostLines.filter((line) => line.run === run && line.points.length > 0);
  return lines[1] ?? lines[0];
}

interface End {
  readonly id: string;
  readonly letters: string;
  /** What stands behind the letters where there is room. */
  readonly name: string;
  readonly colour: string;
  readonly end: { readonly x: number; readonly y: number } | undefined;
}

/** Medians first: there are fewer of them, and they say more. Their letters name the runs that they are of. */
function endsOf(frame: Frame, names: ReadonlyMap<string, RunName>, language: Language): End[] {
  const medians = frame.groups.flatMap((records, group): End[] => {
    const lines = frame.quartileLines.filter((line) => line.group === group);
    const members = records.map(({ id }) => names.get(id)).filter((named) => named !== undefined);
    const letters = members.map(({ letter }) => letter).join('');
    return [{ id: `median ${letters}`, letters, name: MEDIAN[language], colour: members[0]?.colour ?? '', end: (lines[1] ?? lines[0])?.middle.at(-1) }];
  });
  const inBand = banded(frame);
  const behind = frame.ghosts.flatMap(({ id }): End[] => {
    const named = names.get(id);
    if (named === undefined || inBand.has(id)) return [];
    return [{ id, letters: named.letter, name: named.name, colour: named.colour, end: lineOf(frame, id)?.points.at(-1) }];
  });
  return [...medians, ...behind];
}

/** @param taken what the names keep clear of */
export function ghostEnds(frame: Frame, names: ReadonlyMap<string, RunName>, hero: boolean, taken: readonly LabelBox[], language: Language): GhostEnd[] {
  const { width, height, margin } = frame.scene.box;
  const room = width - margin.left - margin.right;
  const ends = endsOf(frame, names, language).flatMap(({ id, letters, name, colour, end }): GhostEnd[] => {
    if (end === undefined) return [];
    const full = `${letters} ${name}`;
    const words = hero && textWidth(full) < SHARE * room ? full : letters;
    // Before the end where the words fit there, else from the edge on.
    return [{ id, words, colour, x: Math.max(end.x - 5, margin.left + textWidth(words) + 2), y: end.y - LINE / 2 }];
  });
  const placed = clearOf(
    ends.map(({ words, x, y }) => ({ left: x - textWidth(words), right: x, middle: y, height: LINE })),
    taken,
    margin.top,
    height - margin.bottom,
  );
  // One without a free place is left out: under other words nobody could read either, and its line has its name elsewhere on the page.
  return ends.flatMap((end, i) => {
    const y = placed[i] ?? null;
    return y === null ? [] : [{ ...end, y }];
  });
}
