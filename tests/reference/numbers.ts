/** float64 arithmetic on plain arrays, as plainly as it can be written: what the engine's numbers are compared with. */

export type Vector = number[];
export type Matrix = Vector[];

/** A model's parameters by name, flat and row-major, with their shapes. */
export type NamedParameters = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float64Array }>;

export function vectorOf(parameters: NamedParameters, name: string): Vector {
  const parameter = parameters.get(name);
  if (parameter === undefined) throw new Error(`the reference has no parameter «${name}»`);
  return [...parameter.data];
}

export function matrixOf(parameters: NamedParameters, name: string): Matrix {
  const flat = vectorOf(parameters, name);
  const [rows = 0, columns = 0] = parameters.get(name)?.shape ?? [];
  return Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
}

export function addVectors(a: Vector, b: Vector): Vector {
  return a.map((x, i) => x + (b[i] as number));
}

/** x·W: x (K), W (K, M) → (M). */
export function timesMatrix(x: Vector, w: Matrix): Vector {
  const out = Array.from({ length: (w[0] as Vector).length }, () => 0);
  x.forEach((value, k) => {
    const row = w[k] as Vector;
    for (let m = 0; m < out.length; m++) out[m] = (out[m] as number) + value * (row[m] as number);
  });
  return out;
}

/** x·W + b, without b where there is none. */
export function affine(x: Vector, w: Matrix, b: Vector | null): Vector {
  const product = timesMatrix(x, w);
  return b === null ? product : addVectors(product, b);
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
}

/** exp normalised over the vector (Vaswani et al. 2017, eq. 1). */
export function softmax(scores: Vector): Vector {
  const largest = Math.max(...scores);
  const powers = scores.map((s) => Math.exp(s - largest));
  const total = powers.reduce((sum, x) => sum + x, 0);
  return powers.map((x) => x / total);
}

/** Ba et al. 2016, eq. 3, with PyTorch's ε = 1e-5 inside the root. */
export function normalise(x: Vector, gain: Vector, bias: Vector): Vector {
  const centre = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - centre) ** 2, 0) / x.length;
  return x.map((value, i) => ((value - centre) / Math.sqrt(variance + 1e-5)) * (gain[i] as number) + (bias[i] as number));
}

/** Zhang & Sennrich 2019, eq. 4, with the same ε. */
export function rmsNormalise(x: Vector, gain: Vector): Vector {
  const root = Math.sqrt(dot(x, x) / x.length + 1e-5);
  return x.map((value, i) => (value / root) * (gain[i] as number));
}

/** The activation functions by their ids, each from its own definition. */
export const ACTIVATION_REFERENCE: Readonly<Record<string, (z: number) => number>> = {
  linear: (z) => z,
  relu: (z) => (z > 0 ? z : 0),
  leakyRelu: (z) => (z > 0 ? z : 0.2 * z),
  // Hendrycks & Gimpel 2016, §2: 0.5x(1 + tanh[√(2/π)(x + 0.044715x³)])
  gelu: (z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z))),
  tanh: (z) => (Math.exp(2 * z) - 1) / (Math.exp(2 * z) + 1),
  quadratic: (z) => z * z,
  // ½(1 + tanh(z/2)), and z times it.
  sigmoid: (z) => 0.5 * (1 + Math.tanh(z / 2)),
  silu: (z) => (z / 2) * (1 + Math.tanh(z / 2)),
};
