/** The learning rate, by whether a run keeps what it has learned. */
import { valueAt } from '../config/config.ts';
import { standing } from '../run/story.ts';
import { text } from '../text.ts';
import { short, whole } from './numbers.ts';
import type { Reason } from './reason.ts';

/** Falling back at more than this share of the evaluations is more than a spike now and then. */
const OFTEN = 0.1;

export const rate: Reason = {
  id: 'rate',
  label: text('Learning rate', '学習率'),
  known: text(
    'Too high a rate throws a network out of what it has found; with a lower one everything takes as much longer, decay included, whose pull per step is rate × decay.',
    '高すぎると見つけたものから弾き出されます。低いと、そのぶん何もかも時間がかかります。1 ステップの減衰も「学習率 × 重み減衰」です。',
  ),
  look({ record, config }) {
    const lr = valueAt(config, 'optimizer.lr');
    const { train } = standing(record);
    if (typeof lr !== 'number') return null;
    if (train === null) {
      const words = text(`It is ${short(lr)}. Training has not reached its threshold so far.`, `${short(lr)} です。訓練はまだ基準に達していません。`);
      return { grade: 'open', words, tries: [] };
    }
    const { steps, values, length } = record.curve('train.accuracy');
    const since = Array.from({ length }, (_, i) => i).filter((i) => (steps[i] as number) > train.step);
    const back = since.filter((i) => (values[i] as number) < record.config.milestones.memorised).length;
    if (since.length === 0) return null;
    const words = text(
      `It is ${short(lr)}. Since step ${whole(train.step)} training accuracy was below its threshold at ${whole(back)} of ${whole(since.length)} evaluations.`,
      `${short(lr)} です。ステップ ${whole(train.step)} 以降の評価 ${whole(since.length)} 回のうち、訓練精度が基準を下回ったのは ${whole(back)} 回です。`,
    );
    if (back <= OFTEN * since.length) return { grade: 'none', words, tries: [] };
    const less = Number((lr / 3).toPrecision(2));
    return {
      grade: 'against',
      words,
      tries: [{ kind: 'fork', label: text(`learning rate ${short(less)} from here`, `ここから学習率 ${short(less)}`), patch: { 'optimizer.lr': less } }],
    };
  },
};
