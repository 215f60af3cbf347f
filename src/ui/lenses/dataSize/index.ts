/** Less data, more grokking, as a lens. */
import { text } from '../../../engine/text.ts';
import { arriving } from '../../parts/arriving.ts';
import { onDemand } from '../../parts/onDemand.tsx';
import type { Lens } from '../lens.ts';

export const dataSize: Lens = {
  id: 'data-size',
  label: text('Less data', 'データ量'),
  summary: text(
    'The same configuration with several amounts of training data. Less data makes it wait longer between memorising and understanding, until it never understands (Liu et al. 2023).',
    '同じ設定を、訓練データの量だけ変えて実行します。データが少ないほど、暗記から理解までの待ち時間は延び、やがて理解できなくなります（Liu et al. 2023）。',
  ),
  subject: 'settings',
  lacks: () => null,
  workers: 'data-size',
  figure: arriving(() => import('./figure.tsx')),
  Body: onDemand(() => import('./DataSize.tsx')),
};
