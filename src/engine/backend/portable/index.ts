import { getKernel, registerKernel, unregisterKernel, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { KERNEL_NAMES, type KernelName } from '../../ops/kernels.ts';
import * as attention from './attention.ts';
import * as convolution from './convolution.ts';
import * as dense from './dense.ts';
import * as folded from './folded.ts';
import * as gather from './gather.ts';
import * as layerNorm from './layerNorm.ts';
import * as losses from './losses.ts';
import * as lstm from './lstm.ts';
import type { MemoryOf, PortableKernel, PortableKernels } from './memory.ts';
import * as parameters from './parameters.ts';
import * as perturbation from './perturbation.ts';
import * as signChanges from './signChanges.ts';

const { GrokLstm, GrokLstmGrad } = lstm;
const kernels: PortableKernels = {
  ...attention,
  ...convolution,
  ...dense,
  ...folded,
  ...gather,
  ...layerNorm,
  ...losses,
  ...parameters,
  ...perturbation,
  ...signChanges,
  GrokLstm,
  GrokLstmGrad,
};

/** Registers every kernel, in plain TypeScript, for a backend whose tensors are in host memory. Registering again replaces. */
export function registerPortableKernels(backendName: string, memoryOf: MemoryOf): void {
  for (const kernelName of KERNEL_NAMES) {
    const kernel = kernels[kernelName] as PortableKernel<KernelName>;
    if (getKernel(kernelName, backendName) !== undefined) unregisterKernel(kernelName, backendName);
    registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const find = (name: string): TensorInfo => {
          const tensor = inputs[name];
          if (tensor === undefined) throw new Error(`${kernelName}: input ${name} is missing`);
          return tensor;
        };
        return kernel(find, attrs as never, memoryOf(backend as KernelBackend), inputs);
      },
    });
  }
}
