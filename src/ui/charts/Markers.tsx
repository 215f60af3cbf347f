/** Vertical rules where something happened, with words above the first chart. */
import { memo } from 'react';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Mark } from '../../engine/run/record.ts';
import { MARK_ROW, type Scene } from '../../figures/plot/scene.ts';
import { textWidth } from '../../figures/plot/labels.ts';
import { markersOf, placeMarkers } from '../../figures/plot/markers.ts';
import { useLanguage } from '../i18n/useText.ts';
import { Upright } from './Upright.tsx';

/** Changes closer than this, in pixels, are one marker: a slider that is dragged makes many. */
const NEAR = 14;

interface Props {
  readonly scene: Scene;
  readonly marks: readonly Mark[];
  /** Of the run whose marks they are. */
  readonly config: RunConfig;
  readonly words: boolean;
  /** Rises with every mark: the list itself stays the same. */
  readonly count: number;
}

export const Markers = memo(function Markers({ scene, marks, config, words }: Props) {
  const language = useLanguage();
  const { width, height, margin, ribbon, markRows } = scene.box;
  const foot = margin.top - ribbon;
  const room = height - margin.top - margin.bottom - 8;
  const right = width - margin.right;
  const position = (step: number): number => Math.min(right, scene.x(step));
  const markers = markersOf(marks, config, position, NEAR, language);
  // Words may run on into the right gutter: nothing else stands that high.
  const placed = placeMarkers(markers, position, 0, width, markRows);
  return markers.map(({ kind, step, words: label, short }, i) => {
    const at = placed[i];
    if (at === undefined) return null;
    const x = Math.round(at.x) + 0.5;
    const row = at.row ?? -1;
    const top = words && row >= 0 ? foot - 4 - (row + 1) * MARK_ROW : foot;
    return (
      <g key={`${kind} ${step}`} className={`marker ${kind}`}>
        <line x1={x} x2={x} y1={top} y2={height - margin.bottom} />
        {words && row >= 0 && (
          <text x={at.side === 'start' ? x + 5 : x - 5} y={foot - 9 - row * MARK_ROW} textAnchor={at.side}>
            {at.words}
          </text>
        )}
        {words && row < 0 && (
          <Upright x={at.side === 'start' ? x + 9 : x - 9} y={height - margin.bottom - 6} anchor="end">
            {textWidth(label) <= room ? label : short}
          </Upright>
        )}
      </g>
    );
  });
});
