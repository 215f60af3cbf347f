/** Why a network has no linear regions. */
import { activations, type Activation } from '../ops/activations.ts';
import { text, type Text } from '../text.ts';

/** Null where the activation is piecewise linear. */
export function bends(activation: Activation): { readonly none: Text } | null {
  const { piecewiseLinear, label } = activations[activation];
  if (piecewiseLinear) return null;
  return {
    none: text(
      `There are no linear regions here: this network’s activation (${label.en}) is curved everywhere. Only ReLU and LeakyReLU fold space along straight lines.`,
      `このネットワークには線形領域がありません。活性化関数（${label.ja}）がどこでも曲がっているためです。まっすぐな折り目がつくのは ReLU と LeakyReLU だけです。`,
    ),
  };
}

/** Slope of a piecewise-linear activation below zero. */
export const slopeOf = (activation: Activation): number => activations[activation].derivative(-1);
