/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions -- pointing only brings a number out that the list of names has */
/** Tokens as points of a plane, joined in an order, each in a hue of its own and with its number where there is room. */
import { memo, type PointerEvent } from 'react';
import { pathOf } from '../../../figures/markup.ts';
import { namesOf, nearest, pointsOf, type Point } from './layout.ts';

/** How near the pointer has to be. */
const REACH = 18;

interface Props {
  /** (n, 2) */
  readonly places: Float32Array;
  readonly tokens: Int32Array;
  /** (n): in which they are joined. */
  readonly order: Int32Array;
  /** Hues go round once. */
  readonly p: number;
  readonly size: number;
  readonly label: string;
  /** Whether all that have room are named, or only the one that is pointed at. */
  readonly named: boolean;
  readonly pointed: number | null;
  readonly onPoint: (token: number | null) => void;
}

const hueOf = (token: number, p: number): string => `oklch(var(--token-l) var(--token-c) ${Math.round((360 * token) / p + 20)}deg)`;

export const Tokens = memo(function Tokens({ places, tokens, order, p, size, label, named, pointed, onPoint }: Props) {
  const points = pointsOf(places, tokens, size);
  const joined = Array.from(order, (e) => points[e] as Point);
  const names = namesOf(points, named ? order : order.subarray(0, 0), size, pointed);
  const radius = tokens.length > 60 ? 3.25 : 4.5;
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): void => {
    const { left, top, width } = currentTarget.getBoundingClientRect();
    const scale = size / width;
    onPoint(nearest(points, (clientX - left) * scale, (clientY - top) * scale, REACH)?.token ?? null);
  };
  return (
    <svg
      width={size}
      height={size}
      className="circles-tokens"
      role="img"
      aria-label={label}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => onPoint(null)}
    >
      <path className="circles-cross" d={`M${size / 2 - 5} ${size / 2}h10M${size / 2} ${size / 2 - 5}v10`} />
      <path className="circles-join" d={`${pathOf(joined)}Z`} />
      {points.map(({ token, x, y }) => (
        <circle key={token} cx={x} cy={y} r={token === pointed ? radius + 2.5 : radius} className="circles-token" style={{ fill: hueOf(token, p) }} />
      ))}
      {names.map(({ token, x, y }) => (
        <text key={token} className={token === pointed ? 'circles-number pointed' : 'circles-number'} x={x} y={y} dy="0.35em" textAnchor="middle">
          {token}
        </text>
      ))}
    </svg>
  );
});
