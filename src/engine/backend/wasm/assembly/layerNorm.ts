/** Layer normalisation of each row and its gradient (Ba et al. 2016). */
import { bytes, clear, madd, splat, total, whole } from './vector';

// @ts-ignore: decorator
@inline
function sumRow(x: usize, n: i32): f32 {
  const end = x + bytes(n);
  const body = x + whole(bytes(n));
  let sum = splat(0);
  for (; x < body; x += 16) sum = f32x4.add(sum, v128.load(x));
  for (; x < end; x += 4) sum = f32x4.add(sum, v128.load32_zero(x));
  return total(sum);
}

/** Σ (x − mean)². */
// @ts-ignore: decorator
@inline
function squaresAround(x: usize, mean: f32, n: i32): f32 {
  const end = x + bytes(n);
  const body = x + whole(bytes(n));
  const centre = splat(mean);
  let sum = splat(0);
  for (; x < body; x += 16) {
    const apart = f32x4.sub(v128.load(x), centre);
    sum = madd(apart, apart, sum);
  }
  let squares = total(sum);
  for (; x < end; x += 4) {
    const apart = f32.load(x) - mean;
    squares += apart * apart;
  }
  return squares;
}

/** y = (x − mean)·scale·gain + bias, stats = (mean, scale = 1/√(variance + epsilon)): x (n,d), stats (n,2). */
export function layerNorm(x: usize, gain: usize, bias: usize, y: usize, stats: usize, n: i32, d: i32, epsilon: f64): void {
  const width = bytes(d);
  for (let row = 0; row < n; row++, x += width, y += width, stats += 8) {
    const mean = sumRow(x, d) / <f32>d;
    const variance = <f64>squaresAround(x, mean, d) / <f64>d;
    const scale = <f32>(1 / sqrt(variance + epsilon));
    f32.store(stats, mean);
    f32.store(stats, scale, 4);
    let j: usize = 0;
    for (; j < whole(width); j += 16) {
      const normalised = f32x4.mul(f32x4.sub(v128.load(x + j), splat(mean)), splat(scale));
      v128.store(y + j, madd(normalised, v128.load(gain + j), v128.load(bias + j)));
    }
    for (; j < width; j += 4) {
      const normalised = f32x4.mul(f32x4.sub(v128.load32_zero(x + j), splat(mean)), splat(scale));
      v128.store32_lane(y + j, madd(normalised, v128.load32_zero(gain + j), v128.load32_zero(bias + j)), 0);
    }
  }
}

/** With x̂ the normalised row and g = dy ⊙ gain: dx = scale·(g − mean(g) − x̂·mean(g ⊙ x̂)), dgain = Σ dy ⊙ x̂, dbias = Σ dy. */
export function layerNormGrad(dy: usize, x: usize, gain: usize, stats: usize, dx: usize, dgain: usize, dbias: usize, n: i32, d: i32): void {
  clear(dgain, d);
  clear(dbias, d);
  const width = bytes(d);
  const body = whole(width);
  for (let row = 0; row < n; row++, dy += width, x += width, dx += width, stats += 8) {
    const mean = v128.load32_splat(stats);
    const scale = v128.load32_splat(stats, 4);
    let sums = splat(0);
    let projections = splat(0);
    let j: usize = 0;
    for (; j < body; j += 16) {
      const gradient = v128.load(dy + j);
      const normalised = f32x4.mul(f32x4.sub(v128.load(x + j), mean), scale);
      const g = f32x4.mul(gradient, v128.load(gain + j));
      sums = f32x4.add(sums, g);
      projections = madd(g, normalised, projections);
      v128.store(dgain + j, madd(gradient, normalised, v128.load(dgain + j)));
      v128.store(dbias + j, f32x4.add(gradient, v128.load(dbias + j)));
    }
    for (; j < width; j += 4) {
      const gradient = v128.load32_zero(dy + j);
      const normalised = f32x4.mul(f32x4.sub(v128.load32_zero(x + j), mean), scale);
      // The lanes beyond the first hold −mean·scale, but their gradient is 0.
      const g = f32x4.mul(gradient, v128.load32_zero(gain + j));
      sums = f32x4.add(sums, g);
      projections = madd(g, normalised, projections);
      v128.store32_lane(dgain + j, madd(gradient, normalised, v128.load32_zero(dgain + j)), 0);
      v128.store32_lane(dbias + j, f32x4.add(gradient, v128.load32_zero(dbias + j)), 0);
    }
    const sum = splat(total(sums) / <f32>d);
    const projected = splat(total(projections) / <f32>d);
    for (j = 0; j < body; j += 16) {
      const normalised = f32x4.mul(f32x4.sub(v128.load(x + j), mean), scale);
      const g = f32x4.mul(v128.load(dy + j), v128.load(gain + j));
      v128.store(dx + j, f32x4.mul(scale, f32x4.sub(f32x4.sub(g, sum), f32x4.mul(normalised, projected))));
    }
    for (; j < width; j += 4) {
      const normalised = f32x4.mul(f32x4.sub(v128.load32_zero(x + j), mean), scale);
      const g = f32x4.mul(v128.load32_zero(dy + j), v128.load32_zero(gain + j));
      v128.store32_lane(dx + j, f32x4.mul(scale, f32x4.sub(f32x4.sub(g, sum), f32x4.mul(normalised, projected))), 0);
    }
  }
}
