/** Conditions between fields of a config. */
import { tooLarge, tooManyParameters } from '../cost/limit.ts';
import { losses } from '../losses/index.ts';
import { models } from '../models/index.ts';
import type { Problem } from '../problem.ts';
import type { Section } from '../registry.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import type { RunConfig } from './config.ts';

const within = (section: string, problems: readonly Problem[]): Problem[] => problems.map((p) => ({ ...p, field: `${section}.${p.field}` }));

/** Registries whose entries do not accept every task's data. */
const ACCEPTING = { model: models, loss: losses } as const;

/** Entries that fit the data of a section's task. */
export function fitting(task: Section, section: 'model' | 'loss'): string[] {
  const shape = tasks.get(task.id).shape(task);
  return ACCEPTING[section].entries.filter((entry) => entry.accepts(shape)).map(({ id }) => id);
}

/** A model that cannot read the task's inputs, or a loss that cannot compare with its answers. */
function misfitsOf(config: RunConfig): Problem[] {
  return (['model', 'loss'] as const).flatMap((section) => {
    const ids = fitting(config.task, section);
    if (ids.includes(config[section].id)) return [];
    const { label } = tasks.get(config.task.id);
    const expected = text(`one of ${ids.join(', ')} for the task «${label.en}»`, `課題「${label.ja}」では次のいずれかにしてください: ${ids.join(', ')}`);
    return [{ field: `${section}.id`, value: config[section].id, expected }];
  });
}

/** Conditions between fields. Every field alone is known to be valid. */
export function checkConfig(config: RunConfig): Problem[] {
  const task = tasks.get(config.task.id);
  const shape = task.shape(config.task);
  const modelDef = models.get(config.model.id);
  const misfits = misfitsOf(config);
  if (misfits.length > 0) return misfits;
  const problems = [...within('task', task.check?.(config.task) ?? []), ...within('model', modelDef.check?.(config.model, shape) ?? [])];
  if (problems.length > 0) return problems;
  const drops = modelDef.dropout;
  if (drops !== undefined && config.model[drops] !== 0 && config.adversarial.train !== 'off') {
    const expected = text(
      '0 with adversarial training: its attacks go through the whole network',
      '敵対的訓練では 0 にしてください。攻撃はネットワーク全体を通して行うためです。',
    );
    return [{ field: `model.${drops}`, value: config.model[drops], expected }];
  }
  const large = tooManyParameters(config) ?? tooLarge(config);
  return large === null ? [] : [large];
}
