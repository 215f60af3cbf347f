/** Where nothing can be switched off, and where frequencies cannot be taken from the outputs. */
import type { RunConfig } from '../../config/config.ts';
import { models } from '../../models/index.ts';
import { noiseShare } from '../../tasks/shares.ts';
import { tasks } from '../../tasks/index.ts';
import { text, type Text } from '../../text.ts';
import { lacks as lacksCircles } from '../circles/lacks.ts';
import { unitGroupsOf } from './units.ts';

const NOTHING = text(
  'This network has no heads, neurons or frequencies that could be switched off.',
  'このネットワークには、切れるヘッド・ニューロン・周波数がありません。',
);
const NOISE = text(
  'Some training answers are random here and follow no wave: frequencies can be taken from the embedding only.',
  '訓練データの一部の答えがランダムで波に従わないため、周波数は埋め込みからだけ取り除けます。',
);

export function lacks(config: RunConfig): Text | null {
  const { model, task } = config;
  if (lacksCircles(config) === null) return null;
  return unitGroupsOf(models.get(model.id).create(model, tasks.get(task.id).shape(task))).length === 0 ? NOTHING : null;
}

export const lacksLogits = ({ task }: Pick<RunConfig, 'task'>): Text | null => (noiseShare(task) > 0 ? NOISE : null);
