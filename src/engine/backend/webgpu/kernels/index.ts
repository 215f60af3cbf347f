import { getKernel, registerKernel, unregisterKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { KERNEL_NAMES, type KernelName } from '../../../ops/kernels.ts';
import type { Gpu } from '../gpu.ts';
import * as attention from './attention.ts';
import * as attentionWeights from './attentionWeights.ts';
import * as columns from './columns.ts';
import * as convolution from './convolution.ts';
import * as denseGrad from './denseGrad.ts';
import * as foldedMaps from './foldedMaps.ts';
import * as gather from './gather.ts';
import * as headTable from './headTable.ts';
import type { WgslKernel, WgslKernels } from './kernel.ts';
import * as layerNorm from './layerNorm.ts';
import * as losses from './losses.ts';
import * as lstm from './lstm.ts';
import * as matmul from './matmul.ts';
import * as mixing from './mixing.ts';
import * as parameters from './parameters.ts';
import * as perturbation from './perturbation.ts';
import * as signChanges from './signChanges.ts';

const kernels: WgslKernels = {
  ...attention,
  ...attentionWeights,
  ...columns,
  ...convolution,
  ...denseGrad,
  ...foldedMaps,
  ...gather,
  ...headTable,
  ...layerNorm,
  ...losses,
  ...lstm,
  ...matmul,
  ...mixing,
  ...parameters,
  ...perturbation,
  ...signChanges,
};

/** Registers every kernel in WGSL for TF.js's WebGPU backend. Registering again replaces. */
export function registerWgslKernels(gpu: Gpu): void {
  for (const kernelName of KERNEL_NAMES) {
    const kernel = kernels[kernelName] as WgslKernel<KernelName>;
    if (getKernel(kernelName, 'webgpu') !== undefined) unregisterKernel(kernelName, 'webgpu');
    registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: ({ inputs, attrs }) => {
        const find = (name: string): TensorInfo => {
          const tensor = inputs[name];
          if (tensor === undefined) throw new Error(`${kernelName}: input ${name} is missing`);
          return tensor;
        };
        return kernel(gpu, find, attrs ?? {}, inputs);
      },
    });
  }
}
