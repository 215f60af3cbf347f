/**
 * Where the names of the runs behind, and of medians, stand: at the ends of their lines, or where others stand there, a little before; in full in the
 * first chart, by their letters in the others. Pure.
 */
import { text, type Language } from '../../engine/text.ts';
import type { RunName } from './runName.ts';
import { banded, type Frame } from './frame.ts';
import { besideLines, textWidth, type LabelBox } from './labels.ts';

const MEDIAN = text('median', '中央値');
const LINE = 14;
/** A name that would take more of the plot than this gives way to its letter. */
const SHARE = 0.5;
/** How far from its line a name may stand, up or down, and how far apart the places along the line are that are tried for it, in pixels. */
const [REACH, APART] = [18, 12];

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
  /** Its line, in pixels. */
  readonly line: readonly Point[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Medians first: there are fewer of them, and they say more. Their letters name the runs that they are of. */
function endsOf(frame: Frame, names: ReadonlyMap<string, RunName>, language: Language): End[] {
  const medians = frame.groups.flatMap((records, group): End[] => {
    const lines = frame.quartileLines.filter((line) => line.group === group);
    const members = records.map(({ id }) => names.get(id)).filter((named) => named !== undefined);
    const letters = members.map(({ letter }) => letter).join('');
    return [{ id: `median ${letters}`, letters, name: MEDIAN[language], colour: members[0]?.colour ?? '', line: (lines[1] ?? lines[0])?.middle ?? [] }];
  });
  const inBand = banded(frame);
  const behind = frame.ghosts.flatMap(({ id }): End[] => {
    const named = names.get(id);
    if (named === undefined || inBand.has(id)) return [];
    return [{ id, letters: named.letter, name: named.name, colour: named.colour, line: lineOf(frame, id)?.points ?? [] }];
  });
  return [...medians, ...behind];
}

/** The height of a line at a place, and at its beginning before that. */
function heightAt(line: readonly Point[], x: number): number {
  const after = line.findIndex((point) => point.x >= x);
  const b = line[after < 0 ? line.length - 1 : after] as Point;
  const a = after > 0 ? (line[after - 1] as Point) : b;
  return b.x === a.x ? b.y : a.y + (b.y - a.y) * Math.min(1, Math.max(0, (x - a.x) / (b.x - a.x)));
}

/** Along a line from its end on: before the end where the words fit there, else from the plot's edge on. */
function placesAlong(line: readonly Point[], width: number, edge: number): LabelBox[] {
  const end = line.at(-1) as Point;
  const first = Math.max(end.x - 5, edge + width);
  return Array.from({ length: Math.max(1, Math.floor((first - edge - width) / APART) + 1) }, (_, k): LabelBox => {
    const right = first - k * APART;
    return { left: right - width, right, middle: heightAt(line, right) - LINE / 2, height: LINE };
  });
}

/** @param taken what the names keep clear of */
export function ghostEnds(frame: Frame, names: ReadonlyMap<string, RunName>, hero: boolean, taken: readonly LabelBox[], language: Language): GhostEnd[] {
  const { width, height, margin } = frame.scene.box;
  const room = width - margin.left - margin.right;
  const labels = endsOf(frame, names, language)
    .filter(({ line }) => line.length > 0)
    .map(({ id, letters, name, colour, line }) => {
      const full = `${letters} ${name}`;
      // A name that has no place gives way to its letter.
      const wordings = hero && textWidth(full) < SHARE * room ? [full, letters] : [letters];
      const places = wordings.flatMap((words) => placesAlong(line, textWidth(words), margin.left + 2).map((box) => ({ words, box })));
      return { id, colour, places };
    });
  const placed = besideLines(
    labels.map(({ places }) => places.map(({ box }) => box)),
    taken,
    { low: margin.top, high: height - margin.bottom, reach: REACH },
  );
  // One without a free place is left out: under other words nobody could read either, and its line has its name elsewhere on the page.
  return labels.flatMap(({ id, colour, places }, i): GhostEnd[] => {
    const found = placed[i] ?? null;
    const place = found === null ? undefined : places[found.at];
    return found === null || place === undefined ? [] : [{ id, words: place.words, colour, x: place.box.right, y: found.middle }];
  });
}
