/** Neurons whose sign is not the same at all vertices of a point's neighbourhood. */
import { bytes, splat, whole } from './vector';

/** −1, 0 or 1 per lane, NaN counting as 0. */
// @ts-ignore: decorator
@inline
function signs(z: v128): v128 {
  return i32x4.sub(f32x4.lt(z, splat(0)), f32x4.gt(z, splat(0)));
}

/** counts[i] = neurons whose sign differs between some vertex of point i and its vertex 0: z (points·vertices,h) → (points). */
export function signChanges(z: usize, counts: usize, points: i32, vertices: i32, h: i32): void {
  const width = bytes(h);
  for (let point = 0; point < points; point++, z += width * vertices, counts += 4) {
    let changes = i32x4.splat(0);
    let j: usize = 0;
    for (; j < whole(width); j += 16) {
      const sign = signs(v128.load(z + j));
      let changed = i32x4.splat(0);
      for (let vertex = 1; vertex < vertices; vertex++) {
        changed = v128.or(changed, i32x4.ne(signs(v128.load(z + width * vertex + j)), sign));
      }
      changes = i32x4.sub(changes, changed);
    }
    for (; j < width; j += 4) {
      const sign = signs(v128.load32_zero(z + j));
      let changed = i32x4.splat(0);
      for (let vertex = 1; vertex < vertices; vertex++) {
        changed = v128.or(changed, i32x4.ne(signs(v128.load32_zero(z + width * vertex + j)), sign));
      }
      changes = i32x4.sub(changes, changed);
    }
    const count = i32x4.extract_lane(changes, 0) + i32x4.extract_lane(changes, 1) + i32x4.extract_lane(changes, 2) + i32x4.extract_lane(changes, 3);
    f32.store(counts, <f32>count);
  }
}
