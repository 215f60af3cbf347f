/** Small vector helpers. A vector is four float32; the tails of arrays go through the same code one lane at a time, for the same bits. */

/** a·b + c: fused in the relaxed build, rounded twice in the plain one. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** Sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function total(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Bytes of n float32. */
// @ts-ignore: decorator
@inline
export function bytes(n: i32): usize {
  return (<usize>n) << 2;
}

/** The part of so many bytes that whole vectors cover. */
// @ts-ignore: decorator
@inline
export function whole(size: usize): usize {
  return size & ~15;
}

/** Sets n float32 to zero. */
export function clear(to: usize, n: i32): void {
  const end = to + bytes(n);
  const body = to + whole(bytes(n));
  for (; to < body; to += 16) v128.store(to, splat(0));
  for (; to < end; to += 4) f32.store(to, 0);
}

/** Σ a[j]·b[j] over n. */
// @ts-ignore: decorator
@inline
export function dot(a: usize, b: usize, n: i32): f32 {
  const end = a + bytes(n);
  const body = a + whole(bytes(n));
  let sum = splat(0);
  for (; a < body; a += 16, b += 16) sum = madd(v128.load(a), v128.load(b), sum);
  for (; a < end; a += 4, b += 4) sum = madd(v128.load32_zero(a), v128.load32_zero(b), sum);
  return total(sum);
}

/** to[j] += scale·from[j] over n. */
// @ts-ignore: decorator
@inline
export function addScaledRow(to: usize, scale: f32, from: usize, n: i32): void {
  const end = to + bytes(n);
  const body = to + whole(bytes(n));
  const factor = splat(scale);
  for (; to < body; to += 16, from += 16) v128.store(to, madd(factor, v128.load(from), v128.load(to)));
  for (; to < end; to += 4, from += 4) v128.store32_lane(to, madd(factor, v128.load32_zero(from), v128.load32_zero(to)), 0);
}
