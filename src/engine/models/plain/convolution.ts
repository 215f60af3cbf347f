/** Patches of images and means over their windows, on the host and in float64. Images (n, rows·columns·channels). */
import { numbersOf, patchesOf, windowsOf, type PatchGrid, type PoolGrid } from '../../ops/grid.ts';

/** (n, rows·columns·channels) → (n·patches, size²·channels); beyond the edges stand zeros. */
export function patches(x: Float64Array, grid: PatchGrid): Float64Array {
  const { rows, columns, channels, size, stride, padding } = grid;
  const to = patchesOf(grid);
  const image = numbersOf(grid);
  const out = new Float64Array((x.length / image) * to.rows * to.columns * size ** 2 * channels);
  let at = 0;
  for (let first = 0; first < x.length; first += image) {
    for (let patch = 0; patch < to.rows * to.columns; patch++) {
      const [top, left] = [Math.floor(patch / to.columns) * stride - padding, (patch % to.columns) * stride - padding];
      for (let place = 0; place < size ** 2; place++, at += channels) {
        const [row, column] = [top + Math.floor(place / size), left + (place % size)];
        if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
        const from = first + (row * columns + column) * channels;
        for (let c = 0; c < channels; c++) out[at + c] = x[from + c] as number;
      }
    }
  }
  return out;
}

/** The mean of each window, channel by channel: (n, rows·columns·channels) → (n, windows·channels). */
export function meanPool(x: Float64Array, grid: PoolGrid): Float64Array {
  const { columns, channels, high, wide } = grid;
  const to = windowsOf(grid);
  const image = numbersOf(grid);
  const out = new Float64Array((x.length / image) * to.rows * to.columns * channels);
  for (let i = 0; i < out.length; i++) {
    const [window, channel] = [Math.floor(i / channels), i % channels];
    const [row, column] = [Math.floor(window / to.columns) % to.rows, window % to.columns];
    const first = Math.floor(window / (to.rows * to.columns)) * image;
    let sum = 0;
    for (let place = 0; place < high * wide; place++) {
      const [r, c] = [row * high + Math.floor(place / wide), column * wide + (place % wide)];
      sum += x[first + (r * columns + c) * channels + channel] as number;
    }
    out[i] = sum / (high * wide);
  }
  return out;
}
