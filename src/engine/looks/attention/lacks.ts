/** Where no attention can be looked at over pairs. */
import type { RunConfig } from '../../config/config.ts';
import { models } from '../../models/index.ts';
import { tasks } from '../../tasks/index.ts';
import { text, type Text } from '../../text.ts';
import { lacksPairs } from '../neurons/lacks.ts';
import { attentionLayersOf } from './layers.ts';

const NO_HEADS = text('This network does not attend: transformers do.', 'このネットワークには注意機構がありません。トランスフォーマーにはあります。');

export function lacks(config: RunConfig): Text | null {
  const { model, task } = config;
  if (attentionLayersOf(models.get(model.id).create(model, tasks.get(task.id).shape(task))).length === 0) return NO_HEADS;
  return lacksPairs(config);
}
