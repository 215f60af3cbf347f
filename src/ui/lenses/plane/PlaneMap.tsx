/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a map: role «application», moved by keys */
/** The plane: areas of one answer, tokens and how they are joined, and a pair with the place of its sum. */
import { memo, useId, type PointerEvent } from 'react';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';
import { pathOf } from '../../../figures/markup.ts';
import { namesOf, nearest, type Point } from '../circles/layout.ts';
import { CELL, SHAPES } from '../parts/cellShapes.ts';
import { pointing } from '../parts/pointing.ts';
import { areaNamesOf, joinedOf, middleOf, outlineOf, sumsOf, tokensOf, type Sum } from './places.ts';
import { questionOf, type Join, type Sums } from './view.ts';

/** How near the pointer has to be. */
const REACH = 22;
/** Side of a sum's sign. */
const SIGN = 9;

interface Props {
  readonly seen: PlaneShown;
  readonly size: number;
  readonly pair: readonly [number, number];
  readonly join: Join;
  readonly sums: Sums;
  readonly label: string;
  readonly describedBy?: string;
  /** An answer by its place among the answers, and a token. */
  readonly write: (answer: number) => string;
  readonly call: (token: number) => string;
  /** @param stays whether it was pressed, and not only passed. */
  readonly onPoint: (token: number | null, stays: boolean) => void;
  readonly onPair: (pair: readonly [number, number]) => void;
}

const hueOf = (i: number, of: number): number => Math.round((360 * i) / of + 20) % 360;
const verdictOf = ({ isTold, isRight }: Sum) => (isTold ? (isRight ? 'toldRight' : 'toldWrong') : isRight ? 'newRight' : 'newSure');

/** Where the arrow keys lead; null for another key. */
function pairAfter(key: string, [a, b]: readonly [number, number], count: number): readonly [number, number] | null {
  const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return move === undefined ? null : [(a + move[0] + count) % count, (b + move[1] + count) % count];
}

function Areas({ seen, size }: Pick<Props, 'seen' | 'size'>) {
  const { areas, answers } = seen;
  return (
    <>
      {areas.map((area) => (
        <path
          key={area.answer}
          className="plane-area"
          d={outlineOf(area, size)}
          style={{ fill: `oklch(var(--area-l-${area.answer % 2}) var(--area-c) ${hueOf(area.answer, answers.length)}deg)` }}
        />
      ))}
    </>
  );
}

/** Sums with one answer, each with the line between its tokens; or all of them, without. */
function Signs({ sums, points, lines }: { readonly sums: readonly Sum[]; readonly points: readonly Point[]; readonly lines: boolean }) {
  return (
    <>
      {lines && sums.map(({ question, tokens }) => <path key={question} className="plane-same" d={pathOf(tokens.map((token) => points[token] as Point))} />)}
      {sums.map((sum) => {
        const { path, colour } = SHAPES[verdictOf(sum)];
        return (
          <g key={sum.question} transform={`translate(${(sum.x - SIGN / 2).toFixed(1)} ${(sum.y - SIGN / 2).toFixed(1)}) scale(${SIGN / CELL})`}>
            <path className="plane-sign" d={path} style={{ fill: `var(--${colour})` }} />
          </g>
        );
      })}
    </>
  );
}

export const PlaneMap = memo(function PlaneMap({ seen, size, pair, join, sums, label, describedBy, write, call, onPoint, onPair }: Props) {
  const id = useId();
  const points = tokensOf(seen, size);
  const count = points.length;
  const order = joinedOf(seen, join);
  const joined = Array.from(order, (token) => points[token] as Point);
  const every = order.length > 0 ? order : Int32Array.from(points, ({ token }) => token);
  const [a, b] = pair.map((token) => points[token] as Point) as [Point, Point];
  const middle = middleOf(a, b);
  const question = questionOf(seen, pair);
  const answer = question < 0 ? null : (seen.right[question] as number);
  const shown = sums === 'none' || !seen.summed || (sums === 'same' && answer === null) ? [] : sumsOf(seen, points, sums === 'all' ? null : answer);
  const radius = count > 60 ? 3.25 : 5;
  const at = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): number | null => {
    const { left, top, width } = currentTarget.getBoundingClientRect();
    const scale = size / width;
    return nearest(points, (clientX - left) * scale, (clientY - top) * scale, REACH)?.token ?? null;
  };
  const onKey = (key: string): boolean => {
    const next = pairAfter(key, pair, count);
    if (next !== null) onPair(next);
    return next !== null;
  };
  return (
    <svg
      width={size}
      height={size}
      className="plane-map"
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby={describedBy}
      {...pointing<SVGSVGElement>({ at, onPoint, onKey })}
    >
      <defs>
        <clipPath id={`${id}window`}>
          <rect x="0" y="0" width={size} height={size} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${id}window)`}>
        <Areas seen={seen} size={size} />
      </g>
      {areaNamesOf(seen, size, points, (i) => `= ${write(i)}`).map(({ answer: one, x, y }) => (
        <text key={`${x} ${y}`} className="plane-answer" x={x} y={y} dy="0.35em" textAnchor="middle">
          {`= ${write(one)}`}
        </text>
      ))}
      {joined.length > 1 && <path className="plane-join" d={`${pathOf(joined)}${join === 'wave' && seen.frequency !== null ? 'Z' : ''}`} />}
      <Signs sums={shown} points={points} lines={sums === 'same'} />
      <path className="plane-pair" d={pathOf([a, b])} />
      {points.map(({ token, x, y }) => (
        <circle
          key={token}
          cx={x}
          cy={y}
          r={pair.includes(token) ? radius + 3 : radius}
          className={pair.includes(token) ? 'plane-token chosen' : 'plane-token'}
          style={{ fill: `oklch(var(--token-l) var(--token-c) ${hueOf(token, count)}deg)` }}
        />
      ))}
      {seen.summed && <path className="plane-place" d="M-6 0H6M0 -6V6" transform={`translate(${middle.x.toFixed(1)} ${middle.y.toFixed(1)})`} />}
      {namesOf(points, every, size, pair[0]).map(({ token, x, y }) => (
        <text key={token} className={pair.includes(token) ? 'plane-number chosen' : 'plane-number'} x={x} y={y} dy="0.35em" textAnchor="middle">
          {call(token)}
        </text>
      ))}
    </svg>
  );
});
