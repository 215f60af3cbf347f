/** Where tokens are no points of a plane. */
import type { RunConfig } from '../../config/config.ts';
import type { TokenShape } from '../../data/dataset.ts';
import { models } from '../../models/index.ts';
import type { Model } from '../../models/model.ts';
import { tasks } from '../../tasks/index.ts';
import { text, type Text } from '../../text.ts';
import { isTabled } from '../pairTable.ts';

const NO_PAIRS = text(
  'The plane shows questions about two tokens, such as sums. An input of this task is something else.',
  'この図は、足し算のような 2 つのトークンの問いを描きます。この課題の入力はそうではありません。',
);
const NO_EMBEDDING = text(
  'This network has no embedding: no table says where each token lies.',
  'このネットワークには埋め込みがなく、トークンの位置を表す表がありません。',
);
const tooWide = (width: number): Text =>
  text(
    `The embedding of this network has ${width} numbers for each token. A plane shows it whole only where there are two.`,
    `このネットワークの埋め込みは、1 トークンあたり ${width} 個の数です。2 個のときだけ、平面にそのまま描けます。`,
  );

/** How a network takes two tokens in: the parameter that says where each lies, and the site at which they stand. */
export interface Entrance {
  readonly parameter: number;
  readonly site: string;
  /** Where in a row of the site the first token's place begins; null where the site holds the sum of both. */
  readonly at: number | null;
}

/** @returns why there is none */
export function entranceOf({ tables, parameters, sites, geometry }: Model): Entrance | Text {
  const [name, ...more] = tables?.rows.of ?? [];
  const site = sites.find(({ id }) => id === 'sum' || id === 'embedding')?.id;
  const parameter = parameters.findIndex((spec) => spec.name === name);
  if (name === undefined || more.length > 0 || site === undefined) return NO_EMBEDDING;
  const width = parameters[parameter]?.shape[1] ?? 0;
  if (width !== 2) return tooWide(width);
  return { parameter, site, at: site === 'sum' ? null : (geometry.embedded?.at[0] ?? 0) };
}

/** The shape of a config's questions where they are such; else why not. */
export function questionsOf({ task }: Pick<RunConfig, 'task'>): TokenShape | Text {
  const shape = tasks.get(task.id).shape(task);
  return isTabled(shape) ? shape : NO_PAIRS;
}

export function lacks({ task, model }: Pick<RunConfig, 'task' | 'model'>): Text | null {
  const shape = questionsOf({ task });
  if (!('kind' in shape)) return shape;
  const entrance = entranceOf(models.get(model.id).create(model, shape));
  return 'site' in entrance ? null : entrance;
}
