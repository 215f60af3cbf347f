/** How an optimiser shrinks the weights, beside its update rule. */
import { number, type NumberParameter, type Parameters, type Values } from '../parameters.ts';
import { text } from '../text.ts';

export interface Decay<P extends Parameters = Parameters> {
  readonly parameters: P;
  /** The parameter that says how strong it is, at 0 not at all; null where there is none. */
  readonly strength: string | null;
  /** What is left of every weight in an update at this rate, before the rule moves it. */
  keep(values: Values<P>, rate: number): number;
}

export const noDecay: Decay<Record<never, never>> = { parameters: {}, strength: null, keep: () => 1 };

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

/** p ← p·(1 − ηλ), on every parameter and apart from the gradient (Loshchilov & Hutter 2019, alg. 2). */
export function decoupled(usual: number): Decay<{ weightDecay: NumberParameter & { readonly default: number } }> {
  return {
    parameters: { weightDecay: { ...weightDecay, default: usual } },
    strength: 'weightDecay',
    keep: ({ weightDecay: strength }, rate) => 1 - rate * strength,
  };
}
