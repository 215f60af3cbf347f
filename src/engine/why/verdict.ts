/** Whether there is anything to explain: what a run has come to at a moment, and whether it can get any further. Pure. */
import { valueAt } from '../config/config.ts';
import { decayPaths } from '../config/decay.ts';
import { lastOf as lastValue, delayOf, forgottenAt, standing } from '../run/story.ts';
import { noiseShare } from '../tasks/shares.ts';
import { text, type Text } from '../text.ts';
import { lastOf } from './measured.ts';
import { percent, short, whole } from './numbers.ts';
import type { Scene } from './reason.ts';

export interface Verdict {
  readonly kind: 'begun' | 'learning' | 'waiting' | 'grokked' | 'generalised' | 'forgot' | 'cannot' | 'diverged';
  readonly words: Text;
}

/** Why no step can bring it any further; null where one may. */
function standstill({ record, config }: Scene): Text | null {
  if (noiseShare(config.task) === 1) {
    return text(
      'All training answers are random: there is no rule in them that a network could find.',
      '訓練データの答えがすべてランダムで、見つけられる規則がありません。',
    );
  }
  const collapsed = lastOf(record, 'softmaxCollapse.train');
  const pulled = decayPaths(config).some((path) => valueAt(config, path) !== 0);
  if (collapsed?.value === 1 && !pulled && config.loss.id === 'cross-entropy' && valueAt(config, 'loss.smoothing') === 0) {
    return text(
      `At step ${whole(collapsed.step)} softmax has collapsed on every training example and nothing pulls the weights down: no gradient is left to move it.`,
      `ステップ ${whole(collapsed.step)} で、すべての訓練データで softmax が崩壊しており、重み減衰もありません。動かす勾配が残っていません。`,
    );
  }
  return null;
}

export function verdictOf(scene: Scene): Verdict {
  const { record } = scene;
  const [train, val] = [lastValue(record.curve('train.accuracy')), lastValue(record.curve('val.accuracy'))];
  if (train === null || val === null) return { kind: 'begun', words: text('Nothing is measured so far.', 'まだ何も測られていません。') };
  const broken = record.marks.find(({ kind }) => kind === 'diverged');
  if (broken !== undefined)
    return {
      kind: 'diverged',
      words: text(
        `It diverged at step ${whole(broken.step)}: its numbers are no longer finite, and nothing follows from them.`,
        `ステップ ${whole(broken.step)} で発散し、数値が有限でなくなりました。ここから先はありません。`,
      ),
    };
  const { train: fitted, val: understood } = standing(record);
  const now = text(`training ${percent(train)}, validation ${percent(val)}`, `訓練 ${percent(train)}、検証 ${percent(val)}`);
  if (understood !== null) {
    const delay = delayOf(record === null ? { train: null, val: null } : standing(record));
    const late = understood.kind === 'grokked' && fitted !== null && delay !== null;
    const words = late
      ? text(
          `It has: at step ${whole(understood.step)}, ${short(delay)} times as late as it memorised (${whole(fitted.step)}). Now ${now.en}.`,
          `ステップ ${whole(understood.step)} でグロッキングしました。暗記（${whole(fitted.step)}）の ${short(delay)} 倍のステップです。いまは${now.ja}です。`,
        )
      : text(
          `It generalised at step ${whole(understood.step)} without a delay worth the name. Now ${now.en}.`,
          `ステップ ${whole(understood.step)} で、目立った遅れなしに汎化しました。いまは${now.ja}です。`,
        );
    return { kind: late ? 'grokked' : 'generalised', words };
  }
  const stopped = standstill(scene);
  if (stopped !== null) return { kind: 'cannot', words: text(`It cannot: ${stopped.en} Now ${now.en}.`, `できません。${stopped.ja}いまは${now.ja}です。`) };
  const forgot = forgottenAt(record);
  if (forgot !== null)
    return {
      kind: 'forgot',
      words: text(
        `At step ${whole(forgot)} it had forgotten what it knew. Now ${now.en}.`,
        `ステップ ${whole(forgot)} までに、学んだことを忘れました。いまは${now.ja}です。`,
      ),
    };
  if (fitted === null) {
    return {
      kind: 'learning',
      words: text(
        `It still learns its training examples: ${now.en}. Grokking is what may come after that.`,
        `まだ訓練データを覚えている途中です（${now.ja}）。グロッキングが起きるとすれば、その後です。`,
      ),
    };
  }
  return {
    kind: 'waiting',
    words: text(
      `Its training examples it has known since step ${whole(fitted.step)}, ${whole(record.step - fitted.step)} steps ago: ${now.en}.`,
      `訓練データは ${whole(record.step - fitted.step)} ステップ前（ステップ ${whole(fitted.step)}）から覚えています。いまは${now.ja}です。`,
    ),
  };
}
