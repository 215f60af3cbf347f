/** Muon with decoupled decay: orthogonal updates for the matrices between layers, AdamW for the rest. */
import { text, type Text } from '../text.ts';
import { composed } from './compose.ts';
import { decoupled } from './decay.ts';
import { muonRule } from './rules/muon.ts';

export const muon = composed({
  id: 'muon',
  label: text('Muon', 'Muon'),
  summary: text(
    'Updates of the matrices between layers are made orthogonal, so that all their directions learn equally fast; the rest follows AdamW.',
    '層のあいだの行列の更新を直交化し、どの方向も同じ速さで学習させます。その他は AdamW で更新します。',
  ),
  reference: 'Jordan 2024',
  notes: ({ kind }): Readonly<Record<string, Text>> =>
    kind !== 'tokens'
      ? {}
      : {
          'optimizer.weightDecay': text(
            'Measured on addition mod 43, width 128, with Muon, seed 1: with rate 0.02 and 0.5 it has half of the unseen sums at 502 and 60 % at 1,500; from 3 on it learns nothing.',
            'mod 43 の足し算、幅 128、Muon、シード 1 での測定: 学習率 0.02 と 0.5 で、見せていない足し算の正解率は 502 ステップで 50 %、1,500 で 60 %。3 以上では何も学びません。',
          ),
        },
  rule: muonRule,
  // A step turns every direction by about the rate, so that decay holds a matrix near a largest stretch of 1/λ.
  decay: decoupled(0.5),
  lr: { default: 0.02, max: 1 },
});
