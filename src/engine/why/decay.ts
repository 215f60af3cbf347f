/** Weight decay: what pulls a network away from what it knows by heart. */
import { idsOf, valueAt } from '../config/config.ts';
import { decayPaths } from '../config/decay.ts';
import { fieldAt } from '../config/fields.ts';
import { lastOf, standing } from '../run/story.ts';
import { text } from '../text.ts';
import { highestOf, percent, short, whole } from './numbers.ts';
import type { Reason, Scene, Try } from './reason.ts';

const OWN = 'optimizer.weightDecay';
/** Where the field's default is to have none. */
const USUAL = 1;
const TIMES = 3;

/** Steps in which decay alone halves the weights, w ← w · (1 − lr · decay) at every step; null where it is not of that kind. */
function halvingOf({ config }: Pick<Scene, 'config'>): number | null {
  const [lr, decay] = [valueAt(config, 'optimizer.lr'), valueAt(config, OWN)];
  const plain = valueAt(config, 'optimizer.decayTo') === 'zero' && valueAt(config, 'optimizer.schedule') === 'constant';
  return plain && typeof lr === 'number' && typeof decay === 'number' && lr * decay > 0 && lr * decay < 1 ? Math.log(2) / -Math.log1p(-lr * decay) : null;
}

/** More of it from here on, as far as the field allows. */
function more({ config }: Scene, to: number): Try[] {
  const parameter = fieldAt(idsOf(config), OWN)?.parameter;
  if (parameter?.kind !== 'number') return [];
  const value = Math.min(parameter.max, Number(to.toPrecision(3)));
  if (value === valueAt(config, OWN)) return [];
  return [{ kind: 'fork', label: text(`weight decay ${short(value)} from here`, `ここから重み減衰を ${short(value)} に`), patch: { [OWN]: value } }];
}

export const decay: Reason = {
  id: 'decay',
  label: text('Weight decay', '重み減衰'),
  known: text(
    'Without it networks grok far later or never; up to a point, more of it brings it forward (Power et al. 2022; Liu et al. 2023).',
    'ないと、グロッキングはずっと遅れるか、起きません。ある程度までは、強いほど早まります（Power et al. 2022; Liu et al. 2023）。',
  ),
  look(scene) {
    const { record, config } = scene;
    const norms = record.curve('weightNorm');
    const [now, highest] = [lastOf(norms), highestOf(norms)];
    if (now === null || highest === null) return null;
    const norm = text(
      `The weight norm is ${short(now)}; its highest was ${short(highest.value)}, at step ${whole(highest.step)}.`,
      `重みノルムは ${short(now)}、最大はステップ ${whole(highest.step)} の ${short(highest.value)} でした。`,
    );
    if (config.constraint.norm === 'fixed') {
      const held = text(`The norm is held at ${short(now)}: decay could move nothing.`, `ノルムは ${short(now)} に固定されているので、重み減衰は働きません。`);
      return { grade: 'open', words: held, tries: [] };
    }
    const strengths = decayPaths(config).map((path) => valueAt(config, path));
    const usual = fieldAt(idsOf(config), OWN)?.parameter;
    const by = usual?.kind === 'number' && typeof usual.default === 'number' && usual.default > 0 ? usual.default : USUAL;
    if (strengths.every((strength) => strength === 0)) {
      const words = text(`Nothing pulls the weights down. ${norm.en}`, `重みを小さくする力が働いていません。${norm.ja}`);
      return { grade: 'against', words, tries: more(scene, by) };
    }
    const halving = halvingOf(scene);
    const { train } = standing(record);
    if (halving === null) return { grade: 'none', words: text(`There is some. ${norm.en}`, `働いています。${norm.ja}`), tries: [] };
    const alone = text(
      `By itself it halves the weights every ${whole(halving)} steps. ${norm.en}`,
      `それだけで、重みは ${whole(halving)} ステップごとに半分になります。${norm.ja}`,
    );
    const tries = more(scene, TIMES * (valueAt(config, OWN) as number));
    if (train === null) return { grade: 'open', words: alone, tries };
    const share = (record.step - train.step) / halving;
    const waited = text(
      `Since step ${whole(train.step)}, where training reached its threshold, ${percentOrTimes(share).en} of that has passed.`,
      `訓練が基準に達したステップ ${whole(train.step)} からは、その ${percentOrTimes(share).ja}が過ぎました。`,
    );
    return { grade: share < 1 ? 'against' : 'none', words: text(`${alone.en} ${waited.en}`, `${alone.ja}${waited.ja}`), tries };
  },
};

/** How much of one halving: a share of it, or how many times. */
function percentOrTimes(share: number) {
  return share < 1 ? text(percent(share), percent(share)) : text(`${short(share)} times the length`, `${short(share)} 倍の時間`);
}
