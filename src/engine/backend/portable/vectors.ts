/** Pieces of rows, as kernels add and multiply them. */

/** Σ_j a[aAt+j]·b[bAt+j] over `width` entries. */
export function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, width: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += (a[aAt + j] as number) * (b[bAt + j] as number);
  return sum;
}

/** to[toAt+j] += scale·from[fromAt+j] over `width` entries. */
export function addScaled(to: Float32Array, toAt: number, scale: number, from: Float32Array, fromAt: number, width: number): void {
  for (let j = 0; j < width; j++) to[toAt + j] = (to[toAt + j] as number) + scale * (from[fromAt + j] as number);
}
