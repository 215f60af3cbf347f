/** Gradient transforms by their ids, in float64, written from the papers: what becomes of the gradients of update t = 1, 2, … */

type Tensors = readonly (readonly number[])[];
/**
 * Of each tensor its numbers, row by row; `shapes` says how many rows and columns, and `normal(i)` are random numbers for tensor i. Of one that
 * moves the parameters at which the gradient is taken: these.
 */
type Transform = (parameters: Tensors, gradients: Tensors, t: number, shapes: Tensors, normal: (i: number) => readonly number[]) => number[][];
/** Values by name: what each is, its default says where it is read. */
type Settings = Readonly<Record<string, never>>;

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
const combined = (a: readonly number[], b: readonly number[], factor: number): number[] => a.map((x, i) => x + factor * (b[i] as number));

/** Makes a fresh transform, by its id. */
export const TRANSFORM_REFERENCE: Readonly<Record<string, (settings: Settings) => Transform>> = {
  // ∇(½λ‖θ‖²) = λθ.
  penalty:
    ({ strength = 0 }) =>
    (parameters, gradients) =>
      gradients.map((g, i) => combined(g, parameters[i] as readonly number[], strength)),
  // Lee et al. 2024: an exponential average that starts at the first gradient.
  grokfast: ({ factor = 0, memory = 0 }) => {
    let mean: number[][] | null = null;
    return (_, gradients) => {
      const before: Tensors = mean ?? gradients;
      const after = gradients.map((g, i) => g.map((x, j) => memory * (before[i]?.[j] as number) + (1 - memory) * x));
      mean = after;
      return gradients.map((g, i) => combined(g, after[i] as number[], factor));
    };
  },
  // Prieto et al. 2025, eq. for ⊥Grad, per tensor, with the length restored.
  orthogonal: () => (parameters, gradients) =>
    gradients.map((g, i) => {
      const w = parameters[i] as readonly number[];
      const across = combined(g, w, -dot(w, g) / dot(w, w));
      return across.map((x) => (x * Math.sqrt(dot(g, g))) / Math.sqrt(dot(across, across)));
    }),
  // Power et al. 2022, figure 2: N(0, σ²) on every weight.
  weightNoise:
    ({ std = 0 }) =>
    (parameters, _gradients, _t, _shapes, normal) =>
      parameters.map((p, i) => combined(p, normal(i), std)),
  // Neelakantan et al. 2015, eq. 1: σ_t² = η/t^γ.
  gradientNoise:
    ({ std = 0, fade = 0 }) =>
    (_, gradients, t, _shapes, normal) =>
      gradients.map((g, i) => combined(g, normal(i), Math.sqrt(std ** 2 / t ** fade))),
  // Pascanu et al. 2013, algorithm 1.
  clipping:
    ({ most = 0 }) =>
    (_, gradients) => {
      const length = Math.hypot(...gradients.flat());
      return gradients.map((g) => g.map((x) => (length > most ? (x * most) / length : x)));
    },
};
