import { customGrad, registerGradient, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation } from './activations.ts';
import { weightsAreFrozen } from './frozen.ts';
import { runKernel, runKernelForOne, type KernelName } from './kernels.ts';

/** op(a)·op(b) without a gradient. */
export function matMul(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor2D {
  return runKernelForOne('GrokMatMul', { a, b }, { transposeA, transposeB }) as Tensor2D;
}

/** `dense` whose weights are constants: half a backward pass. */
function frozenDense(x: Tensor2D, w: Tensor2D, bias: Tensor1D | null, activation: Activation, residual: Tensor2D | null): Tensor2D {
  const op = customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [xIn, residualIn] = args.slice(0, -1) as [Tensor, Tensor?];
    const optional = { ...(bias === null ? {} : { bias }), ...(residualIn === undefined ? {} : { residual: residualIn }) };
    const [y, z] = runKernel('GrokDense', { x: xIn, w, ...optional }, { activation }) as [Tensor, Tensor?];
    // The weights too: what they are put together from may be gone by then.
    save(z === undefined ? [w] : [w, z]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor | Tensor[] => {
      const [ws, zs] = saved as [Tensor, Tensor?];
      const dx = tidy(() => matMul(zs === undefined ? dy : runKernelForOne('GrokActivationGrad', { dy, z: zs }, { activation, bias: false }), ws, false, true));
      return residualIn === undefined ? dx : [dx, dy.clone()];
    };
    return { value: y, gradFunc };
  });
  return (residual === null ? op(x) : op(x, residual)) as Tensor2D;
}

/**
 * act(x·w + bias) + residual with its gradient. x (N,K), w (K,M), bias (M) or none, residual (N,M) or none → (N,M).
 * The pre-activation is kept for the backward pass only where the activation needs it.
 */
export function dense(x: Tensor2D, w: Tensor2D, bias: Tensor1D | null = null, activation: Activation = 'linear', residual: Tensor2D | null = null): Tensor2D {
  if (weightsAreFrozen()) return frozenDense(x, w, bias, activation, residual);
  const op = customGrad((...args) => {
    // TF.js hands the saving function over behind the tensors; its types do not say so.
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [xIn, wIn, ...rest] = args.slice(0, -1) as [Tensor, Tensor, ...Tensor[]];
    const optional = { ...(bias === null ? {} : { bias: rest[0] as Tensor }), ...(residual === null ? {} : { residual: rest.at(-1) as Tensor }) };
    const [y, z] = runKernel('GrokDense', { x: xIn, w: wIn, ...optional }, { activation }) as [Tensor, Tensor?];
    save(z === undefined ? [xIn, wIn] : [xIn, wIn, z]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [xs, ws, zs] = saved as [Tensor, Tensor, Tensor?];
      const inputs = zs === undefined ? { dy, x: xs, w: ws } : { dy, x: xs, w: ws, z: zs };
      const gradients = runKernel('GrokDenseGrad', inputs, { activation, bias: bias !== null });
      // A clone, because TF.js disposes a gradient once it has added another one to it.
      return residual === null ? gradients : [...gradients, dy.clone()];
    };
    return { value: y, gradFunc };
  });
  return op(...[x, w, bias, residual].filter((t): t is Tensor2D | Tensor1D => t !== null)) as Tensor2D;
}

/**
 * act(x·w + bias) of data: as `dense`, but without a gradient in x. With wide inputs that gradient is a third of the layer's work.
 * x (N,K), w (K,M), bias (M) or none → (N,M).
 */
export function denseOfData(x: Tensor2D, w: Tensor2D, bias: Tensor1D | null, activation: Activation): Tensor2D {
  const op = customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const inputs = { x, w: args[0] as Tensor };
    const [y, z] = runKernel('GrokDense', bias === null ? inputs : { ...inputs, bias: args[1] as Tensor }, { activation }) as [Tensor, Tensor?];
    save(z === undefined ? [x] : [x, z]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor | Tensor[] => {
      const [xs, zs] = saved as [Tensor, Tensor?];
      const [dz = dy, db = null] =
        zs === undefined
          ? [dy, bias === null ? null : runKernelForOne('GrokColumnSum', { x: dy }, {})]
          : runKernel('GrokActivationGrad', { dy, z: zs }, { activation, bias: bias !== null });
      const dw = matMul(xs, dz, true);
      return db === null ? dw : [dw, db];
    };
    return { value: y, gradFunc };
  });
  return op(...[w, bias].filter((t): t is Tensor2D | Tensor1D => t !== null)) as Tensor2D;
}

// Two outputs: customGrad knows only one.
registerGradient({
  kernelName: 'GrokDensePair' satisfies KernelName,
  inputsToSave: ['x', 'v', 'w'],
  gradFunc: (dy, saved) => {
    const [dyv, dyw] = dy as [Tensor, Tensor];
    const [x, v, w] = saved as [Tensor, Tensor, Tensor];
    const [dx, dv, dw] = runKernel('GrokDensePairGrad', { dyv, dyw, x, v, w }, {}) as [Tensor, Tensor, Tensor];
    return { x: () => dx, v: () => dv, w: () => dw };
  },
});

/** [x·v, x·w] with their gradients; both are meant to be used. x (N,K), v and w (K,M) → (N,M) each. */
export function densePair(x: Tensor2D, v: Tensor2D, w: Tensor2D): [Tensor2D, Tensor2D] {
  if (weightsAreFrozen()) return [frozenDense(x, v, null, 'linear', null), frozenDense(x, w, null, 'linear', null)];
  return runKernel('GrokDensePair', { x, v, w }, {}) as [Tensor2D, Tensor2D];
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
