import { dims } from './dense.ts';
import type { PortableKernel } from './memory.ts';

export const GrokSignChanges: PortableKernel<'GrokSignChanges'> = (input, { vertices }, memory) => {
  const z = input('z');
  const [rows, h] = dims(z.shape);
  const points = rows / vertices;
  const counts = memory.output([points]);
  const [zs, totals] = [memory.floats(z), memory.floats(counts)];
  for (let point = 0; point < points; point++) {
    const at = point * vertices * h;
    for (let neuron = 0; neuron < h; neuron++) {
      const sign = Math.sign(zs[at + neuron] as number);
      let changes = false;
      for (let vertex = 1; vertex < vertices && !changes; vertex++) changes = Math.sign(zs[at + vertex * h + neuron] as number) !== sign;
      if (changes) totals[point] = (totals[point] as number) + 1;
    }
  }
  return [counts];
};
