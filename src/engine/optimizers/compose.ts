/** An optimiser out of its parts: a rule that follows the gradient, and a decay beside it. */
import type { NumberParameter } from '../parameters.ts';
import type { Entry } from '../registry.ts';
import { pullBack, type Decay } from './decay.ts';
import type { OptimizerDef } from './optimizer.ts';
import { batchOf, rateParameters, warmedUp } from './rate.ts';
import type { Rule } from './rule.ts';
import { scheduled, scheduleParameters } from './schedule.ts';

interface Parts extends Omit<Entry, 'parameters'> {
  readonly rule: Rule;
  readonly decay: Decay;
  /** Where this optimiser's rates are not the usual ones. */
  readonly lr?: Pick<NumberParameter, 'default' | 'max'>;
}

export function composed({ rule, decay, lr: own = rateParameters.lr, ...entry }: Parts): OptimizerDef {
  const { lr, ...others } = rateParameters;
  return {
    ...entry,
    parameters: { lr: { ...lr, ...own }, ...decay.parameters, ...rule.parameters, ...others, ...scheduleParameters },
    decay: decay.strength,
    slots: rule.slots,
    scalarCount: rule.scalarCount,
    batchSize: ({ batchSize: size, batchShare: share }, examples) => batchOf(size as number | 'full', share as number, examples),
    looksBack: decay.looksBack,
    scalars(values, t) {
      const warmup = values['warmup'] as number;
      const rate = warmedUp(values['lr'] as number, warmup, t) * scheduled(values as never, warmup, t);
      return rule.scalars(values, { t, rate, keep: decay.keep(values, rate) });
    },
    update(moment) {
      rule.update(moment);
      if (decay.looksBack(moment.values)) pullBack(moment, rule.keepAt ?? (() => 1));
    },
  };
}
