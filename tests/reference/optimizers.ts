/** One tensor of parameters under each optimiser, in float64, written from the papers' algorithm boxes. */

/** A tensor's numbers, row by row. */
type Numbers = readonly number[];
/** A rule that turns the gradient of update t = 1, 2, … into the new parameters. */
export type Rule = (parameters: Numbers, gradient: Numbers, t: number) => number[];

/** A rule for each number by itself: with a memory of its own, whatever its neighbours are. */
function each(make: () => (parameter: number, gradient: number, t: number) => number, shape: Numbers): Rule {
  const rules = Array.from({ length: shape.reduce((product, n) => product * n, 1) }, make);
  return (parameters, gradient, t) => rules.map((rule, i) => rule(parameters[i] as number, gradient[i] as number, t));
}

type Settings = Readonly<Record<string, number>>;

const setting = (settings: Settings, name: string): number => {
  const value = settings[name];
  if (value === undefined) throw new Error(`the reference needs ${name}`);
  return value;
};

/** Linear warm-up: update t runs at t/warmup of the rate until it is reached. */
const rate = (settings: Settings, t: number): number => {
  const warmup = setting(settings, 'warmup');
  return setting(settings, 'lr') * (t < warmup ? t / warmup : 1);
};

/** Loshchilov & Hutter 2019, algorithm 2 (green); with decay 0 it is Kingma & Ba 2015, algorithm 1. The decay is times the rate, as in PyTorch. */
function adam(settings: Settings, decay: number): (parameter: number, gradient: number, t: number) => number {
  const [b1, b2, eps] = [setting(settings, 'beta1'), setting(settings, 'beta2'), setting(settings, 'eps')];
  let [m, v] = [0, 0];
  return (parameter, gradient, t) => {
    m = b1 * m + (1 - b1) * gradient;
    v = b2 * v + (1 - b2) * gradient ** 2;
    const step = m / (1 - b1 ** t) / (Math.sqrt(v / (1 - b2 ** t)) + eps);
    return parameter - rate(settings, t) * (step + decay * parameter);
  };
}

/** Makes a fresh rule for a tensor of a shape, by the optimiser's id. */
export const OPTIMIZER_REFERENCE: Readonly<Record<string, (settings: Settings, shape: Numbers) => Rule>> = {
  adamw: (settings, shape) => each(() => adam(settings, setting(settings, 'weightDecay')), shape),
  adam: (settings, shape) => each(() => adam(settings, 0), shape),
  // Sutskever et al. 2013, eq. 1–2, with the rate outside the velocity, and decoupled decay.
  sgd: (settings, shape) =>
    each(() => {
      let velocity = 0;
      return (parameter, gradient, t) => {
        velocity = setting(settings, 'momentum') * velocity + gradient;
        return parameter - rate(settings, t) * (velocity + setting(settings, 'weightDecay') * parameter);
      };
    }, shape),
};
