/* oxlint-disable jsx-a11y/prefer-tag-over-role -- it is drawn here */
/** Lines of equal loss, the path, and the three moments that span the plane. */
import { memo } from 'react';
import type { LossPlaneShown } from '../../../engine/looks/lossPlane/question.ts';
import type { Isoline } from '../landscape/isolines.ts';
import { pathOf } from '../../../figures/markup.ts';
import { isolinePath, placesIn, type PathPoint } from './plot.ts';

interface Props {
  readonly seen: LossPlaneShown;
  readonly isolines: readonly Isoline[];
  readonly path: readonly PathPoint[];
  /** Of the three moments. */
  readonly names: readonly [string, string, string];
  /** The point of the path that is read; −1: none. */
  readonly at: number;
  readonly size: number;
  readonly label: string;
}

/** Signs of the three, so that no colour is needed: a square, a triangle, a disc. */
const SIGNS = ['M-5 -5h10v10h-10z', 'M0 -7l6.5 11.5h-13z', 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z'] as const;

export const Overlay = memo(function Overlay({ seen, isolines, path, names, at, size, label }: Props) {
  const { grid, window, corners } = seen;
  const place = placesIn(window, grid, size);
  const points = path.map(({ x, y }) => place(x, y));
  const here = points[at];
  return (
    <svg width={size} height={size} className="path-overlay" role="img" aria-label={label}>
      {isolines.map((line) => (
        <path key={line.level} className="path-isoline" d={isolinePath(line, grid, size)} />
      ))}
      {points.length > 1 && (
        <>
          <path className="path-edge" d={pathOf(points)} />
          <path className="path-way" d={pathOf(points)} />
        </>
      )}
      {points.map(({ x, y }, i) => (
        <circle key={path[i]?.step} className="path-dot" cx={x} cy={y} r="2" />
      ))}
      {corners.map(([cx, cy], i) => {
        const { x, y } = place(cx, cy);
        const isRight = x > size * 0.62;
        return (
          <g key={names[i]} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            <path className="path-corner" d={SIGNS[i]} />
            <text className="path-name" x={isRight ? -10 : 10} y={y < 20 ? 14 : -8} textAnchor={isRight ? 'end' : 'start'}>
              {names[i]}
            </text>
          </g>
        );
      })}
      {here !== undefined && <circle className="path-here" cx={here.x} cy={here.y} r="7" />}
    </svg>
  );
});
