/** Losses and accuracy: one workgroup per row writes the row's share and its gradient, a second program averages the shares in a fixed order. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Gpu } from '../gpu.ts';
import { dims, type WgslKernel } from './kernel.ts';
import { widthFor, workgroupMax, workgroupSum } from './wgsl.ts';

/** result () = Σ shares · scale, by one workgroup. */
function average(gpu: Gpu, shares: TensorInfo, n: number, scale: number): TensorInfo {
  const result = gpu.output([]);
  gpu.run({
    key: 'average',
    writes: { result },
    reads: { shares },
    sizes: { n },
    floats: { scale },
    workgroup: [256],
    groups: 1,
    declarations: workgroupSum(256),
    body: () => `
  var share = 0.0;
  for (var i = li; i < u.n; i += 256u) { share += shares[i]; }
  let total = sumOf(li, share);
  if (li == 0u) { result[0] = total * u.scale; }`,
  });
  return result;
}

/**
 * WGSL's log near 1 is only good to 2⁻²¹ absolute. log(1+s) = 2 artanh(s/(2+s)); for s < 1 eight terms of artanh reach float32's last digit.
 */
const LOG1P = `
fn log1pOf(s: f32) -> f32 {
  if (s >= 1.0) { return log(1.0 + s); }
  let w = s / (2.0 + s);
  let q = w * w;
  return 2.0 * w * (1.0 + q * (0.33333333 + q * (0.2 + q * (0.14285714 + q * (0.11111111 + q * (0.09090909 + q * (0.07692308 + q * 0.06666667)))))));
}`;

export const GrokCrossEntropy: WgslKernel<'GrokCrossEntropy'> = (gpu, input) => {
  const [logits, labels] = [input('logits'), input('labels')];
  const [n, c] = dims(logits.shape);
  const width = widthFor(c);
  const [dlogits, shares] = [gpu.output([n, c]), gpu.output([n])];
  gpu.run({
    key: `cross entropy ${width}`,
    writes: { dlogits, shares },
    reads: { logits, labels },
    sizes: { n, c },
    floats: { mean: 1 / n },
    workgroup: [width],
    groups: n,
    declarations: workgroupSum(width) + workgroupMax(width) + LOG1P,
    // All of it relative to the largest logit: s = others / own, without overflow however wrong the row is.
    body: () => `
  if (group >= u.n) { return; }
  let at = group * u.c;
  let label = u32(labels[group]);
  let goal = logits[at + label];
  var rival = goal;
  for (var j = li; j < u.c; j += ${width}u) { rival = max(rival, logits[at + j]); }
  let largest = maxOf(li, rival);
  let own = exp(goal - largest);
  var share = 0.0;
  for (var j = li; j < u.c; j += ${width}u) {
    if (j != label) { share += exp(logits[at + j] - largest); }
  }
  let others = sumOf(li, share);
  let scale = u.mean / (own + others);
  for (var j = li; j < u.c; j += ${width}u) {
    if (j == label) { dlogits[at + j] = -others * scale; } else { dlogits[at + j] = exp(logits[at + j] - largest) * scale; }
  }
  if (li == 0u) {
    if (own > 1e-30) { shares[group] = log1pOf(others / own); } else { shares[group] = log(others) + (largest - goal); }
  }`,
  });
  const loss = average(gpu, shares, n, 1 / n);
  gpu.release(shares);
  return [loss, dlogits];
};

export const GrokSquaredError: WgslKernel<'GrokSquaredError'> = (gpu, input) => {
  const [logits, labels, height] = [input('logits'), input('labels'), input('height')];
  const [n, c] = dims(logits.shape);
  const width = widthFor(c);
  const [dlogits, shares] = [gpu.output([n, c]), gpu.output([n])];
  gpu.run({
    key: `squared error ${width}`,
    writes: { dlogits, shares },
    reads: { logits, labels, height },
    sizes: { n, c },
    floats: { slope: 2 / (n * c) },
    workgroup: [width],
    groups: n,
    declarations: workgroupSum(width),
    body: () => `
  if (group >= u.n) { return; }
  let at = group * u.c;
  let label = u32(labels[group]);
  var share = 0.0;
  for (var j = li; j < u.c; j += ${width}u) {
    let error = logits[at + j] - select(0.0, height[0], j == label);
    share += error * error;
    dlogits[at + j] = error * u.slope;
  }
  let total = sumOf(li, share);
  if (li == 0u) { shares[group] = total; }`,
  });
  const loss = average(gpu, shares, n, 1 / (n * c));
  gpu.release(shares);
  return [loss, dlogits];
};

export const GrokAccuracy: WgslKernel<'GrokAccuracy'> = (gpu, input) => {
  const [logits, labels] = [input('logits'), input('labels')];
  const [n, c] = dims(logits.shape);
  const width = widthFor(c);
  const shares = gpu.output([n]);
  gpu.run({
    key: `accuracy ${width}`,
    writes: { shares },
    reads: { logits, labels },
    sizes: { n, c },
    workgroup: [width],
    groups: n,
    // Compilers may assume that there is no NaN: its bits are looked at.
    declarations: `${workgroupSum(width)}
fn isNaN(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }`,
    body: () => `
  if (group >= u.n) { return; }
  let at = group * u.c;
  let label = u32(labels[group]);
  let goal = logits[at + label];
  var ahead = 0.0;
  for (var j = li; j < u.c; j += ${width}u) {
    let rival = logits[at + j];
    if (isNaN(rival) || (j < label && rival >= goal) || (j > label && rival > goal)) { ahead += 1.0; }
  }
  let total = sumOf(li, ahead);
  if (li == 0u) { shares[group] = select(0.0, 1.0, total == 0.0); }`,
  });
  const accuracy = average(gpu, shares, n, 1 / n);
  gpu.release(shares);
  return [accuracy];
};
