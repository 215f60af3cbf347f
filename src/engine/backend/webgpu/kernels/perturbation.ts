/** Random starts and clipped steps of attacks: the same bits as backend/portable/perturbation.ts. */
import { sizeOf, type WgslKernel } from './kernel.ts';
import { FLAT, flat } from './wgsl.ts';

/** The «lowbias32» mixer. */
const MIX = `
fn mix32(bits: u32) -> u32 {
  var x = bits;
  x = (x ^ (x >> 16u)) * 0x7feb352du;
  x = (x ^ (x >> 15u)) * 0x846ca68bu;
  return x ^ (x >> 16u);
}`;

export const GrokUniform: WgslKernel<'GrokUniform'> = (gpu, input, { rows, columns, scale, seed, at }) => {
  const noise = gpu.output([rows, columns]);
  const size = rows * columns;
  gpu.run({
    key: 'uniform',
    writes: { noise },
    reads: { counters: input('counters') },
    sizes: { size, seed, at },
    floats: { scale },
    workgroup: [FLAT],
    groups: flat(size),
    declarations: MIX,
    // Exact but for the last product.
    body: () => `
  if (index >= u.size) { return; }
  let key = mix32(mix32(u.seed) + u32(counters[u.at]));
  let bits = mix32(mix32(index + 0x9e3779b9u) + key) >> 8u;
  noise[index] = u.scale * (f32(bits) * 1.1920928955078125e-7 - 1.0);`,
  });
  return [noise];
};

export const GrokBoxStep: WgslKernel<'GrokBoxStep'> = (gpu, input, { size: step, epsilon, low, high }) => {
  const x = input('x');
  const size = sizeOf(x);
  const moved = gpu.output(x.shape);
  const signs = step !== 0;
  gpu.run({
    key: `box step${signs ? ' by sign' : ''}`,
    writes: { moved },
    reads: { x, moves: input('move'), centres: input('centre') },
    sizes: { size },
    floats: { ...(signs && { step }), epsilon, low, high },
    workgroup: [FLAT],
    groups: flat(size),
    body: () => `
  if (index >= u.size) { return; }
  let way = moves[index];
  let by = ${signs ? 'select(select(0.0, -u.step, way < 0.0), u.step, way > 0.0)' : 'way'};
  let least = max(centres[index] - u.epsilon, u.low);
  let most = min(centres[index] + u.epsilon, u.high);
  moved[index] = min(max(x[index] + by, least), most);`,
  });
  return [moved];
};
