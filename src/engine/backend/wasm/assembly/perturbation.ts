/** Random starts and clipped steps of attacks: the same bits as backend/portable/perturbation.ts. */
import { bytes, splat, whole } from './vector';

/** The «lowbias32» mixer. */
// @ts-ignore: decorator
@inline
function mix(x: u32): u32 {
  x = (x ^ (x >> 16)) * 0x7feb352d;
  x = (x ^ (x >> 15)) * 0x846ca68b;
  return x ^ (x >> 16);
}

// @ts-ignore: decorator
@inline
function mixAll(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** y (n) = scale·u, u in [−1, 1) from the entry's index, the counter (1, a whole float32) and the seed. */
export function uniform(y: usize, counter: usize, n: i32, scale: f32, seed: u32): void {
  const key = i32x4.splat(mix(mix(seed) + <u32>f32.load(counter)));
  const width = splat(scale);
  const end = y + bytes(n);
  const body = y + whole(bytes(n));
  let index = i32x4.add(i32x4.splat(0x9e3779b9), i32x4(0, 1, 2, 3));
  while (y < end) {
    const bits = i32x4.shr_u(mixAll(i32x4.add(mixAll(index), key)), 8);
    // Exact but for the last product.
    const u = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(bits), splat(1.1920928955078125e-7)), splat(1));
    let value = f32x4.mul(u, width);
    if (y < body) {
      v128.store(y, value);
      y += 16;
      index = i32x4.add(index, i32x4.splat(4));
    } else {
      for (; y < end; y += 4) {
        v128.store32_lane(y, value, 0);
        value = v128.shuffle<f32>(value, value, 1, 2, 3, 0);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function stepped(x: v128, move: v128, centre: v128, size: v128, radius: v128, low: v128, high: v128, signs: bool): v128 {
  if (signs) move = f32x4.sub(v128.and(f32x4.gt(move, splat(0)), size), v128.and(f32x4.lt(move, splat(0)), size));
  const least = f32x4.max(f32x4.sub(centre, radius), low);
  const most = f32x4.min(f32x4.add(centre, radius), high);
  return f32x4.min(f32x4.max(f32x4.add(x, move), least), most);
}

/** y = x + move, or x + size·sign(move) unless size is 0, clipped to [max(centre − ε, low), min(centre + ε, high)]; all (n). */
export function boxStep(x: usize, move: usize, centre: usize, y: usize, n: i32, size: f32, epsilon: f32, low: f32, high: f32): void {
  const step = splat(size);
  const radius = splat(epsilon);
  const lows = splat(low);
  const highs = splat(high);
  const signs = size != 0;
  const end = x + bytes(n);
  const body = x + whole(bytes(n));
  for (; x < body; x += 16, move += 16, centre += 16, y += 16)
    v128.store(y, stepped(v128.load(x), v128.load(move), v128.load(centre), step, radius, lows, highs, signs));
  for (; x < end; x += 4, move += 4, centre += 4, y += 4)
    v128.store32_lane(y, stepped(v128.load32_zero(x), v128.load32_zero(move), v128.load32_zero(centre), step, radius, lows, highs, signs), 0);
}
