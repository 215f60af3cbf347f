/** One parameter under each optimiser, in float64, written from the papers' algorithm boxes. */

/** A rule that turns the gradient of update t = 1, 2, … into the new parameter. */
export type Rule = (parameter: number, gradient: number, t: number) => number;

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
function adam(settings: Settings, decay: number): Rule {
  const [b1, b2, eps] = [setting(settings, 'beta1'), setting(settings, 'beta2'), setting(settings, 'eps')];
  let [m, v] = [0, 0];
  return (parameter, gradient, t) => {
    m = b1 * m + (1 - b1) * gradient;
    v = b2 * v + (1 - b2) * gradient ** 2;
    const step = m / (1 - b1 ** t) / (Math.sqrt(v / (1 - b2 ** t)) + eps);
    return parameter - rate(settings, t) * (step + decay * parameter);
  };
}

/** Makes a fresh rule for one parameter, by the optimiser's id. */
export const OPTIMIZER_REFERENCE: Readonly<Record<string, (settings: Settings) => Rule>> = {
  adamw: (settings) => adam(settings, setting(settings, 'weightDecay')),
  adam: (settings) => adam(settings, 0),
  // Sutskever et al. 2013, eq. 1–2, with the rate outside the velocity, and decoupled decay.
  sgd: (settings) => {
    let velocity = 0;
    return (parameter, gradient, t) => {
      velocity = setting(settings, 'momentum') * velocity + gradient;
      return parameter - rate(settings, t) * (velocity + setting(settings, 'weightDecay') * parameter);
    };
  },
};
