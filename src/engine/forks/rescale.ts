import { actAt, RESCALE } from '../config/acts.ts';
import type { NumberParameter } from '../parameters.ts';
import { text } from '../text.ts';
import type { ForkPreset } from './fork.ts';

export const rescale: ForkPreset = {
  id: 'rescale',
  label: text('Rescale all weights by α at the moment shown', '表示中の時点で、すべての重みを α 倍する'),
  help: text(
    'Every weight is multiplied once; the optimiser keeps its state. A smaller norm may bring understanding forward, a larger one put it off.',
    'すべての重みに一度だけ掛けます。最適化の内部状態はそのままです。ノルムが小さくなると理解が早まり、大きくなると遅れることがあります。',
  ),
  parameter: { ...(actAt(RESCALE)?.parameter as NumberParameter), default: 0.5 },
  plan: ({ shown }, value) => ({ ok: true, step: shown, patch: { [RESCALE]: value } }),
};
