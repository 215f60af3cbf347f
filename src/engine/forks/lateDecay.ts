import { idsOf, valueAt } from '../config/config.ts';
import { decayPaths } from '../config/decay.ts';
import { fieldAt } from '../config/fields.ts';
import { configAt } from '../run/past.ts';
import { text } from '../text.ts';
import { cannot, type ForkPreset } from './fork.ts';

const STEP = 1000;
/** Where the field's own default is to have none. */
const USUAL = 1;

export const lateDecay: ForkPreset = {
  id: 'lateDecay',
  label: text('Add weight decay after 1,000 steps', '1,000 ステップで重み減衰を加える'),
  help: text(
    'For a run without it: does it grok as late as one that had it from the start?',
    '重み減衰なしの実行に途中から加えます。最初からある実行と同じころにグロッキングするでしょうか。',
  ),
  plan({ record }) {
    if (record.step < STEP) return cannot(text('This run has not come to step 1,000 so far.', 'この実行はまだ 1,000 ステップに達していません。'));
    const config = configAt(record, STEP);
    const paths = decayPaths(config);
    if (paths.some((path) => valueAt(config, path) !== 0)) {
      return cannot(
        text(
          'This run had weight decay at step 1,000. Run it without: weight decay 0.',
          'この実行には 1,000 ステップの時点で重み減衰があります。重み減衰を 0 にした実行で試してください。',
        ),
      );
    }
    const path = paths.find((one) => one.startsWith('optimizer.'));
    const parameter = path === undefined ? undefined : fieldAt(idsOf(config), path)?.parameter;
    if (path === undefined || parameter?.kind !== 'number')
      return cannot(text('Its optimiser has no weight decay.', 'この最適化手法には重み減衰がありません。'));
    const value = typeof parameter.default === 'number' && parameter.default > 0 ? parameter.default : USUAL;
    return { ok: true, step: STEP, patch: { [path]: value } };
  },
};
