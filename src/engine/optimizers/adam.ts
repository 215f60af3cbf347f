/** Adam without decay (Kingma & Ba 2015, alg. 1). */
import { text } from '../text.ts';
import { composed } from './compose.ts';
import { noDecay } from './decay.ts';
import { adamRule } from './rules/adam.ts';

export const adam = composed({
  id: 'adam',
  label: text('Adam', 'Adam'),
  summary: text('Adam without weight decay: nothing pulls the weights down.', '重み減衰のない Adam。重みを小さくする力が働きません。'),
  reference: 'Kingma & Ba 2015',
  rule: adamRule,
  decay: noDecay,
});
