/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- keys go through the neurons below it, in this order */
/** How many neurons have each frequency: those of it alone, and on top of them the others whose strongest it is. */
import { memo, type MouseEvent } from 'react';
import type { Group } from '../../../engine/looks/neurons/groups.ts';

const [LEFT, RIGHT, TOP, BOTTOM] = [30, 6, 20, 20];
/** Widest bar. */
const WIDE = 14;
/** Bars whose numbers of neurons stand above them. */
const NAMED = 8;

/** Where the axis may end. */
const endOf = (most: number): number => [4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512].find((end) => end >= most) ?? most;

interface Props {
  readonly groups: readonly Group[];
  /** The frequency of the neuron that is shown; 0 where it has none. */
  readonly shown: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly onChoose: (frequency: number) => void;
}

/** Frequencies that are named below: as many round numbers as have room, and the first. */
function namedBelow(count: number, step: number): number[] {
  const every = [1, 2, 5, 10, 20, 50].find((size) => size * step >= 30) ?? 100;
  return Array.from({ length: count }, (_, i) => i + 1).filter((k) => k % every === 0 || (k === 1 && (every - 1) * step >= 26));
}

export const Bars = memo(function Bars({ groups, shown, width, height, label, onChoose }: Props) {
  const count = groups.length;
  const step = (width - LEFT - RIGHT) / count;
  const end = endOf(Math.max(...groups.map(({ all }) => all)));
  const base = height - BOTTOM;
  const unit = (base - TOP) / end;
  const x = (k: number): number => LEFT + (k - 0.5) * step;
  const wide = Math.max(1, Math.min(WIDE, 0.72 * step));
  const largest = groups.filter(({ single }) => single > 0).toSorted((a, b) => b.single - a.single || a.frequency - b.frequency);
  // The largest have their numbers, as far as there is room.
  const named = largest.slice(0, NAMED).filter(({ frequency }, i) => largest.slice(0, i).every((one) => Math.abs(one.frequency - frequency) * step >= 24));
  const below = namedBelow(count, step).filter((k) => shown === 0 || k === shown || Math.abs(x(k) - x(shown)) > 22);
  const choose = ({ currentTarget, clientX }: MouseEvent<SVGSVGElement>): void => {
    const { left, width: drawn } = currentTarget.getBoundingClientRect();
    const k = Math.ceil((((clientX - left) * width) / drawn - LEFT) / step);
    if (k >= 1 && k <= count) onChoose(k);
  };
  return (
    <svg width={width} height={height} className="neurons-bars" role="img" aria-label={label} onClick={choose}>
      {shown > 0 && <rect className="neurons-chosen" x={x(shown) - step / 2} y={TOP - 16} width={step} height={base - TOP + 16} />}
      <line className="neurons-grid" x1={LEFT} x2={width - RIGHT} y1={TOP} y2={TOP} />
      <text className="neurons-tick" x={LEFT - 6} y={TOP} dy="0.35em" textAnchor="end">
        {end}
      </text>
      <text className="neurons-tick" x={LEFT - 6} y={base} dy="0.35em" textAnchor="end">
        0
      </text>
      {groups.map(({ frequency: k, all, single }) => (
        <g key={k}>
          <rect className="neurons-others" x={x(k) - wide / 2 + 0.5} y={base - unit * all} width={Math.max(0.5, wide - 1)} height={unit * (all - single)} />
          <rect className="neurons-single" x={x(k) - wide / 2} y={base - unit * single} width={wide} height={unit * single} />
        </g>
      ))}
      <line className="neurons-axis" x1={LEFT} x2={width - RIGHT} y1={base} y2={base} />
      {named.map(({ frequency: k, all, single }) => (
        <text key={k} className="neurons-name" x={x(k)} y={base - unit * all - 4} textAnchor="middle">
          {single}
        </text>
      ))}
      {below.map((k) => (
        <text key={k} className="neurons-tick" x={x(k)} y={height - 4} textAnchor="middle">
          {k}
        </text>
      ))}
      {shown > 0 && !below.includes(shown) && (
        <text className="neurons-tick" x={x(shown)} y={height - 4} textAnchor="middle">
          {shown}
        </text>
      )}
    </svg>
  );
});
