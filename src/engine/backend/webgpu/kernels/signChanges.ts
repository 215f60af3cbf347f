/** Sign changes around points: one workgroup per point, its invocations share the neurons. */
import { dims, type WgslKernel } from './kernel.ts';
import { widthFor, workgroupSum } from './wgsl.ts';

export const GrokSignChanges: WgslKernel<'GrokSignChanges'> = (gpu, input, { vertices }) => {
  const z = input('z');
  const [rows, h] = dims(z.shape);
  const points = rows / vertices;
  const width = widthFor(h);
  const counts = gpu.output([points]);
  gpu.run({
    key: `sign changes ${width}`,
    writes: { counts },
    reads: { z },
    sizes: { points, vertices, h },
    workgroup: [width],
    groups: points,
    declarations: workgroupSum(width),
    body: () => `
  if (group >= u.points) { return; }
  var share = 0.0;
  for (var neuron = li; neuron < u.h; neuron += ${width}u) {
    let at = group * u.vertices * u.h + neuron;
    let first = sign(z[at]);
    var changes = 0.0;
    for (var vertex = 1u; vertex < u.vertices; vertex++) {
      if (sign(z[at + vertex * u.h]) != first) { changes = 1.0; }
    }
    share += changes;
  }
  let total = sumOf(li, share);
  if (li == 0u) { counts[group] = total; }`,
  });
  return [counts];
};
