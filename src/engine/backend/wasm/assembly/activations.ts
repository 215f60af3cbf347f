/** Activation functions and their derivatives, by the number of their place in ops/activations.ts. */
import { exp, tanh, tanhGrad } from './exponential';
import { bytes, clear, madd, splat, whole } from './vector';

export const RELU: i32 = 1;
export const LEAKY_RELU: i32 = 2;
export const GELU: i32 = 3;
export const TANH: i32 = 4;
export const QUADRATIC: i32 = 5;
export const SIGMOID: i32 = 6;
export const SILU: i32 = 7;

const LEAK: f32 = 0.2;
/** −2·√(2/π), and the cubic term of GELU's tanh form. */
const GELU_SLOPE: f32 = -1.5957691216057308;
const GELU_CUBIC: f32 = 0.044715;

/** exp(−2u) with u = √(2/π)(z + .044715 z³); it stays finite. GELU is z·σ(2u), which does not cancel as 1 + tanh u does. */
// @ts-ignore: decorator
@inline
function geluExp(z: v128): v128 {
  const cubic = madd(f32x4.mul(f32x4.mul(z, z), splat(GELU_CUBIC)), z, z);
  return exp(f32x4.mul(cubic, splat(GELU_SLOPE)));
}

/** 1/(1 + e^−z) by e^−|z|, which stays finite. */
// @ts-ignore: decorator
@inline
function sigmoid(z: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(z)));
  return f32x4.div(v128.bitselect(splat(1), e, f32x4.gt(z, splat(0))), f32x4.add(e, splat(1)));
}

// @ts-ignore: decorator
@inline
export function value(kind: i32, z: v128): v128 {
  if (kind == RELU) return f32x4.pmax(z, splat(0));
  if (kind == LEAKY_RELU) return v128.bitselect(z, f32x4.mul(z, splat(LEAK)), f32x4.gt(z, splat(0)));
  if (kind == GELU) return f32x4.div(z, f32x4.add(geluExp(z), splat(1)));
  if (kind == TANH) return tanh(z);
  if (kind == QUADRATIC) return f32x4.mul(z, z);
  if (kind == SIGMOID) return sigmoid(z);
  if (kind == SILU) return f32x4.mul(z, sigmoid(z));
  return z;
}

/** dy·act′(z) */
// @ts-ignore: decorator
@inline
export function pull(kind: i32, dy: v128, z: v128): v128 {
  if (kind == RELU) return v128.and(dy, f32x4.gt(z, splat(0)));
  if (kind == LEAKY_RELU) return v128.bitselect(dy, f32x4.mul(dy, splat(LEAK)), f32x4.gt(z, splat(0)));
  if (kind == GELU) {
    // With σ = 1/(1+e): σ + z σ (1−σ) 2u′, and 1−σ = eσ.
    const e = geluExp(z);
    const sigma = f32x4.div(splat(1), f32x4.add(e, splat(1)));
    const slope = madd(f32x4.mul(z, z), splat(-3 * GELU_CUBIC * GELU_SLOPE), splat(-GELU_SLOPE));
    const curve = f32x4.mul(f32x4.mul(f32x4.mul(e, sigma), z), slope);
    return f32x4.mul(dy, f32x4.mul(sigma, f32x4.add(curve, splat(1))));
  }
  if (kind == TANH) return f32x4.mul(dy, tanhGrad(z));
  if (kind == QUADRATIC) return f32x4.mul(dy, f32x4.add(z, z));
  if (kind == SIGMOID) return f32x4.mul(dy, f32x4.mul(sigmoid(z), sigmoid(f32x4.neg(z))));
  if (kind == SILU) return f32x4.mul(dy, f32x4.mul(sigmoid(z), madd(z, sigmoid(f32x4.neg(z)), splat(1))));
  return dy;
}

// @ts-ignore: decorator
@inline
function activateAs(kind: i32, z: usize, y: usize, n: i32): void {
  const end = z + bytes(n);
  const body = z + whole(bytes(n));
  for (; z < body; z += 16, y += 16) v128.store(y, value(kind, v128.load(z)));
  for (; z < end; z += 4, y += 4) v128.store32_lane(y, value(kind, v128.load32_zero(z)), 0);
}

