/** Neurons that no training example switches on. */
import { valueAt } from '../config/config.ts';
import { text } from '../text.ts';
import { lastOf, unmeasured } from './measured.ts';
import { percent, short, whole } from './numbers.ts';
import type { Reason } from './reason.ts';

/** From this share on a network is a much smaller one than it looks. */
const MUCH = 0.5;

export const dead: Reason = {
  id: 'dead',
  label: text('Dead neurons', '死んだニューロン'),
  known: text(
    'A ReLU that is off on every training example learns nothing more: too large a step can switch it off for good (Lu et al. 2019).',
    'どの訓練データでもオフの ReLU は、もう何も学べません。大きすぎる更新で二度とオンにならなくなることがあります（Lu et al. 2019）。',
  ),
  look(scene) {
    const last = lastOf(scene.record, 'deadNeurons');
    if (last === null) return unmeasured(scene, 'deadNeurons');
    const words = text(
      `At step ${whole(last.step)} that is ${percent(last.value)} of its neurons.`,
      `ステップ ${whole(last.step)} では、ニューロンの ${percent(last.value)} がそうです。`,
    );
    if (last.value < MUCH) return { grade: 'none', words, tries: [] };
    const lr = valueAt(scene.config, 'optimizer.lr') as number;
    const less = Number((lr / 3).toPrecision(2));
    return {
      grade: 'against',
      words,
      tries: [{ kind: 'run', label: text(`a new run with learning rate ${short(less)}`, `学習率 ${short(less)} で新しく実行`), set: { 'optimizer.lr': less } }],
    };
  },
};
