/** Patches of images and means over their windows, and the way back. Images (n,rows,columns,channels), row-major. */
import { add, addTo, copy } from './rows';
import { bytes, clear, splat, whole } from './vector';

/** Places of an image with `extent` of them along a side that a patch from `first` on covers: the first within the patch. */
// @ts-ignore: decorator
@inline
function begin(first: i32): i32 {
  return first < 0 ? -first : 0;
}

/** And the one behind the last, at least the first. */
// @ts-ignore: decorator
@inline
function end(first: i32, size: i32, extent: i32): i32 {
  const last = extent - first < size ? extent - first : size;
  return last > begin(first) ? last : begin(first);
}

/** Copies the numbers of a patch's row, a few at a time: they are not many. */
// @ts-ignore: decorator
@inline
function move(from: usize, to: usize, n: i32): void {
  if (n < 4) for (const stop = to + bytes(n); to < stop; to += 4, from += 4) f32.store(to, f32.load(from));
  else copy(from, to, n);
}

/** Zeros, likewise. */
// @ts-ignore: decorator
@inline
function blank(to: usize, n: i32): void {
  if (n > 0) clear(to, n);
}

/** y (n·patches,size²·channels), x (n,rows,columns,channels); beyond the edges stand zeros. */
export function patches(x: usize, y: usize, n: i32, rows: i32, columns: i32, channels: i32, size: i32, stride: i32, padding: i32): void {
  const down = (rows + 2 * padding - size) / stride + 1;
  const along = (columns + 2 * padding - size) / stride + 1;
  const width = size * channels;
  for (let image = 0; image < n; image++, x += bytes(rows * columns * channels)) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < along; j++) {
        const column = j * stride - padding;
        const from = begin(column);
        const to = end(column, size, columns);
        for (let r = 0; r < size; r++, y += bytes(width)) {
          const row = i * stride - padding + r;
          if (row < 0 || row >= rows) {
            clear(y, width);
            continue;
          }
          blank(y, from * channels);
          move(x + bytes((row * columns + column + from) * channels), y + bytes(from * channels), (to - from) * channels);
          blank(y + bytes(to * channels), (size - to) * channels);
        }
      }
    }
  }
}

/** dx (n,rows,columns,channels), from zeros, sums what dy (n·patches,size²·channels) has of each place. */
export function patchesGrad(dy: usize, dx: usize, n: i32, rows: i32, columns: i32, channels: i32, size: i32, stride: i32, padding: i32): void {
  const down = (rows + 2 * padding - size) / stride + 1;
  const along = (columns + 2 * padding - size) / stride + 1;
  const width = size * channels;
  clear(dx, n * rows * columns * channels);
  for (let image = 0; image < n; image++, dx += bytes(rows * columns * channels)) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < along; j++) {
        const column = j * stride - padding;
        const from = begin(column);
        const count = (end(column, size, columns) - from) * channels;
        for (let r = 0; r < size; r++, dy += bytes(width)) {
          const row = i * stride - padding + r;
          if (row >= 0 && row < rows) addTo(dx + bytes((row * columns + column + from) * channels), dy + bytes(from * channels), count);
        }
      }
    }
  }
}

/** y *= factor over n numbers. */
// @ts-ignore: decorator
@inline
function scale(y: usize, factor: f32, n: i32): void {
  const stop = y + bytes(n);
  const body = y + whole(bytes(n));
  const by = splat(factor);
  for (; y < body; y += 16) v128.store(y, f32x4.mul(v128.load(y), by));
  for (; y < stop; y += 4) f32.store(y, f32.load(y) * factor);
}

/** y (n,rows/high,columns/wide,channels): the mean of each window of x (n,rows,columns,channels). */
export function meanPool(x: usize, y: usize, n: i32, rows: i32, columns: i32, channels: i32, high: i32, wide: i32): void {
  const down = rows / high;
  const along = columns / wide;
  const first = y;
  for (let image = 0; image < n; image++, x += bytes(rows * columns * channels)) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < along; j++, y += bytes(channels)) {
        for (let r = 0; r < high; r++) {
          let from = x + bytes(((i * high + r) * columns + j * wide) * channels);
          for (let c = 0; c < wide; c++, from += bytes(channels)) {
            if (r == 0 && c == 0) copy(from, y, channels);
            else add(y, from, y, channels);
          }
        }
      }
    }
  }
  scale(first, <f32>1 / <f32>(high * wide), n * down * along * channels);
}

/** dx (n,rows,columns,channels) ← each window's share of dy (n,rows/high,columns/wide,channels), 0 outside of all. */
export function meanPoolGrad(dy: usize, dx: usize, n: i32, rows: i32, columns: i32, channels: i32, high: i32, wide: i32): void {
  const down = rows / high;
  const along = columns / wide;
  const first = dx;
  clear(dx, n * rows * columns * channels);
  for (let image = 0; image < n; image++, dx += bytes(rows * columns * channels)) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < along; j++, dy += bytes(channels)) {
        for (let r = 0; r < high; r++) {
          let to = dx + bytes(((i * high + r) * columns + j * wide) * channels);
          for (let c = 0; c < wide; c++, to += bytes(channels)) copy(dy, to, channels);
        }
      }
    }
  }
  scale(first, <f32>1 / <f32>(high * wide), n * rows * columns * channels);
}
