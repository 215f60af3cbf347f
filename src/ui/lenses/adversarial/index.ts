/** Inputs changed a little so that the network errs, as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const adversarial: Lens = {
  id: 'adversarial',
  label: text('Fool it', 'だましてみる'),
  summary: text(
    'Drag ε: each number of the input may be moved so far, in the direction that hurts most. A network that has only memorised often gives in to changes that nobody sees; watch whether it holds out longer after it groks (Humayun et al. 2024).',
    'ε を動かすと、入力の各数値が、その幅の中でネットワークに最も不利な向きへずれます。丸暗記しただけのネットワークは、目に見えない変化にも負けることがよくあります。グロッキング後にもっと耐えるようになるかを見てください（Humayun et al. 2024）。',
  ),
  subject: 'run',
  lacks: () => null,
  workers: 'looks',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./Adversarial.tsx')),
};
