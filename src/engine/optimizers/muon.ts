/** Muon with decoupled decay: orthogonal updates for the matrices between layers, AdamW for the rest. */
import { text } from '../text.ts';
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
  rule: muonRule,
  // A step turns every direction by about the rate, so that decay holds a matrix near a largest stretch of 1/λ.
  decay: decoupled(0.5),
  lr: { default: 0.02, max: 1 },
});
