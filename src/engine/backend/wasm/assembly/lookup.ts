/** Rows looked up and activated in one pass, and the way back. An index of −1 means no row. */
import { GELU, LEAKY_RELU, pull, QUADRATIC, RELU, SIGMOID, SILU, TANH, value } from './activations';
import { bytes, clear, splat, whole } from './vector';

/** Four vectors: as many columns as one walk over the terms serves. */
const STRIDE: usize = 64;

/** One vector of z[i] = Σ_s table[forward[s]] + bias, at byte j of the row. */
// @ts-ignore: decorator
@inline
function sumOf(table: usize, forward: usize, end: usize, rowBytes: usize, bias: usize, j: usize): v128 {
  let sum = splat(0);
  for (let at = forward; at < end; at += 4) {
    const row = i32.load(at);
    if (row >= 0) sum = f32x4.add(sum, v128.load(table + rowBytes * row + j));
  }
  return bias == 0 ? sum : f32x4.add(sum, v128.load(bias + j));
}

/** The same of one column, in the first lane. */
// @ts-ignore: decorator
@inline
function sumOfOne(table: usize, forward: usize, end: usize, rowBytes: usize, bias: usize, j: usize): v128 {
  let sum = splat(0);
  for (let at = forward; at < end; at += 4) {
    const row = i32.load(at);
    if (row >= 0) sum = f32x4.add(sum, v128.load32_zero(table + rowBytes * row + j));
  }
  return bias == 0 ? sum : f32x4.add(sum, v128.load32_zero(bias + j));
}

/** Stores a vector of z, unless y takes its place, and what the activation makes of it. */
// @ts-ignore: decorator
@inline
function put(kind: i32, sum: v128, z: usize, y: usize): void {
  if (z != y) v128.store(z, sum);
  v128.store(y, value(kind, sum));
}

// @ts-ignore: decorator
@inline
function lookupAs(kind: i32, table: usize, forward: usize, bias: usize, z: usize, y: usize, n: i32, terms: i32, d: i32): void {
  const rowBytes = bytes(d);
  const strides = rowBytes & ~(STRIDE - 1);
  for (let i = 0; i < n; i++, z += rowBytes, y += rowBytes) {
    const end = forward + bytes(terms);
    let j: usize = 0;
    for (; j < strides; j += STRIDE) {
      let s0 = splat(0);
      let s1 = s0, s2 = s0, s3 = s0;
      for (let at = forward; at < end; at += 4) {
        const row = i32.load(at);
        if (row < 0) continue;
        const from = table + rowBytes * row + j;
        s0 = f32x4.add(s0, v128.load(from));
        s1 = f32x4.add(s1, v128.load(from, 16));
        s2 = f32x4.add(s2, v128.load(from, 32));
        s3 = f32x4.add(s3, v128.load(from, 48));
      }
      if (bias != 0) {
        s0 = f32x4.add(s0, v128.load(bias + j));
        s1 = f32x4.add(s1, v128.load(bias + j, 16));
        s2 = f32x4.add(s2, v128.load(bias + j, 32));
        s3 = f32x4.add(s3, v128.load(bias + j, 48));
      }
      put(kind, s0, z + j, y + j);
      put(kind, s1, z + j + 16, y + j + 16);
      put(kind, s2, z + j + 32, y + j + 32);
      put(kind, s3, z + j + 48, y + j + 48);
    }
    for (; j < whole(rowBytes); j += 16) put(kind, sumOf(table, forward, end, rowBytes, bias, j), z + j, y + j);
    for (; j < rowBytes; j += 4) {
      const sum = sumOfOne(table, forward, end, rowBytes, bias, j);
      if (z != y) v128.store32_lane(z + j, sum, 0);
      v128.store32_lane(y + j, value(kind, sum), 0);
    }
    forward = end;
  }
}

/**
 * z[i] = Σ_s table[forward[i,s]] + bias and y = act(z): table (·,d), forward (n,terms), bias (d) or none where it is 0, z and y (n,d).
 * z and y may be the same place, where y stays.
 */
