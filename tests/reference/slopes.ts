/** Slopes and curvature of a function of many numbers by central differences, in float64. */

/** (f(x + h e_i) − f(x − h e_i)) / 2h for every i. */
export function slopesOf(f: (x: Float64Array) => number, x: Float64Array, h = 1e-5): Float64Array {
  return x.map((value, i) => {
    const at = (moved: number): number => f(x.with(i, moved));
    return (at(value + h) - at(value - h)) / (2 * h);
  });
}

/** The largest of the Hessian's eigenvalues by size, by the power method to its end: Hessian times direction is a difference of slopes. */
export function sharpestOf(f: (x: Float64Array) => number, x: Float64Array, rounds: number, start = x.map((_, i) => Math.cos(3 * i + 1))): number {
  let v = start;
  let value = 0;
  for (let round = 0; round < rounds; round++) {
    const length = Math.hypot(...v);
    const unit = v.map((one) => one / length);
    const h = 1e-4;
    const [ahead, behind] = [1, -1].map((sign) =>
      slopesOf(
        f,
        x.map((one, i) => one + sign * h * (unit[i] as number)),
      ),
    ) as [Float64Array, Float64Array];
    v = ahead.map((one, i) => (one - (behind[i] as number)) / (2 * h));
    value = v.reduce((sum, one, i) => sum + one * (unit[i] as number), 0);
  }
  return value;
}
