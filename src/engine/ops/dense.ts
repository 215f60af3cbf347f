import { customGrad, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation } from './activations.ts';
import { runKernel, runKernelForOne } from './kernels.ts';

/** op(a)·op(b) without a gradient. */
export function matMul(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor2D {
  return runKernelForOne('GrokMatMul', { a, b }, { transposeA, transposeB }) as Tensor2D;
}

/**
 * act(x·w + bias) with its gradient. x (N,K), w (K,M), bias (M) or none → (N,M).
 * The pre-activation is kept for the backward pass only where the activation needs it.
 */
export function dense(x: Tensor2D, w: Tensor2D, bias: Tensor1D | null = null, activation: Activation = 'linear'): Tensor2D {
  const hasBias = bias !== null;
  const linear = activation === 'linear';
  const op = customGrad((...args) => {
    // TF.js hands the saving function over behind the tensors; its types do not say so.
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [xIn, wIn] = args as [Tensor2D, Tensor2D];
    const outputs = runKernel('GrokDense', hasBias ? { x: xIn, w: wIn, bias: args[2] as Tensor } : { x: xIn, w: wIn }, { activation });
    const [y, z] = outputs as [Tensor2D, Tensor2D | undefined];
    save(z === undefined ? [xIn, wIn] : [xIn, wIn, z]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [xs, ws, zs] = saved as [Tensor2D, Tensor2D, Tensor2D | undefined];
      let dz = dy;
      let db: Tensor | undefined;
      if (!linear && zs !== undefined) [dz, db] = runKernel('GrokActivationGrad', { dy, z: zs }, { activation, bias: hasBias }) as [Tensor, Tensor?];
      else if (hasBias) db = runKernelForOne('GrokColumnSum', { x: dy }, {});
      const dx = matMul(dz, ws, false, true); // (N,M)·(K,M)ᵀ → (N,K)
      const dw = matMul(xs, dz, true, false); // (N,K)ᵀ·(N,M) → (K,M)
      return db === undefined ? [dx, dw] : [dx, dw, db];
    };
    return { value: y, gradFunc };
  });
  return hasBias ? op(x, w, bias) : op(x, w);
}

/**
 * act(x + bias) with its gradient, for a layer whose product was done elsewhere (once per token). x (N,M), bias (M) or none → (N,M).
 */
export function biasActivation(x: Tensor2D, bias: Tensor1D | null, activation: Activation): Tensor2D {
  if (bias === null && activation === 'linear') return x;
  const linear = activation === 'linear';
  const op = customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const xIn = args[0] as Tensor2D;
    const inputs = bias === null ? { x: xIn } : { x: xIn, bias: args[1] as Tensor };
    const [y, z] = runKernel('GrokBiasActivation', inputs, { activation }) as [Tensor2D, Tensor2D?];
    save(linear ? [] : [z ?? xIn]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor | Tensor[] => {
      if (linear) return [dy, runKernelForOne('GrokColumnSum', { x: dy }, {})];
      return runKernel('GrokActivationGrad', { dy, z: saved[0] as Tensor }, { activation, bias: bias !== null });
    };
    return { value: y, gradFunc };
  });
  return bias === null ? op(x) : op(x, bias);
}