export function lookup(kind: i32, table: usize, forward: usize, bias: usize, z: usize, y: usize, n: i32, terms: i32, d: i32): void {
  if (kind == RELU) lookupAs(RELU, table, forward, bias, z, y, n, terms, d);
  else if (kind == LEAKY_RELU) lookupAs(LEAKY_RELU, table, forward, bias, z, y, n, terms, d);
  else if (kind == GELU) lookupAs(GELU, table, forward, bias, z, y, n, terms, d);
  else if (kind == TANH) lookupAs(TANH, table, forward, bias, z, y, n, terms, d);
  else if (kind == QUADRATIC) lookupAs(QUADRATIC, table, forward, bias, z, y, n, terms, d);
  else if (kind == SIGMOID) lookupAs(SIGMOID, table, forward, bias, z, y, n, terms, d);
  else if (kind == SILU) lookupAs(SILU, table, forward, bias, z, y, n, terms, d);
  else lookupAs(0, table, forward, bias, z, y, n, terms, d);
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, slopes: v128): void {
  v128.store(to, f32x4.add(v128.load(to), slopes));
}

// @ts-ignore: decorator
@inline
function addToOne(to: usize, slope: v128): void {
  v128.store32_lane(to, f32x4.add(v128.load32_zero(to), slope), 0);
}

// @ts-ignore: decorator
@inline
function gradAs(kind: i32, dy: usize, z: usize, forward: usize, dtable: usize, db: usize, n: i32, terms: i32, d: i32): void {
  const rowBytes = bytes(d);
  const strides = rowBytes & ~(STRIDE - 1);
  for (let i = 0; i < n; i++, dy += rowBytes, z += rowBytes) {
    const end = forward + bytes(terms);
    let j: usize = 0;
    for (; j < strides; j += STRIDE) {
      const d0 = pull(kind, v128.load(dy + j), v128.load(z + j));
      const d1 = pull(kind, v128.load(dy + j, 16), v128.load(z + j, 16));
      const d2 = pull(kind, v128.load(dy + j, 32), v128.load(z + j, 32));
      const d3 = pull(kind, v128.load(dy + j, 48), v128.load(z + j, 48));
      for (let at = forward; at < end; at += 4) {
        const row = i32.load(at);
        if (row < 0) continue;
        const to = dtable + rowBytes * row + j;
        addTo(to, d0);
        addTo(to + 16, d1);
        addTo(to + 32, d2);
        addTo(to + 48, d3);
      }
      if (db != 0) {
        addTo(db + j, d0);
        addTo(db + j + 16, d1);
        addTo(db + j + 32, d2);
        addTo(db + j + 48, d3);
      }
    }
    for (; j < whole(rowBytes); j += 16) {
      const slopes = pull(kind, v128.load(dy + j), v128.load(z + j));
      for (let at = forward; at < end; at += 4) {
        const row = i32.load(at);
        if (row >= 0) addTo(dtable + rowBytes * row + j, slopes);
      }
      if (db != 0) addTo(db + j, slopes);
    }
    for (; j < rowBytes; j += 4) {
      const slope = pull(kind, v128.load32_zero(dy + j), v128.load32_zero(z + j));
      for (let at = forward; at < end; at += 4) {
        const row = i32.load(at);
        if (row >= 0) addToOne(dtable + rowBytes * row + j, slope);
      }
      if (db != 0) addToOne(db + j, slope);
    }
    forward = end;
  }
}

/** With dz = dy ⊙ act′(z): dtable[forward[i,s]] += dz[i], from zeros, and db = Σ_i dz[i] where it is not 0. dy, z (n,d), dtable (rows,d), db (d) */
export function lookupGrad(kind: i32, dy: usize, z: usize, forward: usize, dtable: usize, db: usize, n: i32, terms: i32, d: i32, rows: i32): void {
  clear(dtable, rows * d);
  if (db != 0) clear(db, d);
  if (kind == RELU) gradAs(RELU, dy, z, forward, dtable, db, n, terms, d);
  else if (kind == LEAKY_RELU) gradAs(LEAKY_RELU, dy, z, forward, dtable, db, n, terms, d);
  else if (kind == GELU) gradAs(GELU, dy, z, forward, dtable, db, n, terms, d);
  else if (kind == TANH) gradAs(TANH, dy, z, forward, dtable, db, n, terms, d);
  else if (kind == QUADRATIC) gradAs(QUADRATIC, dy, z, forward, dtable, db, n, terms, d);
  else if (kind == SIGMOID) gradAs(SIGMOID, dy, z, forward, dtable, db, n, terms, d);
  else if (kind == SILU) gradAs(SILU, dy, z, forward, dtable, db, n, terms, d);
  else gradAs(0, dy, z, forward, dtable, db, n, terms, d);
}
