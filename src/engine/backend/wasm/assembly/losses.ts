/** Losses with their gradients, and accuracy. Sums over rows are kept in float64. */
import { exp, log1p, logarithm } from './exponential';
import { bytes, madd, splat, total, whole } from './vector';

/** A NaN may be passed over: the exponentials bring it to the loss. */
// @ts-ignore: decorator
@inline
function largestOf(x: usize, n: i32): f32 {
  const end = x + bytes(n);
  const body = x + whole(bytes(n));
  let most = splat(-Infinity);
  for (; x < body; x += 16) most = f32x4.pmax(most, v128.load(x));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  let largest = max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
  for (; x < end; x += 4) largest = max(largest, f32.load(x));
  return largest;
}

/**
 * Mean of log1p(s), s = Σ_{j≠y} exp(z_j − z_y): logits (n,c), labels (n) → loss (1), and dlogits (n,c) of the mean.
 * Everything is relative to the row's largest logit, so that nothing overflows however wrong the row is; the target's own exponential
 * never enters the sum over its rivals, so that nothing cancels however right it is.
 */
export function crossEntropy(logits: usize, labels: usize, loss: usize, dlogits: usize, n: i32, c: i32): void {
  const width = bytes(c);
  const body = whole(width);
  let sum: f64 = 0;
  for (let row = 0; row < n; row++, logits += width, dlogits += width, labels += 4) {
    const label = bytes(i32.load(labels));
    const largest = largestOf(logits, c);
    let j: usize = 0;
    for (; j < body; j += 16) v128.store(dlogits + j, exp(f32x4.sub(v128.load(logits + j), splat(largest))));
    for (; j < width; j += 4) v128.store32_lane(dlogits + j, exp(f32x4.sub(v128.load32_zero(logits + j), splat(largest))), 0);
    const own = <f64>f32.load(dlogits + label);
    f32.store(dlogits + label, 0);
    let rivals = splat(0);
    for (j = 0; j < body; j += 16) rivals = f32x4.add(rivals, v128.load(dlogits + j));
    for (; j < width; j += 4) rivals = f32x4.add(rivals, v128.load32_zero(dlogits + j));
    const others = <f64>total(rivals);
    // Where the target's own exponential is too small to be seen, log1p s is ln s.
    sum += own > 0 ? log1p(others / own) : logarithm(others) + <f64>largest - <f64>f32.load(logits + label);
    const share = 1 / ((own + others) * <f64>n);
    const factor = splat(<f32>share);
    for (j = 0; j < body; j += 16) v128.store(dlogits + j, f32x4.mul(v128.load(dlogits + j), factor));
    for (; j < width; j += 4) f32.store(dlogits + j, f32.load(dlogits + j) * <f32>share);
    f32.store(dlogits + label, <f32>(-others * share));
  }
  f32.store(loss, <f32>(sum / <f64>n));
}

/** Mean over all n·c entries of (logit − height · one-hot)², height (1) → loss (1), and dlogits (n,c) of the mean. */
export function squaredError(logits: usize, labels: usize, height: usize, loss: usize, dlogits: usize, n: i32, c: i32): void {
  const width = bytes(c);
  const body = whole(width);
  const entries = <f64>n * <f64>c;
  const factor = splat(<f32>(2 / entries));
  let sum: f64 = 0;
  for (let row = 0; row < n; row++, logits += width, dlogits += width, labels += 4) {
    const label = bytes(i32.load(labels));
    // The errors first, so that the target's own is as exact as the others.
    let j: usize = 0;
    for (; j < body; j += 16) v128.store(dlogits + j, v128.load(logits + j));
    for (; j < width; j += 4) f32.store(dlogits + j, f32.load(logits + j));
    f32.store(dlogits + label, f32.load(dlogits + label) - f32.load(height));
    let squares = splat(0);
    for (j = 0; j < body; j += 16) {
      const error = v128.load(dlogits + j);
      squares = madd(error, error, squares);
      v128.store(dlogits + j, f32x4.mul(error, factor));
    }
    for (; j < width; j += 4) {
      const error = v128.load32_zero(dlogits + j);
      squares = madd(error, error, squares);
      v128.store32_lane(dlogits + j, f32x4.mul(error, factor), 0);
    }
    sum += <f64>total(squares);
  }
  f32.store(loss, <f32>(sum / entries));
}

/** share (1) of rows whose first largest logit is the label; a NaN anywhere in the row makes it wrong. */
export function accuracy(logits: usize, labels: usize, share: usize, n: i32, c: i32): void {
  let right = 0;
  for (let row = 0; row < n; row++, logits += bytes(c), labels += 4) {
    const label = i32.load(labels);
    const target = f32.load(logits + bytes(label));
    let first = target == target;
    // NaN compares false with everything, so a NaN rival is never below.
    for (let j = 0; j < label && first; j++) first = f32.load(logits + bytes(j)) < target;
    for (let j = label + 1; j < c && first; j++) first = f32.load(logits + bytes(j)) <= target;
    if (first) right++;
  }
  f32.store(share, <f32>(<f64>right / <f64>n));
}
