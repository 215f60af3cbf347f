/** Activation functions. Kernels know them by name; the numbers here are their float64 definition. */
import { text, type Text } from '../text.ts';

export const ACTIVATIONS = ['linear', 'relu', 'leakyRelu', 'gelu', 'tanh', 'quadratic', 'sigmoid', 'silu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

interface Definition {
  readonly label: Text;
  readonly value: (z: number) => number;
  readonly derivative: (z: number) => number;
  readonly piecewiseLinear: boolean;
  /** Whether derivative(value(z)) = derivative(z): a backward pass can do with the value. */
  readonly derivativeFromValue: boolean;
}

/** Slope of LeakyReLU below zero (Omnigrok's decoder, repo KindXiaoming/Omnigrok). */
export const LEAK = 0.2;

/** GELU in its tanh form (Hendrycks & Gimpel 2016, §2): the same on every backend. */
export const GELU_SCALE = Math.sqrt(2 / Math.PI);
export const GELU_CUBIC = 0.044715;

/** 1/(1 + e^−z). */
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const geluInner = (z: number): number => Math.tanh(GELU_SCALE * (z + GELU_CUBIC * z ** 3));

export const activations: Readonly<Record<Activation, Definition>> = {
  linear: { label: text('linear', '線形'), value: (z) => z, derivative: () => 1, piecewiseLinear: true, derivativeFromValue: true },
  relu: { label: text('ReLU', 'ReLU'), value: (z) => Math.max(z, 0), derivative: (z) => (z > 0 ? 1 : 0), piecewiseLinear: true, derivativeFromValue: true },
  leakyRelu: {
    label: text('LeakyReLU', 'LeakyReLU'),
    value: (z) => (z > 0 ? z : LEAK * z),
    derivative: (z) => (z > 0 ? 1 : LEAK),
    piecewiseLinear: true,
    derivativeFromValue: true,
  },
  gelu: {
    label: text('GELU', 'GELU'),
    value: (z) => 0.5 * z * (1 + geluInner(z)),
    derivative: (z) => {
      const t = geluInner(z);
      return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * GELU_SCALE * (1 + 3 * GELU_CUBIC * z * z);
    },
    piecewiseLinear: false,
    derivativeFromValue: false,
  },
  tanh: { label: text('tanh', 'tanh'), value: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2, piecewiseLinear: false, derivativeFromValue: false },
  quadratic: { label: text('quadratic', '2 乗'), value: (z) => z * z, derivative: (z) => 2 * z, piecewiseLinear: false, derivativeFromValue: false },
  sigmoid: {
    label: text('sigmoid', 'シグモイド'),
    value: sigmoid,
    derivative: (z) => sigmoid(z) * sigmoid(-z),
    piecewiseLinear: false,
    derivativeFromValue: false,
  },
  // Elfwing et al. 2018: z·σ(z).
  silu: {
    label: text('SiLU', 'SiLU'),
    value: (z) => z * sigmoid(z),
    derivative: (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
    piecewiseLinear: false,
    derivativeFromValue: false,
  },
};
