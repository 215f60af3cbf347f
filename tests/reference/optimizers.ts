/** One tensor of parameters under each optimiser, in float64, written from the papers' algorithm boxes. */

/** A tensor's numbers, row by row. */
type Numbers = readonly number[];
/** A rule that turns the gradient of update t = 1, 2, … into the new parameters. */
export type Rule = (parameters: Numbers, gradient: Numbers, t: number) => number[];

/** A rule for each number by itself: with a memory of its own, whatever its neighbours are. @param start what the numbers were at first */
function each(make: (start: number) => (parameter: number, gradient: number, t: number) => number, start: Numbers): Rule {
  const rules = start.map((first) => make(first));
  return (parameters, gradient, t) => rules.map((rule, i) => rule(parameters[i] as number, gradient[i] as number, t));
}

type Settings = Readonly<Record<string, number | string | boolean>>;

const setting = (settings: Settings, name: string): number => {
  const value = settings[name];
  if (typeof value !== 'number') throw new Error(`the reference needs ${name}`);
  return value;
};

/** Linear warm-up: update t runs at t/warmup of the rate until it is reached. From there on the schedule counts updates. */
const share = (settings: Settings, t: number): number => {
  const warmup = setting(settings, 'warmup');
  if (t < warmup) return t / warmup;
  const [length, left] = [setting(settings, 'scheduleSteps'), setting(settings, 'scheduleShare')];
  const past = warmup === 0 ? t - 1 : t - warmup;
  const done = past > length ? 1 : past / length;
  switch (settings['schedule']) {
    case 'linear':
      return 1 + (left - 1) * done;
    // Loshchilov & Hutter 2017, eq. 5: η_min + ½(η_max − η_min)(1 + cos(π·T_cur/T)).
    case 'cosine':
      return left + 0.5 * (1 - left) * (1 + Math.cos(done * Math.PI));
    case 'step': {
      let rate = 1;
      for (let cut = length; cut <= past; cut += length) rate *= left;
      return rate;
    }
    default:
      return 1;
  }
};

/** What weight decay pulls towards. */
const goal = (settings: Settings, start: number): number => (settings['decayTo'] === 'start' ? start : 0);

/** Loshchilov & Hutter 2019, algorithm 2 (green); with decay 0 it is Kingma & Ba 2015, algorithm 1. The decay is times the rate, as in PyTorch. */
function adam(settings: Settings, decay: number, lr = 'lr'): (start: number) => (parameter: number, gradient: number, t: number) => number {
  const [b1, b2, eps] = [setting(settings, 'beta1'), setting(settings, 'beta2'), setting(settings, 'eps')];
  return (start) => {
    let [m, v] = [0, 0];
    return (parameter, gradient, t) => {
      m = b1 * m + (1 - b1) * gradient;
      v = b2 * v + (1 - b2) * gradient ** 2;
      const step = m / (1 - b1 ** t) / (Math.sqrt(v / (1 - b2 ** t)) + eps);
      return parameter - setting(settings, lr) * share(settings, t) * (step + decay * (parameter - goal(settings, start)));
    };
  };
}

type Matrix = number[][];
const times = (a: Matrix, b: Matrix): Matrix => a.map((row) => (b[0] as number[]).map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] as number), 0)));
const transposed = (a: Matrix): Matrix => (a[0] as number[]).map((_, j) => a.map((row) => row[j] as number));
const mixed = (a: Matrix, p: number, b: Matrix, q: number): Matrix => a.map((row, i) => row.map((x, j) => p * x + q * (b[i]?.[j] as number)));

/** Jordan 2024, «zeropower_via_newtonschulz5», for any shape: (aI + bXXᵀ + c(XXᵀ)²)X, five times. */
function newtonSchulz(g: Matrix): Matrix {
  const length = Math.hypot(...g.flat());
  let x = g.map((row) => row.map((value) => value / (length + 1e-7)));
  for (let i = 0; i < 5; i++) {
    const gram = times(x, transposed(x));
    x = mixed(x, 3.4445, times(mixed(gram, -4.775, times(gram, gram), 2.0315), x), 1);
  }
  return x;
}

/** Muon on a matrix (inputs, outputs): u ← μu + g, then the orthogonalised g + μu, stretched by √max(1, outputs/inputs), and decoupled decay. */
function muon(settings: Settings, [inputs, outputs]: Numbers, start: Numbers): Rule {
  const mu = setting(settings, 'momentum');
  const rows = (flat: Numbers): Matrix =>
    Array.from({ length: inputs as number }, (_, i) => flat.slice(i * (outputs as number), (i + 1) * (outputs as number)));
  let u = start.map(() => 0);
  return (parameters, gradient, t) => {
    u = u.map((x, i) => mu * x + (gradient[i] as number));
    const step = newtonSchulz(rows(gradient.map((g, i) => g + mu * (u[i] as number)))).flat();
    const rate = setting(settings, 'lr') * share(settings, t);
    const stretch = Math.sqrt(Math.max(1, (outputs as number) / (inputs as number)));
    return parameters.map((p, i) => p - rate * (stretch * (step[i] as number) + setting(settings, 'weightDecay') * (p - goal(settings, start[i] as number))));
  };
}

/** Makes a fresh rule for a tensor of a shape, by the optimiser's id. `hidden`: it is a matrix between layers. `start`: its numbers at first. */
export const OPTIMIZER_REFERENCE: Readonly<Record<string, (settings: Settings, shape: Numbers, hidden: boolean, start: Numbers) => Rule>> = {
  adamw: (settings, _shape, _hidden, start) => each(adam(settings, setting(settings, 'weightDecay')), start),
  adam: (settings, _shape, _hidden, start) => each(adam(settings, 0), start),
  // Sutskever et al. 2013, eq. 1–4, with the rate outside the velocity as in PyTorch's SGD, and decoupled decay.
  sgd: (settings, _shape, _hidden, start) =>
    each((first) => {
      const momentum = setting(settings, 'momentum');
      let velocity = 0;
      return (parameter, gradient, t) => {
        velocity = momentum * velocity + gradient;
        const step = settings['nesterov'] === true ? gradient + momentum * velocity : velocity;
        return parameter - setting(settings, 'lr') * share(settings, t) * (step + setting(settings, 'weightDecay') * (parameter - goal(settings, first)));
      };
    }, start),
  muon: (settings, shape, hidden, start) =>
    hidden ? muon(settings, shape, start) : each(adam(settings, setting(settings, 'weightDecay'), 'otherRate'), start),
};
