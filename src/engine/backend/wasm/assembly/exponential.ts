/**
 * Exponential functions of four numbers at once, after Cephes' expf.c and tanhf.c (S. Moshier), within 2 ulp; NaN stays NaN.
 * Below e^−87 they are 0 instead of subnormal, which is slow on some processors.
 */
import { madd, splat } from './vector';

const LEAST: f32 = -87;
const MOST: f32 = 88;
/** Added to a small number, it leaves its nearest integer in the lowest bits. */
const ROUNDER: f32 = 12582912;

/** e^x for x up to 88; larger ones count as 88. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // The pseudo-minimum is one instruction, and gives back a NaN that stands first.
  const limited = f32x4.pmin(x, splat(MOST));
  const shifted = madd(limited, splat(1.44269504088896341), splat(ROUNDER));
  const n = f32x4.sub(shifted, splat(ROUNDER));
  // ln 2 in two parts, the first exact in few bits, so that the remainder is exact with and without fusing.
  let r = madd(n, splat(-0.693359375), limited);
  r = madd(n, splat(2.12194440e-4), r);
  let p = madd(splat(1.9875691500e-4), r, splat(1.3981999507e-3));
  p = madd(p, r, splat(8.3334519073e-3));
  p = madd(p, r, splat(4.1665795894e-2));
  p = madd(p, r, splat(1.6666665459e-1));
  p = madd(p, r, splat(5.0000001201e-1));
  p = madd(p, f32x4.mul(r, r), r);
  p = f32x4.add(p, splat(1));
  const power = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, power), f32x4.lt(x, splat(LEAST)));
}

// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = madd(splat(-5.70498872745e-3), square, splat(2.06390887954e-2));
  p = madd(p, square, splat(-5.37397155531e-2));
  p = madd(p, square, splat(1.33314422036e-1));
  p = madd(p, square, splat(-3.33332819422e-1));
  const small = madd(f32x4.mul(p, square), x, x);
  const large = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(exp(f32x4.add(size, size)), splat(1))));
  const signed = v128.bitselect(x, large, i32x4.splat(0x80000000));
  return v128.bitselect(small, signed, f32x4.lt(size, splat(0.625)));
}

/** 1 − tanh² x = 4e/(1+e)² with e = exp(−2|x|): no cancellation. */
// @ts-ignore: decorator
@inline
export function tanhGrad(x: v128): v128 {
  const e = exp(f32x4.mul(f32x4.abs(x), splat(-2)));
  const sum = f32x4.add(e, splat(1));
  return f32x4.div(f32x4.mul(e, splat(4)), f32x4.mul(sum, sum));
}

const LN2: f64 = 0.6931471805599453;
const SQRT2: f64 = 1.4142135623730951;

/** ln x of a positive normal number, to about 1e-12 relative: Σ 2 s^(2i+1)/(2i+1) with s = (x−1)/(x+1) after taking out powers of two. */
export function logarithm(x: f64): f64 {
  if (x != x || x == Infinity) return x;
  const bits = reinterpret<i64>(x);
  let power = <i32>((bits >> 52) - 1023);
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > SQRT2) {
    m *= 0.5;
    power++;
  }
  const s = (m - 1) / (m + 1);
  const t = s * s;
  const series = 1 + t * (1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11 + t * (1.0 / 13 + t * (1.0 / 15)))))));
  return (<f64>power) * LN2 + 2 * s * series;
}

/** ln(1+x) for x ≥ 0, as exact for tiny x as for large. */
export function log1p(x: f64): f64 {
  if (x < 1e-3) return x * (1 - x * (0.5 - x * (1.0 / 3 - x * 0.25)));
  return logarithm(1 + x);
}
