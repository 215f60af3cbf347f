/** Landscapes and the runs that cross them (Liu et al. 2023, Omnigrok). */
import { text } from '../text.ts';
import { preset } from './preset.ts';

export const luModular = preset({
  id: 'lu-modular',
  group: 'norm',
  label: text('LU landscape: addition mod 43', 'LU 地形: mod 43 の足し算'),
  shows: text(
    'Why grokking is late, as a map. Press Start in the lens: a one-layer transformer is trained at thirteen weight norms, each held fixed. Training loss falls once the norm is large enough and stays low, an L; validation loss falls and rises again, a U with its valley near norm 25. Then press Run and watch a free run: it memorises to the right of the valley and groks as weight decay brings it in.',
    'グロッキングが遅れるわけを地図で見ます。レンズの「開始」を押すと、1 層トランスフォーマーを 13 通りの重みノルムに固定して訓練します。訓練損失はノルムが足りると下がってそのまま（L 字）、検証損失は下がってまた上がり（U 字）、ノルム 25 付近が谷になります。続いて「実行」を押すと、自由な学習が谷の右側で暗記し、重み減衰で谷に入るとグロッキングします。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §2',
  lens: 'landscape',
  set: {},
  landscape: { alphaFrom: 0.25, alphaTo: 4, alphaCount: 13, steps: 1000, sizeFrom: 0.5, sizeTo: 1.2 },
});

/** The student is of its teacher's shape. */
const student = {
  'task.id': 'teacher-student',
  'task.trainSize': 100,
  'task.valSize': 100,
  'model.id': 'mlp',
  'model.depth': 2,
  'model.width': 100,
  'model.activation': 'tanh',
  'loss.id': 'mse',
  'optimizer.lr': 3e-4,
  'optimizer.warmup': 0,
} as const;
const grid = { alphaFrom: 0.1, alphaTo: 10, alphaCount: 11, steps: 2000, sizeFrom: 0.2, sizeTo: 2 } as const;

export const luTeacherStudent = preset({
  id: 'lu-teacher-student',
  group: 'norm',
  label: text('LU landscape: teacher and student', 'LU 地形: 教師と生徒'),
  shows: text(
    'Omnigrok’s own example, within a minute. A student imitates a random teacher network from 100 points. Press Start in the lens: from norm 5 up it fits its training points at any norm, but only near the norm its teacher has (α = 1) does it also get the others right. Above, validation loss rises by ten thousand times and more while training loss stays at nothing.',
    'Omnigrok 論文の例を 1 分以内に再現します。生徒が 100 個の点から乱数の教師ネットワークを真似ます。レンズの「開始」を押すと、ノルム 5 以上ではどこでも訓練データに合いますが、ほかの点も当てられるのは教師自身のノルム（α = 1）の近くだけです。その上では訓練損失がほぼ 0 のまま、検証損失が 1 万倍以上に上がります。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §3',
  lens: 'landscape',
  set: { ...student, 'optimizer.weightDecay': 0, steps: 2000 },
  landscape: grid,
});

export const grokTeacherStudent = preset({
  id: 'grok-teacher-student',
  group: 'norm',
  label: text('Teacher and student, started large', '教師と生徒: 大きく始める'),
  shows: text(
    'Grokking without a table to learn: a student imitates a random teacher network, started at twice the teacher’s weights. All training points are right within a few hundred steps. Then a weak weight decay shrinks the norm for tens of thousands of steps, and validation rises with every bit of it. With the landscape of «LU landscape: teacher and student» in the lens you can watch the run drift down into the valley.',
    '表を覚える課題でなくてもグロッキングは起こります。乱数の教師ネットワークを真似る回帰を、教師の 2 倍の重みから始めます。数百ステップで訓練データはすべて正解になり、その後は弱い重み減衰が数万ステップかけてノルムを縮め、それにつれて検証が上がります。レンズで「LU 地形: 教師と生徒」の地形を開いておくと、学習が谷へ下りていく様子が見られます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §3',
  lens: 'landscape',
  set: { ...student, 'init.scale': 2, 'optimizer.weightDecay': 0.05, steps: 60000, 'probes.evaluation.every': 200 },
  landscape: grid,
});
