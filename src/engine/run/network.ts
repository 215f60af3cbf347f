/** The network of a config, without data. */
import type { RunConfig } from '../config/config.ts';
import { models } from '../models/index.ts';
import type { Model } from '../models/model.ts';
import { tasks } from '../tasks/index.ts';

export const modelOf = ({ model, task }: Pick<RunConfig, 'model' | 'task'>): Model => models.get(model.id).create(model, tasks.get(task.id).shape(task));
