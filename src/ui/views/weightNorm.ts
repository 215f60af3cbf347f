/** How large the weights are, all together. */
import { text } from '../../engine/text.ts';
import type { ChartSpec } from '../charts/spec.ts';

export const weightNorm: ChartSpec = {
  id: 'weightNorm',
  title: text('Weight norm', '重みノルム'),
  unit: text('L2, all weights', 'L2、全重み'),
  explanation: text('How large all weights are together. Weight decay keeps pulling it down.', '重み全体の大きさ。重み減衰が絶えず小さくしようとします。'),
  y: { kind: 'linear', fromZero: false },
  series: [
    {
      key: 'weightNorm',
      label: text('weight norm', '重みノルム'),
      hue: 'norm',
      head: 'disc',
      sketch: 'M0 82 C18 80 30 40 42 20 C48 12 54 12 62 24 C74 46 84 66 100 72',
      sketchLabel: [60, 20],
    },
  ],
};
