/** One position of an LSTM, for all sequences: from the gates' pre-activations i, f, g, o side by side to cell and output, and back. */
import { exp, tanh, tanhGrad } from './exponential';
import { bytes, madd, splat, whole } from './vector';

/** 1/(1 + e^−z): no power that overflows, no digit lost on either side. */
// @ts-ignore: decorator
@inline
function sigmoid(z: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(z)));
  const share = f32x4.div(splat(1), f32x4.add(e, splat(1)));
  return v128.bitselect(f32x4.mul(e, share), share, f32x4.lt(z, splat(0)));
}

/** σ′(z) = e/(1 + e)² with e = exp(−|z|): nothing cancels where a gate is all but open. */
// @ts-ignore: decorator
@inline
function sigmoidGrad(z: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(z)));
  const sum = f32x4.add(e, splat(1));
  return f32x4.div(e, f32x4.mul(sum, sum));
}

// @ts-ignore: decorator
@inline
function cellOf(i: v128, f: v128, g: v128, before: v128): v128 {
  return madd(sigmoid(f), before, f32x4.mul(sigmoid(i), tanh(g)));
}

/** c = σ(f)·before + σ(i)·tanh(g) and h = σ(o)·tanh(c): z (n,4·width), before, c, h (n,width). */
export function lstmCell(z: usize, before: usize, c: usize, h: usize, n: i32, width: i32): void {
  const row = bytes(width);
  for (let k = 0; k < n; k++, z += 4 * row, before += row, c += row, h += row) {
    const f = z + row;
    const g = f + row;
    const o = g + row;
    let j: usize = 0;
    for (; j < whole(row); j += 16) {
      const cell = cellOf(v128.load(z + j), v128.load(f + j), v128.load(g + j), v128.load(before + j));
      v128.store(c + j, cell);
      v128.store(h + j, f32x4.mul(sigmoid(v128.load(o + j)), tanh(cell)));
    }
    for (; j < row; j += 4) {
      const cell = cellOf(v128.load32_zero(z + j), v128.load32_zero(f + j), v128.load32_zero(g + j), v128.load32_zero(before + j));
      v128.store32_lane(c + j, cell, 0);
      v128.store32_lane(h + j, f32x4.mul(sigmoid(v128.load32_zero(o + j)), tanh(cell)), 0);
    }
  }
}

/**
 * The same backwards: slopes in h and, in place, in c become slopes in the pre-activations, and in the cell before. dh, dc, before, c (n,width),
 * z, dz (n,4·width).
 */
export function lstmCellGrad(dh: usize, dc: usize, z: usize, before: usize, c: usize, dz: usize, n: i32, width: i32): void {
  const row = bytes(width);
  for (let k = 0; k < n; k++, z += 4 * row, dz += 4 * row, before += row, c += row, dh += row, dc += row) {
    let j: usize = 0;
    for (; j < whole(row); j += 16) {
      const i = v128.load(z + j);
      const f = v128.load(z + row + j);
      const g = v128.load(z + 2 * row + j);
      const o = v128.load(z + 3 * row + j);
      const cell = v128.load(c + j);
      const slopeH = v128.load(dh + j);
      const slope = madd(f32x4.mul(slopeH, sigmoid(o)), tanhGrad(cell), v128.load(dc + j));
      v128.store(dz + j, f32x4.mul(f32x4.mul(slope, tanh(g)), sigmoidGrad(i)));
      v128.store(dz + row + j, f32x4.mul(f32x4.mul(slope, v128.load(before + j)), sigmoidGrad(f)));
      v128.store(dz + 2 * row + j, f32x4.mul(f32x4.mul(slope, sigmoid(i)), tanhGrad(g)));
      v128.store(dz + 3 * row + j, f32x4.mul(f32x4.mul(slopeH, tanh(cell)), sigmoidGrad(o)));
      v128.store(dc + j, f32x4.mul(slope, sigmoid(f)));
    }
    for (; j < row; j += 4) {
      const i = v128.load32_zero(z + j);
      const f = v128.load32_zero(z + row + j);
      const g = v128.load32_zero(z + 2 * row + j);
      const o = v128.load32_zero(z + 3 * row + j);
      const cell = v128.load32_zero(c + j);
      const slopeH = v128.load32_zero(dh + j);
      const slope = madd(f32x4.mul(slopeH, sigmoid(o)), tanhGrad(cell), v128.load32_zero(dc + j));
      v128.store32_lane(dz + j, f32x4.mul(f32x4.mul(slope, tanh(g)), sigmoidGrad(i)), 0);
      v128.store32_lane(dz + row + j, f32x4.mul(f32x4.mul(slope, v128.load32_zero(before + j)), sigmoidGrad(f)), 0);
      v128.store32_lane(dz + 2 * row + j, f32x4.mul(f32x4.mul(slope, sigmoid(i)), tanhGrad(g)), 0);
      v128.store32_lane(dz + 3 * row + j, f32x4.mul(f32x4.mul(slopeH, tanh(cell)), sigmoidGrad(o)), 0);
      v128.store32_lane(dc + j, f32x4.mul(slope, sigmoid(f)), 0);
    }
  }
}
