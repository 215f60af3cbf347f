/** What the spectra say, in words. Pure. */
import { median } from 'd3-array';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';

/** A sentence of the catalogue, with its values. */
interface Said {
  readonly key: 'circles.flat' | 'circles.all' | 'circles.keys';
  readonly values: Readonly<Record<string, number | string>>;
}

/** From here on a circle counts as even. The plane of a wave that is only there by chance has 60 to 90 % of it (docs/figures.md). */
const EVEN = 0.97;

const sum = (shares: Float32Array, keys: Int32Array): number => keys.reduce((total, k) => total + (shares[k - 1] as number), 0);

/** @param strongest of the frequencies */
export function saidOf({ rows, outputs, keys, circles }: TokenCircles, strongest: number, separator: string): Said {
  const middle = median(circles, ({ fit }) => fit) ?? 0;
  // Where neurons are many, each frequency can have some of its own (Gromov 2023).
  if (keys.length === 0 && middle >= EVEN) return { key: 'circles.all', values: { of: circles.length, fit: middle } };
  if (keys.length === 0) return { key: 'circles.flat', values: { k: strongest, share: rows.shares[strongest - 1] as number, even: 1 / circles.length } };
  return {
    key: 'circles.keys',
    values: { count: keys.length, of: circles.length, list: keys.join(separator), rows: sum(rows.shares, keys), outputs: sum(outputs.shares, keys) },
  };
}
