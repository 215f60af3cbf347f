/** Sign changes around points: one workgroup per point, its invocations share the neurons. */
import { dims, type WgslKernel } from './kernel.ts';
import { workgroupSum } from './wgsl.ts';

const WIDTH = 64;

export const GrokSignChanges: WgslKernel<'GrokSignChanges'> = (gpu, input, { vertices }) => {
  const z = input('z');
  const [rows, h] = dims(z.shape);
  const points = rows / vertices;
  const counts = gpu.output([points]);
  gpu.run({
    key: 'sign changes',
    writes: { counts },
    reads: { z },
    sizes: { points, vertices, h },
    workgroup: [WIDTH],
    groups: points,
    declarations: workgroupSum(WIDTH),
    body: () => `
  if (group >= u.points) { return; }
  var share = 0.0;
  for (var neuron = li; neuron < u.h; neuron += ${WIDTH}u) {
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
