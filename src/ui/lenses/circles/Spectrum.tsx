/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- keys choose among the buttons below it */
/** A bar up for each frequency's share of the table on the way in, and one down for its share on the way out. */
import { memo, type MouseEvent } from 'react';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { spread, textWidth } from '../../../figures/plot/labels.ts';

/** Where the axis may end: it grows in steps. */
const ENDS = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] as const;
const [LEFT, RIGHT, TOP, BOTTOM] = [38, 6, 36, 24];
/** Widest bar. */
const WIDE = 14;
const MARK = 'M0 -4.5L4.5 0L0 4.5L-4.5 0Z';

const percent = (share: number): string => String(Math.round(100 * share));

/** Frequencies that are named below: as many round numbers as have room, and the first. */
function namedBelow(count: number, step: number): number[] {
  const every = [1, 2, 5, 10, 20, 50].find((size) => size * step >= 30) ?? 100;
  return Array.from({ length: count }, (_, i) => i + 1).filter((k) => k % every === 0 || (k === 1 && (every - 1) * step >= 26));
}

interface Props {
  readonly seen: TokenCircles;
  readonly shown: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** What is said at the line of the even share. */
  readonly even: string;
  readonly onChoose: (frequency: number) => void;
}

export const Spectrum = memo(function Spectrum({ seen: { rows, outputs, keys, circles }, shown, width, height, label, even, onChoose }: Props) {
  const count = circles.length;
  const step = (width - LEFT - RIGHT) / count;
  const middle = TOP + (height - TOP - BOTTOM) * 0.55;
  const most = Math.max(...rows.shares, ...outputs.shares);
  const end = ENDS.find((one) => one >= most) ?? 1;
  const [up, down] = [(middle - TOP) / end, (height - BOTTOM - middle) / end];
  const x = (k: number): number => LEFT + (k - 0.5) * step;
  const wide = Math.min(WIDE, 0.72 * step);
  const isKey = new Set(keys);
  const rises = (k: number): number => up * (rows.shares[k - 1] as number);
  const falls = (k: number): number => down * (outputs.shares[k - 1] as number);
  const all = circles.map(({ frequency }) => frequency);
  const names = spread(
    Array.from(keys, (k) => x(k)),
    24,
    LEFT,
    width,
  );
  const choose = ({ currentTarget, clientX }: MouseEvent<SVGSVGElement>): void => {
    const { left, width: drawn } = currentTarget.getBoundingClientRect();
    const k = Math.ceil((((clientX - left) * width) / drawn - LEFT) / step);
    if (k >= 1 && k <= count) onChoose(k);
  };
  const below = namedBelow(count, step).filter((k) => k === shown || Math.abs(x(k) - x(shown)) > 22);
  return (
    <svg width={width} height={height} className="circles-spectrum" role="img" aria-label={label} onClick={choose}>
      <rect className="circles-chosen" x={x(shown) - step / 2} y={TOP - 4} width={step} height={height - TOP - BOTTOM + 8} />
      {[-1, 1].map((side) => (
        <g key={side}>
          <line
            className="circles-grid"
            x1={LEFT}
            x2={width - RIGHT}
            y1={middle + side * end * (side < 0 ? up : down)}
            y2={middle + side * end * (side < 0 ? up : down)}
          />
          <text className="circles-tick" x={LEFT - 6} y={middle + side * end * (side < 0 ? up : down)} dy="0.35em" textAnchor="end">
            {`${percent(end)} %`}
          </text>
        </g>
      ))}
      {all.map((k) => (
        <g key={k}>
          <rect className={isKey.has(k) ? 'circles-in key' : 'circles-in'} x={x(k) - wide / 2} y={middle - rises(k)} width={wide} height={rises(k)} />
          <rect className={isKey.has(k) ? 'circles-out key' : 'circles-out'} x={x(k) - wide / 2} y={middle} width={wide} height={falls(k)} />
        </g>
      ))}
      <line className="circles-even" x1={LEFT} x2={width - RIGHT} y1={middle - up / count} y2={middle - up / count} />
      <line className="circles-even" x1={LEFT} x2={width - RIGHT} y1={middle + down / count} y2={middle + down / count} />
      <line className="circles-axis" x1={LEFT} x2={width - RIGHT} y1={middle} y2={middle} />
      <text className="circles-tick" x={LEFT - 6} y={middle} dy="0.35em" textAnchor="end">
        0
      </text>
      {Array.from(keys, (k, i) => (
        <g key={k}>
          <path className="circles-mark" d={MARK} transform={`translate(${x(k)} ${middle - rises(k) - 8})`} />
          <text className="circles-name" x={names[i]} y={middle - rises(k) - 18} textAnchor="middle">
            {k}
          </text>
        </g>
      ))}
      {below.map((k) => (
        <text key={k} className="circles-tick" x={x(k)} y={height - 6} textAnchor="middle">
          {k}
        </text>
      ))}
      {!below.includes(shown) && (
        <text className="circles-tick" x={x(shown)} y={height - 6} textAnchor="middle">
          {shown}
        </text>
      )}
      {keys.length === 0 && textWidth(even) < width - LEFT - 20 && (
        <text className="circles-tick" x={width - RIGHT} y={TOP - 12} textAnchor="end">
          {even}
        </text>
      )}
    </svg>
  );
});
