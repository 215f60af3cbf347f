/**
 * The LSTM: a workgroup takes one sequence from its first position to its last, or back, and its invocations share the units. What goes from
 * position to position stays in the workgroup's memory, so that one program is enough for all positions.
 */
import { TANH } from './activations.ts';
import { dims, present, type WgslKernel } from './kernel.ts';
import { multiply } from './matmul.ts';
import { powerOfTwo } from './wgsl.ts';

const GATES = `${TANH}
fn gate(z: f32) -> f32 {
  let e = exp(-abs(z));
  return select(1.0, e, z < 0.0) / (1.0 + e);
}
fn gateSlope(z: f32) -> f32 {
  let e = exp(-abs(z));
  return e / ((1.0 + e) * (1.0 + e));
}
fn tanhSlope(z: f32) -> f32 {
  let e = exp(-2.0 * abs(z));
  return 4.0 * e / ((1.0 + e) * (1.0 + e));
}`;

/** Invocations of a workgroup: WebGPU promises 256. */
const lanesOf = (width: number): number => powerOfTwo(width, 16, 256);
/** Room for a row of units. */
const roomOf = (width: number): number => powerOfTwo(width, 16, 4096);

export const GrokLstm: WgslKernel<'GrokLstm'> = (gpu, input, { steps, whole }, { h0, c0 }) => {
  const [x, weights] = [input('x'), input('u')];
  const [rows, gates] = dims(x.shape);
  const [n, width] = [rows / steps, gates / 4];
  const [lanes, room] = [lanesOf(width), roomOf(width)];
  const [y, z] = [gpu.output([whole ? rows : n, width]), gpu.output(x.shape)];
  const [h, c] = [gpu.output([rows + n, width]), gpu.output([rows + n, width])];
  gpu.work += rows * gates * width;
  gpu.run({
    key: `lstm ${whole} ${room} ${h0 !== undefined}`,
    writes: { y, z, h, c, ...present({ h0, c0 }) },
    reads: { x, weights },
    sizes: { n, width, steps },
    workgroup: [lanes],
    groups: n,
    declarations: `${GATES}\nvar<workgroup> before: array<f32, ${room}>;`,
    body: () => `
  if (group >= u.n) { return; }
  for (var j = li; j < u.width; j += ${lanes}u) {
    before[j] = ${h0 === undefined ? '0.0' : 'h0[group * u.width + j]'};
    h[group * u.width + j] = before[j];
    c[group * u.width + j] = ${c0 === undefined ? '0.0' : 'c0[group * u.width + j]'};
  }
  workgroupBarrier();
  for (var t = 0u; t < u.steps; t++) {
    let row = t * u.n + group;
    let first = row * 4u * u.width;
    for (var j = li; j < u.width; j += ${lanes}u) {
      let at = first + j;
      var sums = vec4f(x[at], x[at + u.width], x[at + 2u * u.width], x[at + 3u * u.width]);
      for (var k = 0u; k < u.width; k++) {
        let source = k * 4u * u.width + j;
        sums += before[k] * vec4f(weights[source], weights[source + u.width], weights[source + 2u * u.width], weights[source + 3u * u.width]);
      }
      z[at] = sums.x;
      z[at + u.width] = sums.y;
      z[at + 2u * u.width] = sums.z;
      z[at + 3u * u.width] = sums.w;
      let cell = gate(sums.y) * c[row * u.width + j] + gate(sums.x) * tanhOf(sums.z);
      c[(row + u.n) * u.width + j] = cell;
      h[(row + u.n) * u.width + j] = gate(sums.w) * tanhOf(cell);
    }
    workgroupBarrier();
    for (var j = li; j < u.width; j += ${lanes}u) {
      let made = h[(row + u.n) * u.width + j];
      before[j] = made;
      ${whole ? 'y[row * u.width + j] = made;' : 'if (t + 1u == u.steps) { y[group * u.width + j] = made; }'}
    }
    workgroupBarrier();
  }
  ${
    h0 === undefined
      ? ''
      : `for (var j = li; j < u.width; j += ${lanes}u) {
    h0[group * u.width + j] = before[j];
    c0[group * u.width + j] = c[(u.steps * u.n + group) * u.width + j];
  }`
  }`,
  });
  return [y, z, h, c];
};

export const GrokLstmGrad: WgslKernel<'GrokLstmGrad'> = (gpu, input, { steps, whole, constant }) => {
  const [dy, z, h, c, weights] = [input('dy'), input('z'), input('h'), input('c'), input('u')];
  const [rows, gates] = dims(z.shape);
  const [n, width] = [rows / steps, gates / 4];
  const [lanes, room] = [lanesOf(width), roomOf(width)];
  const dx = gpu.output(z.shape);
  gpu.work += rows * gates * width;
  gpu.run({
    key: `lstm grad ${whole} ${room}`,
    writes: { dx },
    reads: { dy, z, c, weights },
    sizes: { n, width, steps },
    workgroup: [lanes],
    groups: n,
    declarations: `${GATES}
var<workgroup> slopes: array<f32, ${4 * room}>;
var<workgroup> slopeH: array<f32, ${room}>;
var<workgroup> slopeC: array<f32, ${room}>;`,
    body: () => `
  if (group >= u.n) { return; }
  for (var j = li; j < u.width; j += ${lanes}u) {
    slopeH[j] = 0.0;
    slopeC[j] = 0.0;
  }
  for (var back = 0u; back < u.steps; back++) {
    let row = (u.steps - 1u - back) * u.n + group;
    let first = row * 4u * u.width;
    for (var j = li; j < u.width; j += ${lanes}u) {
      let at = first + j;
      let i = z[at];
      let f = z[at + u.width];
      let g = z[at + 2u * u.width];
      let o = z[at + 3u * u.width];
      let cell = c[(row + u.n) * u.width + j];
      var dh = slopeH[j];
      ${whole ? 'dh += dy[row * u.width + j];' : 'if (back == 0u) { dh += dy[group * u.width + j]; }'}
      let dc = slopeC[j] + dh * gate(o) * tanhSlope(cell);
      let made = vec4f(
        dc * tanhOf(g) * gateSlope(i),
        dc * c[row * u.width + j] * gateSlope(f),
        dc * gate(i) * tanhSlope(g),
        dh * tanhOf(cell) * gateSlope(o),
      );
      for (var part = 0u; part < 4u; part++) {
        slopes[part * u.width + j] = made[part];
        dx[at + part * u.width] = made[part];
      }
      slopeC[j] = dc * gate(f);
    }
    workgroupBarrier();
    for (var j = li; j < u.width; j += ${lanes}u) {
      let source = j * 4u * u.width;
      var sum = 0.0;
      for (var k = 0u; k < 4u * u.width; k++) { sum += slopes[k] * weights[source + k]; }
      slopeH[j] = sum;
    }
    workgroupBarrier();
  }`,
  });
  if (constant) return [dx];
  const du = gpu.output(weights.shape);
  multiply(gpu, { a: h, b: dx, transposeA: true, transposeB: false, activation: 'linear', z: null, y: du, m: width, n: gates, k: rows });
  return [dx, du];
};
