/** Kernels over all parameters of a model: as many tensors per program as the device lets one bind. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Gpu } from '../gpu.ts';
import { present, sizeOf, type WgslKernel } from './kernel.ts';
import { FLAT, flat, workgroupSum } from './wgsl.ts';

type Inputs = Readonly<Partial<Record<string, TensorInfo>>>;

/** The tensors named prefix0 … prefix(count−1). */
function list(inputs: Inputs, prefix: string, count: number): TensorInfo[] {
  return Array.from({ length: count }, (_, i) => {
    const tensor = inputs[`${prefix}${i}`];
    if (tensor === undefined) throw new Error(`${prefix}${i} is missing`);
    return tensor;
  });
}

/** 0 … count−1 in runs of at most `most`. */
function runs(count: number, most: number): number[][] {
  const size = Math.max(1, most);
  return Array.from({ length: Math.ceil(count / size) }, (_, run) => Array.from({ length: Math.min(size, count - run * size) }, (__, i) => run * size + i));
}

/** Tensors named prefix0, prefix1, … as bindings. */
const named = (prefix: string, tensors: readonly TensorInfo[]): Record<string, TensorInfo> =>
  Object.fromEntries(tensors.map((tensor, i) => [`${prefix}${i}`, tensor]));

const sizesOf = (tensors: readonly TensorInfo[]): Record<string, number> => Object.fromEntries(tensors.map((tensor, i) => [`size${i}`, sizeOf(tensor)]));

/**
 * An elementwise update of several tensors in one program: tensor i has its own workgroups, and `update(i)` are statements in `at`, the
 * element. `lists` are written in place, `reads` are there for all of them.
 */
function updateInPlace(
  gpu: Gpu,
  name: string,
  lists: Readonly<Record<string, { readonly tensors: readonly TensorInfo[]; readonly written: boolean }>>,
  reads: Readonly<Record<string, TensorInfo>>,
  update: (i: number) => string,
  floats: Readonly<Record<string, number>> = {},
): void {
  const all = Object.entries(lists);
  const count = all[0]?.[1].tensors.length ?? 0;
  const perRun = Math.floor((gpu.maxBindings - Object.keys(reads).length) / all.length);
  for (const chosen of runs(count, perRun)) {
    const bind = (written: boolean): Record<string, TensorInfo> =>
      Object.assign(
        {},
        ...all
          .filter(([, entry]) => entry.written === written)
          .map(([prefix, { tensors }]) =>
            named(
              prefix,
              chosen.map((i) => tensors[i] as TensorInfo),
            ),
          ),
      );
    const sizes = sizesOf(chosen.map((i) => all[0]?.[1].tensors[i] as TensorInfo));
    const largest = Math.max(...Object.values(sizes));
    gpu.run({
      key: `${name} ${chosen.length}`,
      writes: bind(true),
      reads: { ...bind(false), ...reads },
      sizes,
      floats,
      workgroup: [FLAT],
      groups: [Math.min(flat(largest), MOST_GROUPS), chosen.length],
      body: () => `
  let stride = nwg.x * ${FLAT}u;
  switch wid.y {
${chosen
  .map(
    (_, i) => `    case ${i}u: {
      for (var at = wid.x * ${FLAT}u + li; at < u.size${i}; at += stride) { ${update(i)} }
    }`,
  )
  .join('\n')}
    default: {}
  }`,
    });
  }
}

/** Workgroups per tensor; a larger tensor's elements go round. */
const MOST_GROUPS = 4096;

const NORM_WIDTH = 256;

