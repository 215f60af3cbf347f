/** Adam without decay (Kingma & Ba 2015, alg. 1). */
import { text } from '../text.ts';
import { adamScalars, adamw, momentParameters } from './adamw.ts';
import { rateParameters } from './common.ts';
import { defineOptimizer } from './optimizer.ts';

export const adam = defineOptimizer({
  id: 'adam',
  label: text('Adam', 'Adam'),
  summary: text('Adam without weight decay: nothing pulls the weights down.', '重み減衰のない Adam。重みを小さくする力が働きません。'),
  reference: 'Kingma & Ba 2015',
  parameters: { lr: rateParameters.lr, ...momentParameters, warmup: rateParameters.warmup, batchSize: rateParameters.batchSize },
  slots: adamw.slots,
  scalarCount: adamw.scalarCount,
  scalars: (values, t) => adamScalars(values, 0, t),
  update: adamw.update,
});
