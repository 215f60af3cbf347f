/** A drawing in the page's ink, made in a task of its own; its room is there from the start. */
import { memo, useEffect, useState } from 'react';
import type { Drawing } from '../../../engine/tasks/drawing.ts';
import { turns } from '../../parts/turns.ts';

interface DrawnProps {
  readonly name: string;
  /** Remembered by whoever asks: another one is another drawing. */
  readonly draw: () => Drawing;
}

export const Drawn = memo(function Drawn({ name, draw }: DrawnProps) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => turns.ask(() => setDrawing(draw())), [draw]);
  return (
    <span className="drawn" translate="no">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, not fetched */}
      <svg viewBox={(drawing?.box ?? [0, 0, 1, 1]).join(' ')} role="img" aria-label={name}>
        {drawing?.lines.map(({ from, to, broken }) => (
          <path key={[...from, ...to].join()} d={`M${from.join(' ')}L${to.join(' ')}`} strokeDasharray={broken === true ? '4 4' : undefined} />
        ))}
        {drawing?.words.map(({ at: [x, y], text, anchor }) => (
          <text key={[x, y].join()} x={x} y={y} dy="0.36em" textAnchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
    </span>
  );
});
