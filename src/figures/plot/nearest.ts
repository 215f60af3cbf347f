/** The evaluated step closest to where one points. */

/** Index of the first of the `length` ascending steps that is at least `step`; `length` where none is. */
export function lowerBound(steps: ArrayLike<number>, length: number, step: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the nearest step as seen on the axis: `position` is its scale. -1 where there are no steps. */
export function nearestIndex(steps: ArrayLike<number>, length: number, step: number, position: (step: number) => number = (s) => s): number {
  if (length === 0) return -1;
  const after = lowerBound(steps, length, step);
  if (after === 0) return 0;
  if (after === length) return length - 1;
  const at = position(step);
  return at - position(steps[after - 1] as number) <= position(steps[after] as number) - at ? after - 1 : after;
}
