/** Vertical rules where something happened, with words above the first chart. */
import { memo } from 'react';
import type { Mark } from '../../store/record.ts';
import { markRows, type Frame } from './frame.ts';
import { markersOf, placeMarkers } from './markers.ts';
import { useLanguage } from './useText.ts';

/** Changes closer than this, in pixels, are one marker: a slider that is dragged makes many. */
const NEAR = 14;
const ROW = 17;

export const Markers = memo(function Markers({ frame, marks, words }: { frame: Frame; marks: readonly Mark[]; words: boolean; count: number }) {
  const language = useLanguage();
  const { width, height, margin, compact } = frame.box;
  const right = width - margin.right;
  const position = (step: number): number => Math.min(right, frame.x(step));
  const markers = markersOf(marks, position, NEAR, language);
  // Words may run on into the right gutter: nothing else stands that high.
  const placed = placeMarkers(markers, position, 0, width, markRows(compact));
  return markers.map(({ kind, words: label }, i) => {
    const at = placed[i];
    if (at === undefined) return null;
    const x = Math.round(at.x) + 0.5;
    const row = at.row ?? -1;
    const top = words && row >= 0 ? margin.top - 3 - (row + 1) * ROW + 4 : margin.top;
    return (
      <g key={`${kind}${i}`} className={`marker ${kind}`}>
        <line x1={x} x2={x} y1={top} y2={height - margin.bottom} />
        {words && row >= 0 && (
          <text x={at.side === 'start' ? x + 5 : x - 5} y={margin.top - 7 - row * ROW} textAnchor={at.side}>
            {label}
          </text>
        )}
      </g>
    );
  });
});
