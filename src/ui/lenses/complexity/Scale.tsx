/** Which shade is how many neurons. */
import type { Ramp } from '../pairs/ramp.ts';
import { levelOf, scaleOf } from './view.ts';

interface Props {
  readonly most: number;
  readonly ramp: Ramp;
  readonly words: string;
}

export function Scale({ most, ramp, words }: Props) {
  const colour = (value: number): string => `rgb(${[0, 1, 2].map((c) => ramp[3 * levelOf(value, most) + c]).join(' ')})`;
  return (
    <p className="folds-scale">
      {scaleOf(most).map((value) => (
        <span key={value}>
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" style={{ fill: colour(value) }} />
          </svg>
          <span>{String(value)}</span>
        </span>
      ))}
      <span>{words}</span>
    </p>
  );
}
