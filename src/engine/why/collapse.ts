/** Softmax collapse: training examples from which float32 has nothing left to learn. */
import { valueAt } from '../config/config.ts';
import { decayPaths } from '../config/decay.ts';
import { confidence } from '../probes/confidence.ts';
import { text } from '../text.ts';
import { lastOf, unmeasured } from './measured.ts';
import { percent, whole } from './numbers.ts';
import type { Reason, Try } from './reason.ts';

/** From this share of the training examples on too little is left to learn from. */
const MUCH = 0.5;

export const collapse: Reason = {
  id: 'collapse',
  label: text('Softmax collapse', 'softmax 崩壊'),
  known: text(
    'Once the right logit leads by so much that float32 rounds all others away, an example’s gradient is exactly 0 and only weight decay goes on (Prieto et al. 2025).',
    '正解のロジットが抜きん出て、float32 の丸めで他の答えが消えると、その例の勾配はちょうど 0 になり、働くのは重み減衰だけになります（Prieto et al. 2025）。',
  ),
  look(scene) {
    // Other losses have no softmax that could collapse.
    if (scene.config.loss.id !== 'cross-entropy' || (confidence.lacks?.(scene.config) ?? null) !== null) return null;
    const last = lastOf(scene.record, 'softmaxCollapse.train');
    if (last === null) return unmeasured(scene, 'confidence');
    const words = text(
      `At step ${whole(last.step)} it has happened to ${percent(last.value)} of the training examples.`,
      `ステップ ${whole(last.step)} で、訓練データの ${percent(last.value)} がこうなっています。`,
    );
    if (last.value < MUCH) return { grade: 'none', words, tries: [] };
    const tries: Try[] = [
      { kind: 'run', label: text('a new run with StableMax', 'StableMax で新しく実行'), set: { 'loss.id': 'stablemax' } },
      ...(scene.config.transforms['orthogonal']?.['on'] === true
        ? []
        : [{ kind: 'fork', label: text('⊥Grad from here', 'ここから ⊥Grad'), patch: { 'transforms.orthogonal.on': true } } as const]),
    ];
    if (!decayPaths(scene.config).some((path) => valueAt(scene.config, path) !== 0) || scene.config.constraint.norm === 'fixed')
      return { grade: 'against', words, tries };
    // It moves such a network all the same.
    const pulled = text(`${words.en} Weight decay still pulls the weights down.`, `${words.ja}重み減衰はまだ働いています。`);
    return { grade: 'open', words: pulled, tries };
  },
};
