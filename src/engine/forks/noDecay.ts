import { valueAt } from '../config/config.ts';
import { decayPaths } from '../config/decay.ts';
import { configAt } from '../run/past.ts';
import { milestonesOf } from '../run/story.ts';
import { text } from '../text.ts';
import { cannot, type ForkPreset } from './fork.ts';

export const noDecay: ForkPreset = {
  id: 'noDecay',
  label: text('Remove weight decay at memorisation', '暗記した時点で重み減衰を外す'),
  help: text(
    'Does it still grok once nothing pulls the weights down any more?',
    '暗記のあと重みを小さくする力がなくなっても、グロッキングは起きるでしょうか。',
  ),
  plan({ record }) {
    const memorised = milestonesOf(record).find(({ kind }) => kind === 'memorised');
    if (memorised === undefined) return cannot(text('This run has not memorised so far.', 'この実行はまだ暗記していません。'));
    const config = configAt(record, memorised.step);
    const pulling = decayPaths(config).filter((path) => valueAt(config, path) !== 0);
    if (pulling.length === 0)
      return cannot(text('Nothing pulled its weights down when it memorised.', '暗記した時点で、重みを小さくする力は働いていませんでした。'));
    return { ok: true, step: memorised.step, patch: Object.fromEntries(pulling.map((path) => [path, 0])) };
  },
};
