/** Presets on the amount of training data. */
import { text } from '../text.ts';
import { preset } from './preset.ts';

export const dataSize = preset({
  id: 'data-size',
  group: 'norm',
  label: text('Less data, more grokking', 'データが少ないほど遅れる'),
  shows: text(
    'How much must a network see before it understands? Addition mod 31 and a small quadratic network, run with several shares of the table: press the button in the lens. It always memorises within about 150 steps. With four fifths of the table it has understood by step 230, with half by 430, with two fifths only after some 3,500, and with less not at all: the wait grows out of all proportion.',
    'どれだけ見せれば理解できるのでしょうか。mod 31 の足し算と小さな 2 次ネットワークを、見せる割合を変えて並べて実行します（レンズのボタンを押してください）。どの割合でも 150 ステップほどで暗記します。理解するまでは、表の 8 割なら 230 ステップ、半分なら 430 ステップほどですが、4 割では約 3,500 ステップかかり、それ以下では理解できません。待ち時間はデータの減り方よりずっと急に延びます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), on data size; Power et al. 2022, figure 1',
  lens: 'data-size',
  set: {
    'task.operation': 'add',
    'task.p': 31,
    'task.trainFraction': 0.5,
    'task.split': 'pairs',
    'model.id': 'mlp',
    'model.depth': 1,
    'model.width': 128,
    'model.activation': 'quadratic',
    'model.bias': false,
    'model.init': 'gromov',
    'loss.id': 'mse',
    'optimizer.lr': 1e-3,
    'optimizer.weightDecay': 2,
    'optimizer.warmup': 0,
    steps: 5000,
  },
});
