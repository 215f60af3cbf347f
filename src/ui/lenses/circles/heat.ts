/** Spectra against step as a picture: a row for each frequency, a column for each pixel of the step axis. Pure. */

import type { SpectrumSeen, TABLES } from '../../../engine/looks/circles/history.ts';

/** By step: (⌊n/2⌋) each; see Spectrum.shares. */
export type Spectra = ReadonlyMap<number, Float32Array>;

/** Those of one table, over one operation. */
export const spectraOf = (seen: ReadonlyMap<number, SpectrumSeen>, under: SpectrumSeen['under'], table: (typeof TABLES)[number]): Spectra =>
  new Map([...seen].flatMap(([step, one]) => (one.under === under ? [[step, one[table]] as const] : [])));

/** Where a step stands on the axis, 0 … 1: logarithmic, with step 0. */
export const placeOf = (step: number, last: number): number => (last <= 0 ? 0 : Math.log1p(step) / Math.log1p(last));

/** Kept steps that have a spectrum of so many frequencies, ascending. */
export function stepsOf(spectra: Spectra, frequencies: number): number[] {
  return [...spectra.entries()].flatMap(([step, shares]) => (shares.length === frequencies ? [step] : [])).toSorted((a, b) => a - b);
}

/** Of each column, which of the steps is shown there: the last that is not after it; −1 where none is. */
export function columnsOf(steps: readonly number[], last: number, columns: number): Int32Array {
  const shown = new Int32Array(columns).fill(-1);
  let at = -1;
  for (let column = 0; column < columns; column++) {
    // A column shows what is kept anywhere in it.
    while (at + 1 < steps.length && placeOf(steps[at + 1] as number, last) <= (column + 1) / columns) at++;
    shown[column] = at;
  }
  return shown;
}

/** The largest share there is, and no less than twice an even one: an even spectrum stays pale. */
export const mostOf = (spectra: readonly Float32Array[], frequencies: number): number =>
  spectra.reduce((most, shares) => shares.reduce((largest, share) => Math.max(largest, share), most), 2 / frequencies);

/** (frequencies, columns) levels, 0 … 255, from no share to the largest, `most`; the largest frequency in the first row. */
export function heatOf(spectra: Spectra, frequencies: number, last: number, columns: number): { readonly levels: Uint8Array; readonly most: number } {
  const steps = stepsOf(spectra, frequencies);
  const all = steps.map((step) => spectra.get(step) as Float32Array);
  const most = mostOf(all, frequencies);
  const levels = new Uint8Array(frequencies * columns);
  columnsOf(steps, last, columns).forEach((at, column) => {
    const shares = all[at];
    if (shares === undefined) return;
    for (let k = 1; k <= frequencies; k++) {
      levels[(frequencies - k) * columns + column] = Math.round((255 * (shares[k - 1] as number)) / most);
    }
  });
  return { levels, most };
}
