/** Activation functions and their derivatives in WGSL; `ops/activations.ts` is their definition. */
import { GELU_CUBIC, GELU_SCALE, LEAK, type Activation } from '../../../ops/activations.ts';
import { literal } from './wgsl.ts';

/** WGSL's own tanh may overflow for large arguments and may lose all digits for small ones. */
export const TANH = `
fn tanhOf(x: f32) -> f32 {
  let size = abs(x);
  if (size < 0.4) {
    let s = x * x;
    return x * (1.0 + s * (-0.33333333 + s * (0.13333333 + s * (-0.053968254 + s * (0.021869488 - s * 0.0088632355)))));
  }
  let e = exp(-2.0 * size);
  return sign(x) * (1.0 - e) / (1.0 + e);
}`;

const GELU = `${TANH}
fn geluInner(z: f32) -> f32 { return tanhOf(${literal(GELU_SCALE)} * (z + ${literal(GELU_CUBIC)} * z * z * z)); }`;

/** By e^−|z|, which stays finite. */
const SIGMOID = `
fn sigmoid(z: f32) -> f32 {
  let e = exp(-abs(z));
  return select(e, 1.0, z > 0.0) / (1.0 + e);
}`;

const leak = literal(LEAK);

/** WGSL of `act` and `actGrad`. */
const code: Readonly<Record<Activation, { readonly value: string; readonly derivative: string; readonly needs?: string }>> = {
  linear: { value: 'z', derivative: '1.0' },
  relu: { value: 'max(z, 0.0)', derivative: 'select(0.0, 1.0, z > 0.0)' },
  leakyRelu: { value: `select(${leak} * z, z, z > 0.0)`, derivative: `select(${leak}, 1.0, z > 0.0)` },
  gelu: {
    needs: GELU,
    value: '0.5 * z * (1.0 + geluInner(z))',
    derivative: 'geluSlope(z)',
  },
  tanh: { needs: TANH, value: 'tanhOf(z)', derivative: '1.0 - tanhOf(z) * tanhOf(z)' },
  quadratic: { value: 'z * z', derivative: '2.0 * z' },
  sigmoid: { needs: SIGMOID, value: 'sigmoid(z)', derivative: 'sigmoid(z) * sigmoid(-z)' },
  silu: { needs: SIGMOID, value: 'z * sigmoid(z)', derivative: 'sigmoid(z) * (1.0 + z * sigmoid(-z))' },
};

const GELU_SLOPE = `
fn geluSlope(z: f32) -> f32 {
  let t = geluInner(z);
  return 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * ${literal(GELU_SCALE)} * (1.0 + ${literal(3 * GELU_CUBIC)} * z * z);
}`;

/** Declares `act(z)`. */
export function valueOf(activation: Activation): string {
  const { needs = '', value } = code[activation];
  return `${needs}\nfn act(z: f32) -> f32 { return ${value}; }`;
}

/** Declares `actGrad(z)`. */
export function derivativeOf(activation: Activation): string {
  const { needs = '', derivative } = code[activation];
  return `${needs}${activation === 'gelu' ? GELU_SLOPE : ''}\nfn actGrad(z: f32) -> f32 { return ${derivative}; }`;
}
