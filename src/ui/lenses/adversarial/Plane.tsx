/* oxlint-disable jsx-a11y/prefer-tag-over-role -- it is drawn here */
/** Embeddings of tokens on a plane, and arrows from those of a question to where an attack moved them. */
import { memo } from 'react';
import type { TokenPlane } from '../../../engine/looks/adversarial/question.ts';
import { pathOf } from '../../../figures/markup.ts';
import { namesOf, pointsOf, type Point } from '../circles/layout.ts';

interface Props {
  readonly plane: TokenPlane;
  readonly size: number;
  readonly label: string;
}

/** The head of an arrow that ends at a point. */
function headOf({ x: x0, y: y0 }: Point, { x, y }: Point): string {
  const length = Math.hypot(x - x0, y - y0);
  if (length < 3) return '';
  const [dx, dy] = [(x - x0) / length, (y - y0) / length];
  const [bx, by] = [x - 9 * dx, y - 9 * dy];
  return `M${x} ${y}L${bx - 4.5 * dy} ${by + 4.5 * dx}L${bx + 4.5 * dy} ${by - 4.5 * dx}Z`;
}

export const Plane = memo(function Plane({ plane: { places, order, moved }, size, label }: Props) {
  const n = places.length / 2;
  // Where they were moved to counts for the scale as well.
  const all = Float32Array.from([...places, ...moved.flatMap(({ to }) => to)]);
  const points = pointsOf(
    all,
    Int32Array.from({ length: all.length / 2 }, (_, i) => i),
    size,
  );
  const tokens = points.slice(0, n);
  const ends = points.slice(n);
  const arrows = moved.map(({ token }, i) => ({ token, from: tokens[token] as Point, to: ends[i] as Point, operand: i }));
  const asked = new Set(moved.map(({ token }) => token));
  const [first = 0] = asked;
  const rest = Int32Array.from({ length: n }, (_, token) => token).filter((token) => !asked.has(token));
  const names = namesOf(tokens, Int32Array.from([...asked, ...rest]), size, first);
  return (
    <svg width={size} height={size} className="fool-plane" role="img" aria-label={label}>
      {order.length > 0 && <path className="fool-join" d={`${pathOf(Array.from(order, (token) => tokens[token] as Point))}Z`} />}
      {tokens.map(({ token, x, y }) => (
        <circle key={token} className={asked.has(token) ? 'fool-token asked' : 'fool-token'} cx={x} cy={y} r={asked.has(token) ? 5.5 : 3} />
      ))}
      {names.map(({ token, x, y }) => (
        <text key={token} className={asked.has(token) ? 'fool-number asked' : 'fool-number'} x={x} y={y} dy="0.35em" textAnchor="middle">
          {token}
        </text>
      ))}
      {arrows.map(({ operand, from, to }) => (
        <g key={operand}>
          <path className="fool-arrow" d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
          <path className="fool-head" d={headOf(from, to)} />
        </g>
      ))}
    </svg>
  );
});
