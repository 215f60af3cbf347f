/** Where no waves can be looked for in neurons. */
import type { RunConfig } from '../../config/config.ts';
import { models } from '../../models/index.ts';
import { tasks } from '../../tasks/index.ts';
import { text, type Text } from '../../text.ts';
import { lacks as lacksCircles } from '../circles/lacks.ts';
import { layersOf } from './layers.ts';

const NO_NEURONS = text(
  'This network has no layer of neurons that act on pairs of numbers: transformers and MLPs have.',
  'このネットワークには、数の組に反応するニューロンの層がありません。トランスフォーマーと MLP にはあります。',
);
const NO_PAIRS = text(
  'Neurons are drawn over the table of all pairs (a, b). An input of this task is no pair of numbers.',
  'ニューロンは、すべての組 (a, b) の表の上に描きます。この課題の入力は 2 つの数の組ではありません。',
);

/** Why a config's inputs are no pairs of the numbers mod p in one cycle; null where they are. */
export function lacksPairs(config: RunConfig): Text | null {
  const { task } = config;
  const shape = tasks.get(task.id).shape(task);
  const why = lacksCircles(config);
  if (why !== null) return why;
  return shape.kind === 'tokens' && shape.arity === 2 ? null : NO_PAIRS;
}

export function lacks(config: RunConfig): Text | null {
  const { model, task } = config;
  const why = lacksPairs(config);
  if (why !== null) return why;
  return layersOf(models.get(model.id).create(model, tasks.get(task.id).shape(task))).length === 0 ? NO_NEURONS : null;
}
