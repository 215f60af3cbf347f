/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing of bars has no element of its own */
/** Of a head's output: which share of its variance each frequency has alone. */
import { memo } from 'react';
import { outstanding } from './sentence.ts';

const ENDS = [0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1] as const;
const [LEFT, RIGHT, TOP, BOTTOM] = [38, 6, 30, 20];
const WIDE = 14;
const MARK = 'M0 -4.5L4.5 0L0 4.5L-4.5 0Z';

interface Props {
  readonly shares: Float32Array;
  readonly threshold: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/** Frequencies that are named below: as many round numbers as have room, and the first. */
function namedBelow(count: number, step: number): number[] {
  const every = [1, 2, 5, 10, 20, 50].find((size) => size * step >= 30) ?? 100;
  return Array.from({ length: count }, (_, i) => i + 1).filter((k) => k % every === 0 || (k === 1 && (every - 1) * step >= 26));
}

export const Outputs = memo(function Outputs({ shares, threshold, width, height, label }: Props) {
  const count = shares.length;
  const step = (width - LEFT - RIGHT) / count;
  const end = ENDS.find((one) => one >= Math.max(...shares)) ?? 1;
  const base = height - BOTTOM;
  const unit = (base - TOP) / end;
  const x = (k: number): number => LEFT + (k - 0.5) * step;
  const wide = Math.max(1, Math.min(WIDE, 0.72 * step));
  const keys = new Set(outstanding({ shares }, threshold));
  return (
    <svg width={width} height={height} className="attention-outputs" role="img" aria-label={label}>
      <line className="attention-grid" x1={LEFT} x2={width - RIGHT} y1={TOP} y2={TOP} />
      <text className="attention-tick" x={LEFT - 6} y={TOP} dy="0.35em" textAnchor="end">
        {`${Math.round(100 * end)} %`}
      </text>
      <text className="attention-tick" x={LEFT - 6} y={base} dy="0.35em" textAnchor="end">
        0
      </text>
      {Array.from(shares, (share, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a bar is its frequency
        <rect
          key={i}
          className={keys.has(i + 1) ? 'attention-bar key' : 'attention-bar'}
          x={x(i + 1) - wide / 2}
          y={base - unit * share}
          width={wide}
          height={unit * share}
        />
      ))}
      {threshold < end && <line className="attention-threshold" x1={LEFT} x2={width - RIGHT} y1={base - unit * threshold} y2={base - unit * threshold} />}
      <line className="attention-axis" x1={LEFT} x2={width - RIGHT} y1={base} y2={base} />
      {[...keys].map((k) => (
        <g key={k}>
          <path className="attention-mark" d={MARK} transform={`translate(${x(k)} ${base - unit * (shares[k - 1] as number) - 8})`} />
          <text className="attention-name" x={x(k)} y={base - unit * (shares[k - 1] as number) - 16} textAnchor="middle">
            {k}
          </text>
        </g>
      ))}
      {namedBelow(count, step).map((k) => (
        <text key={k} className="attention-tick" x={x(k)} y={height - 4} textAnchor="middle">
          {k}
        </text>
      ))}
    </svg>
  );
});
