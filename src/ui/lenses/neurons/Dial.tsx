/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing of lines has no element of its own */
/** One neuron's weights as the hands of a clock: angle by phase from the right on and upwards, length by amplitude. */
import { memo } from 'react';

export interface Hand {
  readonly kind: 'a' | 'b' | 'out' | 'expected';
  /** In turns. */
  readonly phase: number;
  /** Of the whole radius. */
  readonly length: number;
}

interface Props {
  readonly hands: readonly Hand[];
  readonly size: number;
  readonly label: string;
}

/** What stands at the end of each hand. */
export const HEADS = { a: 'M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z', b: 'M0 -5.5L5 4L-5 4Z', out: 'M-4.5 -4.5H4.5V4.5H-4.5Z', expected: '' } as const;

export const Dial = memo(function Dial({ hands, size, label }: Props) {
  const [middle, radius] = [size / 2, size / 2 - 10];
  return (
    <svg width={size} height={size} className="neurons-dial" role="img" aria-label={label}>
      <circle className="neurons-rim" cx={middle} cy={middle} r={radius} />
      {Array.from({ length: 12 }, (_, hour) => (
        <path
          key={hour}
          className="neurons-rim"
          d={`M${middle + radius} ${middle}h${hour % 3 === 0 ? -7 : -4}`}
          transform={`rotate(${30 * hour} ${middle} ${middle})`}
        />
      ))}
      {hands.map(({ kind, phase, length }) => {
        const angle = 2 * Math.PI * phase;
        const [x, y] = [middle + length * radius * Math.cos(angle), middle - length * radius * Math.sin(angle)];
        return (
          <g key={kind} className={`neurons-hand ${kind}`}>
            <path d={`M${middle} ${middle}L${x.toFixed(2)} ${y.toFixed(2)}`} />
            {HEADS[kind] !== '' && <path className="neurons-tip" d={HEADS[kind]} transform={`translate(${x.toFixed(2)} ${y.toFixed(2)})`} />}
          </g>
        );
      })}
    </svg>
  );
});
