/** Sums over the rows of a matrix: a workgroup has a few neighbouring columns, its lanes share the rows, and a tree adds the lanes. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Activation } from '../../../ops/activations.ts';
import type { Gpu } from '../gpu.ts';
import { derivativeOf } from './activations.ts';
import { dims, sizeOf, type WgslKernel } from './kernel.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

/** Statements that sum `addend` (an expression in `at`) down column `column` and store it. */
const sumDown = (lanes: number, prepare: string, addend: string, to: string): string => `
  let column = wid.x * ${COLUMNS}u + lid.x;
  var sum = 0.0;
  if (column < u.m) {
    for (var row = lid.y; row < u.n; row += ${lanes}u) {
      let at = row * u.m + column;
      ${prepare}
      sum += ${addend};
    }
  }
  let total = columnSum(lid, sum);
  if (lid.y == 0u && column < u.m) { ${to}[column] = total; }`;

/** Σ_n dy ⊙ act′(z): dy, z (N,M) → (M) */
export function slopeSum(gpu: Gpu, dy: TensorInfo, z: TensorInfo, activation: Activation): TensorInfo {
  const [n, m] = dims(dy.shape);
  const db = gpu.output([m]);
  const lanes = lanesFor(n);
  gpu.run({
    key: `slope sum ${activation} ${lanes}`,
    writes: { db },
    reads: { dy, z },
    sizes: { n, m },
    workgroup: [COLUMNS, lanes],
    groups: Math.ceil(m / COLUMNS),
    declarations: derivativeOf(activation) + laneSum('columnSum', lanes),
    body: () => sumDown(lanes, '', 'dy[at] * actGrad(z[at])', 'db'),
  });
  return db;
}

export const GrokColumnSum: WgslKernel<'GrokColumnSum'> = (gpu, input) => {
  const x = input('x');
  const [n, m] = dims(x.shape);
  const sums = gpu.output([m]);
  const lanes = lanesFor(n);
  gpu.run({
    key: `column sum ${lanes}`,
    writes: { sums },
    reads: { x },
    sizes: { n, m },
    workgroup: [COLUMNS, lanes],
    groups: Math.ceil(m / COLUMNS),
    declarations: laneSum('columnSum', lanes),
    body: () => sumDown(lanes, '', 'x[at]', 'sums'),
  });
  return [sums];
};

export const GrokActivationGrad: WgslKernel<'GrokActivationGrad'> = (gpu, input, { activation, bias }) => {
  const [dy, z] = [input('dy'), input('z')];
  const [n, m] = dims(z.shape);
  const dz = gpu.output([n, m]);
  if (!bias) {
    gpu.run({
      key: `activation grad ${activation}`,
      writes: { dz },
      reads: { dy, z },
      sizes: { size: sizeOf(z) },
      workgroup: [FLAT],
      groups: flat(sizeOf(z)),
      declarations: derivativeOf(activation),
      body: () => 'if (index < u.size) { dz[index] = dy[index] * actGrad(z[index]); }',
    });
    return [dz];
  }
  const db = gpu.output([m]);
  const lanes = lanesFor(n);
  gpu.run({
    key: `activation and bias grad ${activation} ${lanes}`,
    writes: { dz, db },
    reads: { dy, z },
    sizes: { n, m },
    workgroup: [COLUMNS, lanes],
    groups: Math.ceil(m / COLUMNS),
    declarations: derivativeOf(activation) + laneSum('columnSum', lanes),
    body: () => sumDown(lanes, 'let slope = dy[at] * actGrad(z[at]);\n      dz[at] = slope;', 'slope', 'db'),
  });
  return [dz, db];
};
