/** Settings of attacks and of adversarial training. */
import { choice, flag, number, type Values } from '../parameters.ts';
import { text } from '../text.ts';

/** The steps of an attack together reach this many times across its radius (Madry et al. 2018, §5). */
const REACH = 2.5;

/** The usual size of one step of an attack. */
export const stepSizeFor = (epsilon: number, steps: number): number => (REACH * epsilon) / steps;

export const attackSteps = number({
  label: text('attack steps', '攻撃のステップ数'),
  help: text(
    'More steps find worse inputs; each costs about as much as a training step, more on a transformer.',
    '多いほど悪い入力が見つかります。1 回ごとに訓練 1 ステップ分ほど、トランスフォーマーではそれ以上かかります。',
  ),
  default: 10,
  min: 1,
  max: 100,
  scale: 'log',
  integer: true,
  advanced: true,
});

export const randomStart = flag({
  label: text('random start', 'ランダムな開始点'),
  help: text('Start the attack anywhere within the radius, not at the example itself.', '攻撃を、例そのものではなく、半径内のランダムな点から始めます。'),
  default: true,
  advanced: true,
});

const RADIUS = 0.1;

export const adversarialParameters = {
  train: choice({
    label: text('adversarial training', '敵対的訓練'),
    help: text(
      'PGD: each step trains on inputs moved to where the loss is largest nearby. Costs about as many times the work as there are attack steps.',
      'PGD では、毎ステップ、入力を近くで損失が最大になる方へ動かしてから学習します。計算量はおよそ攻撃のステップ数倍になります。',
    ),
    default: 'off',
    choices: [
      { value: 'off', label: text('off', 'なし'), rests: true },
      { value: 'pgd', label: text('PGD', 'PGD'), help: text('Madry et al. 2018, §2', 'Madry et al. 2018, §2') },
    ],
  }),
  epsilon: number({
    label: text('radius', '半径'),
    symbol: '\\varepsilon',
    help: text(
      'How far an attack may move each pixel, each feature of an atom, or each number of an embedding. Larger: more robust, and harder to learn.',
      '攻撃が各画素（または原子の各特徴量、埋め込みの各成分）を動かせる幅。大きいほどロバストになりますが、学習は難しくなります。',
    ),
    default: RADIUS,
    min: 0.001,
    max: 10,
    scale: 'log',
  }),
  stepSize: number({
    label: text('attack step size', '攻撃の歩幅'),
    symbol: 'a',
    help: text(
      'How far one step of the attack moves. All steps together should reach across the radius.',
      '攻撃の 1 ステップで動く幅。全ステップで半径を越えて届くようにします。',
    ),
    default: stepSizeFor(RADIUS, attackSteps.default),
    min: 0.0001,
    max: 10,
    scale: 'log',
    advanced: true,
  }),
  steps: attackSteps,
  randomStart,
} as const;

export type AdversarialValues = Values<typeof adversarialParameters>;
