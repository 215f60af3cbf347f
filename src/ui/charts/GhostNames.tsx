/**
 * The names of the runs behind, at the ends of their lines: in full in the first chart, by their letters in the others. They keep clear of the
 * front run's values and of the names of its phases, which move with every beat.
 */
import { memo, useSyncExternalStore } from 'react';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { RunName } from '../bench/useNames.ts';
import { useLanguage } from '../i18n/useText.ts';
import { bandsOf } from './bands.ts';
import { boxOfLabel, endLabels } from './endLabels.ts';
import type { Frame } from './frame.ts';
import { clearOf, textWidth } from './labels.ts';
import type { Stage } from './stage.ts';

const LINE = 14;
/** A name that would take more of the plot than this gives way to its letter. */
const SHARE = 0.5;

interface Props {
  readonly spec: ChartSpec;
  readonly frame: Frame;
  readonly stage: Stage;
  readonly names: ReadonlyMap<string, RunName>;
  readonly hero: boolean;
}

/** A run's line that is named: of validation, where there is one. */
function lineOf(frame: Frame, run: string): Frame['ghostLines'][number] | undefined {
  const lines = frame.ghostLines.filter((line) => line.run === run && line.points.length > 0);
  return lines[1] ?? lines[0];
}

export const GhostNames = memo(function GhostNames({ spec, frame, stage, names, hero }: Props) {
  useSyncExternalStore(stage.beat.subscribe, stage.beat.get);
  const cursor = useSyncExternalStore(stage.cursor.subscribe, stage.cursor.get);
  const language = useLanguage();
  const { width, height, margin } = frame.scene.box;
  const room = width - margin.left - margin.right;
  const ends = frame.ghosts.flatMap(({ id }) => {
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
    [...endLabels(spec, frame, cursor, language).map(boxOfLabel), ...bandsOf(stage.phases(), frame.scene, language).flatMap(({ upright }) => upright ?? [])],
    margin.top,
    height - margin.bottom,
  );
  // One without a free place is left out: under other words nobody could read either, and its line has its name elsewhere on the page.
  const shown = ends.flatMap((end, i) => {
    const y = placed[i] ?? null;
    return y === null ? [] : [{ ...end, y }];
  });
  return shown.map(({ id, words, colour, x, y }) => (
    <text key={id} className="ghost-name" style={{ fill: colour }} x={x} y={y} dy="0.35em" textAnchor="end">
      {words}
    </text>
  ));
});
