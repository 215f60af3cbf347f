/** Kernels over one parameter tensor at a time, in place. */
import { bytes, madd, splat, whole } from './vector';

/** Σ x² in float64. */
function sumOfSquares(x: usize, n: i32): f64 {
  const end = x + bytes(n);
  const body = x + whole(bytes(n));
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; x < body; x += 16) {
    const a = f64x2.promote_low_f32x4(v128.load64_zero(x));
    const b = f64x2.promote_low_f32x4(v128.load64_zero(x, 8));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const pairs = f64x2.add(low, high);
  let sum = f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
  for (; x < end; x += 4) sum += <f64>f32.load(x) * <f64>f32.load(x);
  return sum;
}

/** to (1) = ‖x‖₂ */
export function norm(x: usize, to: usize, n: i32): void {
  f32.store(to, <f32>sqrt(sumOfSquares(x, n)));
}

/** x ← factor·x */
function scale(x: usize, n: i32, factor: f64): void {
  const end = x + bytes(n);
  const body = x + whole(bytes(n));
  // The factor in two parts: as exact as scaling in float64.
  const head = splat(<f32>factor);
  const rest = splat(<f32>(factor - <f64>(<f32>factor)));
  for (; x < body; x += 16) {
    const value = v128.load(x);
    v128.store(x, madd(value, rest, f32x4.mul(value, head)));
  }
  for (; x < end; x += 4) f32.store(x, <f32>(<f64>f32.load(x) * factor));
}

/** Squares counted so far. The projection goes through a model tensor by tensor, twice, and asks nothing of the host in between. */
let squares: f64 = 0;

export function clearSquares(): void {
  squares = 0;
}

export function countSquares(x: usize, n: i32): void {
  squares += sumOfSquares(x, n);
}

/** x ← x·length/√(the squares counted); a model of zeros stays as it is. */
export function project(x: usize, n: i32, length: f64): void {
  if (squares != 0) scale(x, n, length / sqrt(squares));
}

// @ts-ignore: decorator
@inline
function adamWStep(p: v128, m: v128, v: v128, scalars: usize): v128 {
  const rate = v128.load32_splat(scalars);
  const keep = v128.load32_splat(scalars, 4);
  const epsilon = v128.load32_splat(scalars, 24);
  const c1 = v128.load32_splat(scalars, 28);
  const c2 = v128.load32_splat(scalars, 32);
  const update = f32x4.div(f32x4.mul(f32x4.mul(rate, c1), m), f32x4.add(f32x4.sqrt(f32x4.mul(v, c2)), epsilon));
  return f32x4.sub(f32x4.mul(p, keep), update);
}

/** m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², p ← p·keep − rate·(m·c1)/(√(v·c2) + ε). scalars (9): see GrokAdamW. */
export function adamW(p: usize, g: usize, m: usize, v: usize, n: i32, scalars: usize): void {
  const beta1 = v128.load32_splat(scalars, 8);
  const rest1 = v128.load32_splat(scalars, 12);
  const beta2 = v128.load32_splat(scalars, 16);
  const rest2 = v128.load32_splat(scalars, 20);
  const end = p + bytes(n);
  const body = p + whole(bytes(n));
  for (; p < body; p += 16, g += 16, m += 16, v += 16) {
    const gradient = v128.load(g);
    const first = madd(beta1, v128.load(m), f32x4.mul(rest1, gradient));
    const second = madd(beta2, v128.load(v), f32x4.mul(f32x4.mul(rest2, gradient), gradient));
    v128.store(m, first);
    v128.store(v, second);
    v128.store(p, adamWStep(v128.load(p), first, second, scalars));
  }
  for (; p < end; p += 4, g += 4, m += 4, v += 4) {
    const gradient = v128.load32_zero(g);
    const first = madd(beta1, v128.load32_zero(m), f32x4.mul(rest1, gradient));
    const second = madd(beta2, v128.load32_zero(v), f32x4.mul(f32x4.mul(rest2, gradient), gradient));
    v128.store32_lane(m, first, 0);
    v128.store32_lane(v, second, 0);
    v128.store32_lane(p, adamWStep(v128.load32_zero(p), first, second, scalars), 0);
  }
}

/** u ← μu + g, p ← p·keep − rate·u. scalars (3) = rate, keep, μ. */
export function sgd(p: usize, g: usize, u: usize, n: i32, scalars: usize): void {
  const rate = v128.load32_splat(scalars);
  const keep = v128.load32_splat(scalars, 4);
  const momentum = v128.load32_splat(scalars, 8);
  const end = p + bytes(n);
  const body = p + whole(bytes(n));
  for (; p < body; p += 16, g += 16, u += 16) {
    const velocity = madd(momentum, v128.load(u), v128.load(g));
    v128.store(u, velocity);
    v128.store(p, f32x4.sub(f32x4.mul(v128.load(p), keep), f32x4.mul(rate, velocity)));
  }
  for (; p < end; p += 4, g += 4, u += 4) {
    const velocity = madd(momentum, v128.load32_zero(u), v128.load32_zero(g));
    v128.store32_lane(u, velocity, 0);
    v128.store32_lane(p, f32x4.sub(f32x4.mul(v128.load32_zero(p), keep), f32x4.mul(rate, velocity)), 0);
  }
}
