/** What local complexity comes to, in words. Pure. */
import type { ComplexitySeen } from '../../../engine/looks/complexity/question.ts';

interface Said {
  readonly train: number;
  readonly val: number;
  /** In which most neurons switch around training points, from 1 on; null where there is only one layer, or nothing switches. */
  readonly layer: number | null;
  /** Which share of them is in it. */
  readonly share: number;
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export function saidOf({ train, val, layers }: Pick<ComplexitySeen, 'train' | 'val' | 'layers'>): Said {
  const whole = sum(train.means);
  const most = Math.max(...train.means);
  const known = layers > 1 && whole > 0;
  return { train: whole, val: sum(val.means), layer: known ? train.means.indexOf(most) + 1 : null, share: known ? most / whole : 0 };
}
