/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing of points has no element of its own */
/** Of every neuron the phase that its inputs would make, across, and the phase that it puts out, upwards: equal phases lie on the diagonal. */
import { memo } from 'react';
import { wrapped } from '../../../engine/looks/neurons/clock.ts';

export interface PhasePoint {
  readonly neuron: number;
  /** In turns. */
  readonly expected: number;
  readonly out: number;
}

interface Props {
  readonly points: readonly PhasePoint[];
  readonly shown: number;
  readonly size: number;
  readonly label: string;
}

const [LEFT, BOTTOM, EDGE] = [46, 20, 8];
const TICKS = [-180, 0, 180] as const;

export const Phases = memo(function Phases({ points, shown, size, label }: Props) {
  const side = size - LEFT - EDGE;
  const high = size - BOTTOM - EDGE;
  const x = (turns: number): number => LEFT + (turns + 0.5) * side;
  const y = (turns: number): number => EDGE + (0.5 - turns) * high;
  return (
    <svg width={size} height={size} className="neurons-phases" role="img" aria-label={label}>
      <rect className="neurons-rim" x={LEFT} y={EDGE} width={side} height={high} />
      <path className="neurons-equal" d={`M${x(-0.5)} ${y(-0.5)}L${x(0.5)} ${y(0.5)}`} />
      {TICKS.map((degrees) => (
        <g key={degrees}>
          <text className="neurons-tick" x={LEFT - 5} y={y(degrees / 360)} dy="0.35em" textAnchor="end">
            {`${degrees}°`}
          </text>
          <text className="neurons-tick" x={x(degrees / 360)} y={size - 4} textAnchor={degrees === 180 ? 'end' : 'middle'}>
            {`${degrees}°`}
          </text>
        </g>
      ))}
      {points.map(({ neuron, expected, out }) => (
        <circle key={neuron} className="neurons-point" cx={x(wrapped(expected)).toFixed(2)} cy={y(wrapped(out)).toFixed(2)} r={2.2} />
      ))}
      {points.map(({ neuron, expected, out }) =>
        neuron === shown ? <circle key={neuron} className="neurons-ring" cx={x(wrapped(expected))} cy={y(wrapped(out))} r={6} /> : null,
      )}
    </svg>
  );
});
