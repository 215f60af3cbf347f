/** How an optimiser shrinks the weights, beside its update rule. */
import { add, mul, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { scalarAt, store } from '../ops/parameters.ts';
import { choice, number, type ChoiceParameter, type NumberParameter, type Parameters, type Value, type Values } from '../parameters.ts';
import { text } from '../text.ts';
import type { Moment } from './optimizer.ts';

export interface Decay<P extends Parameters = Parameters> {
  readonly parameters: P;
  /** The parameter that says how strong it is, at 0 not at all; null where there is none. */
  readonly strength: string | null;
  /** What is left of every weight in an update at this rate, before the rule moves it. */
  keep(values: Values<P>, rate: number): number;
  /** Whether what is taken from a weight is given back as a share of what it was at the start. */
  looksBack(values: Readonly<Record<string, Value>>): boolean;
}

export const noDecay: Decay<Record<never, never>> = { parameters: {}, strength: null, keep: () => 1, looksBack: () => false };

const weightDecay = number({
  label: text('weight decay', '重み減衰'),
  symbol: '\\lambda',
  help: text(
    'Shrinks every weight a little at each step. Higher: grokking comes sooner; 0: it may never come.',
    '毎ステップすべての重みを少し縮めます。大きいほど早くグロッキングし、0 では起こらないことがあります。',
  ),
  default: 1,
  min: 0,
  max: 100,
  scale: 'log',
  live: true,
});

const decayTo = choice({
  label: text('decay towards', '減衰の向かう先'),
  help: text(
    'Where weight decay pulls: to zero, or back to the weights of the start (Power et al. 2022).',
    '重み減衰で近づける先。0 か、初期の重みか（Power et al. 2022）。',
  ),
  default: 'zero',
  choices: [
    { value: 'zero', label: text('zero', '0') },
    { value: 'start', label: text('the start', '初期値') },
  ],
  advanced: true,
});

interface Decoupled extends Parameters {
  readonly weightDecay: NumberParameter & { readonly default: number };
  readonly decayTo: ChoiceParameter;
}

/**
 * p ← p·(1 − ηλ), or p ← p − ηλ(p − p₀) with the weights p₀ of the start, on every parameter and apart from the gradient (Loshchilov & Hutter
 * 2019, alg. 2; Power et al. 2022).
 */
export function decoupled(usual: number): Decay<Decoupled> {
  return {
    parameters: { weightDecay: { ...weightDecay, default: usual }, decayTo },
    strength: 'weightDecay',
    keep: ({ weightDecay: strength }, rate) => 1 - rate * strength,
    looksBack: (values) => values['decayTo'] === 'start',
  };
}

/** Gives back what decay took of the weights of the start. @param keepAt where among the scalars stands what it leaves of a parameter */
export function pullBack({ parameters, start, hidden, scalars }: Moment, keepAt: (hidden: boolean) => number): void {
  parameters.forEach((p, i) => {
    tidy(() => store([p], [add(p, mul(start[i] as Tensor, sub(1, scalarAt(scalars, keepAt(hidden[i] === true)))))]));
  });
}
