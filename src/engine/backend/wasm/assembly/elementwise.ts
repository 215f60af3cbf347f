/** What TF.js's own kernels do slowly: sums and multiples of whole tensors. */
import { bytes, splat, whole } from './vector';

/** y = a + b over n numbers. */
export function add(a: usize, b: usize, y: usize, n: i32): void {
  const end = y + bytes(n);
  const body = y + whole(bytes(n));
  for (; y < body; y += 16, a += 16, b += 16) v128.store(y, f32x4.add(v128.load(a), v128.load(b)));
  for (; y < end; y += 4, a += 4, b += 4) f32.store(y, f32.load(a) + f32.load(b));
}

/** y = x·factor, the factor one number at an address. */
export function multiplyByScalar(x: usize, factor: usize, y: usize, n: i32): void {
  const scalar = f32.load(factor);
  const end = y + bytes(n);
  const body = y + whole(bytes(n));
  for (; y < body; y += 16, x += 16) v128.store(y, f32x4.mul(v128.load(x), splat(scalar)));
  for (; y < end; y += 4, x += 4) f32.store(y, f32.load(x) * scalar);
}