/** norms[i] = ‖pᵢ‖₂: one workgroup per tensor. */
function norms(gpu: Gpu, parameters: readonly TensorInfo[]): TensorInfo {
  const count = parameters.length;
  const result = gpu.output([count]);
  for (const chosen of runs(count, gpu.maxBindings - 1)) {
    const tensors = chosen.map((i) => parameters[i] as TensorInfo);
    gpu.run({
      key: `norms ${chosen.length}`,
      writes: { norms: result },
      reads: named('p', tensors),
      sizes: { first: chosen[0] as number, ...sizesOf(tensors) },
      workgroup: [NORM_WIDTH],
      groups: [chosen.length, 1],
      declarations: workgroupSum(NORM_WIDTH),
      body: () => `
  var share = 0.0;
  switch wid.x {
${chosen.map((_, i) => `    case ${i}u: { for (var at = li; at < u.size${i}; at += ${NORM_WIDTH}u) { share += p${i}[at] * p${i}[at]; } }`).join('\n')}
    default: {}
  }
  let total = sumOf(li, share);
  if (li == 0u) { norms[u.first + wid.x] = sqrt(total); }`,
    });
  }
  return result;
}

export const GrokNorms: WgslKernel<'GrokNorms'> = (gpu, _input, { count }, inputs) => [norms(gpu, list(inputs, 'p', count))];

export const GrokProject: WgslKernel<'GrokProject'> = (gpu, _input, { count, norm }, inputs) => {
  const parameters = list(inputs, 'p', count);
  const each = norms(gpu, parameters);
  const scale = gpu.output([1]);
  gpu.run({
    key: 'projection scale',
    writes: { scale },
    reads: { norms: each },
    sizes: { count },
    floats: { norm },
    workgroup: [1],
    groups: 1,
    body: () => `
  var sum = 0.0;
  for (var i = 0u; i < u.count; i++) { sum += norms[i] * norms[i]; }
  if (sum > 0.0) { scale[0] = u.norm / sqrt(sum); } else { scale[0] = 1.0; }`,
  });
  updateInPlace(gpu, 'project', { p: { tensors: parameters, written: true } }, { scale }, (i) => `p${i}[at] *= scale[0];`);
  gpu.release(each, scale);
  return [];
};

export const GrokStore: WgslKernel<'GrokStore'> = (gpu, _input, { count }, inputs) => {
  const lists = { to: { tensors: list(inputs, 'to', count), written: true }, from: { tensors: list(inputs, 'from', count), written: false } };
  updateInPlace(gpu, 'store', lists, {}, (i) => `to${i}[at] = from${i}[at];`);
  return [];
};

export const GrokAdamW: WgslKernel<'GrokAdamW'> = (gpu, input, { count }, inputs) => {
  const tensors = (prefix: string, written: boolean) => ({ tensors: list(inputs, prefix, count), written });
  const scalars = present({ scalars: input('scalars') });
  // scalars: rate, keep, β₁, 1−β₁, β₂, 1−β₂, ε, c1, c2
  updateInPlace(
    gpu,
    'adamw',
    { p: tensors('p', true), m: tensors('m', true), v: tensors('v', true), g: tensors('g', false) },
    scalars,
    (i) => `
        let g = g${i}[at];
        let m = scalars[2] * m${i}[at] + scalars[3] * g;
        let v = scalars[4] * v${i}[at] + scalars[5] * g * g;
        m${i}[at] = m;
        v${i}[at] = v;
        p${i}[at] = p${i}[at] * scalars[1] - scalars[0] * m * scalars[7] / (sqrt(v * scalars[8]) + scalars[6]);
      `,
  );
  return [];
};

export const GrokSgd: WgslKernel<'GrokSgd'> = (gpu, input, { count }, inputs) => {
  const tensors = (prefix: string, written: boolean) => ({ tensors: list(inputs, prefix, count), written });
  // scalars: rate, keep, μ
  updateInPlace(
    gpu,
    'sgd',
    { p: tensors('p', true), u: tensors('u', true), g: tensors('g', false) },
    { scalars: input('scalars') },
    (i) => `
        let velocity = scalars[2] * u${i}[at] + g${i}[at];
        u${i}[at] = velocity;
        p${i}[at] = p${i}[at] * scalars[1] - scalars[0] * velocity;
      `,
  );
  return [];
};
