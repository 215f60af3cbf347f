/** An optimiser out of its parts: a rule that follows the gradient, and a decay beside it. */
import type { NumberParameter } from '../parameters.ts';
import type { Entry } from '../registry.ts';
import type { Decay } from './decay.ts';
import type { OptimizerDef } from './optimizer.ts';
import { rateParameters, warmedUp } from './rate.ts';
import type { Rule } from './rule.ts';

interface Parts extends Omit<Entry, 'parameters'> {
  readonly rule: Rule;
  readonly decay: Decay;
  /** Where this optimiser's rates are not the usual ones. */
  readonly lr?: Pick<NumberParameter, 'default' | 'max'>;
}

export function composed({ rule, decay, lr = rateParameters.lr, ...entry }: Parts): OptimizerDef {
  const { warmup, batchSize } = rateParameters;
  return {
    ...entry,
    parameters: { lr: { ...rateParameters.lr, ...lr }, ...decay.parameters, ...rule.parameters, warmup, batchSize },
    decay: decay.strength,
    slots: rule.slots,
    scalarCount: rule.scalarCount,
    batchSize: ({ batchSize: size }) => (typeof size === 'number' ? size : null),
    scalars(values, t) {
      const rate = warmedUp(values['lr'] as number, values['warmup'] as number, t);
      return rule.scalars(values, { t, rate, keep: decay.keep(values, rate) });
    },
    update: rule.update,
  };
}