/** y = act(z) over n numbers. */
export function activate(kind: i32, z: usize, y: usize, n: i32): void {
  if (kind == RELU) activateAs(RELU, z, y, n);
  else if (kind == LEAKY_RELU) activateAs(LEAKY_RELU, z, y, n);
  else if (kind == GELU) activateAs(GELU, z, y, n);
  else if (kind == TANH) activateAs(TANH, z, y, n);
  else if (kind == QUADRATIC) activateAs(QUADRATIC, z, y, n);
  else if (kind == SIGMOID) activateAs(SIGMOID, z, y, n);
  else if (kind == SILU) activateAs(SILU, z, y, n);
  else activateAs(0, z, y, n);
}

/** z = x + bias and y = act(z): x (n,m), bias (m). y and z may be the same place for the linear activation. */
export function biasActivate(kind: i32, x: usize, bias: usize, z: usize, y: usize, n: i32, m: i32): void {
  let at = z;
  for (let row = 0; row < n; row++) {
    let b = bias;
    const end = b + bytes(m);
    const body = b + whole(bytes(m));
    for (; b < body; b += 16, x += 16, at += 16) v128.store(at, f32x4.add(v128.load(x), v128.load(b)));
    for (; b < end; b += 4, x += 4, at += 4) f32.store(at, f32.load(x) + f32.load(b));
  }
  if (y != z) activate(kind, z, y, n * m);
}

// @ts-ignore: decorator
@inline
function gradAs(kind: i32, dy: usize, z: usize, dz: usize, n: i32): void {
  const end = z + bytes(n);
  const body = z + whole(bytes(n));
  for (; z < body; z += 16, dy += 16, dz += 16) v128.store(dz, pull(kind, v128.load(dy), v128.load(z)));
  for (; z < end; z += 4, dy += 4, dz += 4) v128.store32_lane(dz, pull(kind, v128.load32_zero(dy), v128.load32_zero(z)), 0);
}

// @ts-ignore: decorator
@inline
function gradWithSums(kind: i32, dy: usize, z: usize, dz: usize, n: i32, db: usize, m: i32): void {
  const width = bytes(m);
  const body = whole(width);
  for (let row = 0; row < n; row++, dy += width, z += width, dz += width) {
    let j: usize = 0;
    for (; j < body; j += 16) {
      const d = pull(kind, v128.load(dy + j), v128.load(z + j));
      v128.store(dz + j, d);
      v128.store(db + j, f32x4.add(v128.load(db + j), d));
    }
    for (; j < width; j += 4) {
      const d = pull(kind, v128.load32_zero(dy + j), v128.load32_zero(z + j));
      v128.store32_lane(dz + j, d, 0);
      v128.store32_lane(db + j, f32x4.add(v128.load32_zero(db + j), d), 0);
    }
  }
}

// @ts-ignore: decorator
@inline
function gradOf(kind: i32, dy: usize, z: usize, dz: usize, n: i32, db: usize, m: i32): void {
  if (db == 0) gradAs(kind, dy, z, dz, n * m);
  else gradWithSums(kind, dy, z, dz, n, db, m);
}

/** dz = dy ⊙ act′(z) (n,m), and db = Σ rows of dz (m) where db is not 0. */
export function activationGrad(kind: i32, dy: usize, z: usize, dz: usize, n: i32, db: usize, m: i32): void {
  if (db != 0) clear(db, m);
  if (kind == RELU) gradOf(RELU, dy, z, dz, n, db, m);
  else if (kind == LEAKY_RELU) gradOf(LEAKY_RELU, dy, z, dz, n, db, m);
  else if (kind == GELU) gradOf(GELU, dy, z, dz, n, db, m);
  else if (kind == TANH) gradOf(TANH, dy, z, dz, n, db, m);
  else if (kind == QUADRATIC) gradOf(QUADRATIC, dy, z, dz, n, db, m);
  else if (kind == SIGMOID) gradOf(SIGMOID, dy, z, dz, n, db, m);
  else if (kind == SILU) gradOf(SILU, dy, z, dz, n, db, m);
  else gradOf(0, dy, z, dz, n, db, m);
}
