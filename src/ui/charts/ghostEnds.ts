/** Where the names of the runs behind stand, at the ends of their lines: in full in the first chart, by their letters in the others. Pure. */
import type { RunName } from '../bench/useNames.ts';
import type { Frame } from './frame.ts';
import { clearOf, textWidth, type LabelBox } from './labels.ts';

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

/** @param taken what the names keep clear of */
export function ghostEnds(frame: Frame, names: ReadonlyMap<string, RunName>, hero: boolean, taken: readonly LabelBox[]): GhostEnd[] {
  const { width, height, margin } = frame.scene.box;
  const room = width - margin.left - margin.right;
  const ends = frame.ghosts.flatMap(({ id }): GhostEnd[] => {
    const end = lineOf(frame, id)?.points.at(-1);
    const named = names.get(id);
    if (end === undefined || named === undefined) return [];
    const full = `${named.letter} ${named.name}`;
    const words = hero && textWidth(full) < SHARE * room ? full : named.letter;
    // Before the end where the words fit there, else from the edge on.
    return [{ id, words, colour: named.colour, x: Math.max(end.x - 5, margin.left + textWidth(words) + 2), y: end.y - LINE / 2 }];
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
