/** How much of the data a network is shown. */
import { idsOf } from '../config/config.ts';
import { fieldAt } from '../config/fields.ts';
import { noiseShare, shownShare } from '../tasks/shares.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import { percent, whole } from './numbers.ts';
import type { Reason, Scene, Try } from './reason.ts';

/** Two fifths of the way to all there is, or twice as many examples. */
function moreOf({ config }: Scene): Try[] {
  const { trainAmount } = tasks.get(config.task.id);
  const path = `task.${trainAmount}`;
  const parameter = fieldAt(idsOf(config), path)?.parameter;
  const now = config.task[trainAmount];
  if (parameter?.kind !== 'number' || typeof now !== 'number') return [];
  const share = shownShare(config.task);
  const value = Math.min(parameter.max, share === null ? 2 * now : Number((share + 0.4 * (1 - share)).toFixed(2)));
  if (!(value > now)) return [];
  const said = share === null ? whole(value) : percent(value);
  const label =
    share === null
      ? text(`a new run with ${said} training examples`, `訓練データ ${said} 件で新しく実行`)
      : text(`a new run with ${said} of the table`, `表の ${said} を見せて新しく実行`);
  return [{ kind: 'run', label, set: { [path]: value } }];
}

export const data: Reason = {
  id: 'data',
  label: text('Amount of data', 'データの量'),
  known: text(
    'Less data puts grokking off, and below some amount there is none; where that lies differs from task to task (Power et al. 2022; Liu et al. 2022). Random answers can only be learned by heart.',
    'データが少ないほど遅くなり、ある量を下回ると起きません。その境目は課題によります（Power et al. 2022; Liu et al. 2022）。ランダムな答えは暗記するしかありません。',
  ),
  look(scene) {
    const { task } = scene.config;
    const [share, noise] = [shownShare(task), noiseShare(task)];
    const { train } = tasks.get(task.id).sizes(task);
    const shown =
      share === null
        ? text(`It is shown ${whole(train)} examples.`, `訓練データは ${whole(train)} 件です。`)
        : text(`It is shown ${percent(share)} of the table, ${whole(train)} examples.`, `見せているのは表の ${percent(share)}、${whole(train)} 件です。`);
    if (noise === 0) return { grade: 'open', words: shown, tries: moreOf(scene) };
    const words = text(`${shown.en} Of their answers ${percent(noise)} are random.`, `${shown.ja}その答えの ${percent(noise)} はランダムです。`);
    const { labelNoise } = tasks.get(task.id);
    const clean: Try[] =
      labelNoise === undefined
        ? []
        : [{ kind: 'run', label: text('a new run without random answers', 'ランダムな答えなしで新しく実行'), set: { [`task.${labelNoise}`]: 0 } }];
    return { grade: 'against', words, tries: clean };
  },
};
