import { dims } from './dense.ts';
import type { PortableKernel } from './memory.ts';

export const GrokCrossEntropy: PortableKernel<'GrokCrossEntropy'> = (input, _attrs, memory) => {
  const logits = input('logits');
  const [n, c] = dims(logits.shape);
  const loss = memory.output([]);
  const dlogits = memory.output([n, c]);
  const [zs, ys, dz] = [memory.floats(logits), memory.ints(input('labels')), memory.floats(dlogits)];
  let total = 0;
  for (let i = 0; i < n; i++) {
    const at = i * c;
    const label = ys[i] as number;
    const target = zs[at + label] as number;
    let largest = -Infinity;
    for (let j = 0; j < c; j++) largest = Math.max(largest, zs[at + j] as number);
    // All of it relative to the largest logit: s = others / own, without overflow however wrong the row is.
    const own = Math.exp(target - largest);
    let others = 0;
    for (let j = 0; j < c; j++) if (j !== label) others += Math.exp((zs[at + j] as number) - largest);
    total += own > 0 ? Math.log1p(others / own) : Math.log(others) + largest - target;
    for (let j = 0; j < c; j++) dz[at + j] = Math.exp((zs[at + j] as number) - largest) / (own + others) / n;
    dz[at + label] = -others / (own + others) / n;
  }
  memory.floats(loss)[0] = total / n;
  return [loss, dlogits];
};

export const GrokSquaredError: PortableKernel<'GrokSquaredError'> = (input, _attrs, memory) => {
  const logits = input('logits');
  const [n, c] = dims(logits.shape);
  const loss = memory.output([]);
  const dlogits = memory.output([n, c]);
  const [zs, ys, dz] = [memory.floats(logits), memory.ints(input('labels')), memory.floats(dlogits)];
  const [height = 1] = memory.floats(input('height'));
  let total = 0;
  for (let i = 0; i < n * c; i++) {
    const error = (zs[i] as number) - (i % c === ys[Math.floor(i / c)] ? height : 0);
    total += error * error;
    dz[i] = (2 * error) / (n * c);
  }
  memory.floats(loss)[0] = total / (n * c);
  return [loss, dlogits];
};

export const GrokAccuracy: PortableKernel<'GrokAccuracy'> = (input, _attrs, memory) => {
  const logits = input('logits');
  const [n, c] = dims(logits.shape);
  const accuracy = memory.output([]);
  const [zs, ys] = [memory.floats(logits), memory.ints(input('labels'))];
  let right = 0;
  for (let i = 0; i < n; i++) {
    const label = ys[i] as number;
    const target = zs[i * c + label] as number;
    let first = !Number.isNaN(target);
    for (let j = 0; j < c && first; j++) {
      const other = zs[i * c + j] as number;
      // NaN compares false with everything, so «not below» also rejects a NaN rival.
      if (j !== label) first = j < label ? other < target : other <= target;
    }
    if (first) right++;
  }
  memory.floats(accuracy)[0] = right / n;
  return [accuracy];
};
