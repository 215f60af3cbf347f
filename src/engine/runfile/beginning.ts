/** Whether a run began with the network that its config says: where somebody changed a number in the file, its curves are those of another run. */
import type { RunConfig } from '../config/config.ts';
import type { Problem } from '../problem.ts';
import { weightsOf } from '../run/files.ts';
import { initialParameters } from '../run/initial.ts';
import { modelOf } from '../run/network.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { text } from '../text.ts';
import { snapshotName } from './write.ts';

/** Relative to the largest: logarithms and cosines of another browser may differ in their last digit. */
const NEAR = 1e-5;

const DRAWN = text(
  `what the run began with: ${snapshotName(0)}, the network that was kept at step 0, is not the one that this config and seed draw, so that one of the two was changed, and curves and networks belong to another run`,
  `実行が始まったときの値にしてください。ステップ 0 で保存されたネットワーク（${snapshotName(0)}）が、この設定とシードから作られるものと違います。どちらかが変更されており、曲線とネットワークは別の実行のものです。`,
);
const AS_DRAWN = text(
  'as the config and its seed draw it: the network that was kept at step 0 was changed',
  '設定とシードから作られるとおりの値にしてください。ステップ 0 で保存されたネットワークが変更されています。',
);

/** Whether anything in a tensor is drawn: others begin alike whatever the seed. */
const isDrawn = (values: Float32Array): boolean => values.some((x) => x !== values[0]);

/** How many of its numbers are other ones. */
function apart(drawn: Float32Array, kept: Float32Array): number {
  const most = drawn.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  return drawn.reduce((count, x, at) => count + (Math.abs(x - (kept[at] as number)) <= NEAR * most ? 0 : 1), 0);
}

/**
 * Where some tensors are as they were drawn, the seed is right, and the others are named; else nobody can tell which of the two was changed.
 * @param first the earliest snapshot; nothing is known where it is not of the beginning, or began with a file's weights
 */
export function problemsOfBeginning(config: RunConfig, first: Snapshot | undefined): readonly Problem[] {
  if (first?.step !== 0 || first.changes.length > 0 || weightsOf(config) !== null) return [];
  const model = modelOf(config);
  const drawn = initialParameters(config, model);
  const counts = drawn.map((values, i) => apart(values, first.parameters[i] as Float32Array));
  if (counts.every((count) => count === 0)) return [];
  const isOwn = drawn.some((values, i) => isDrawn(values) && counts[i] === 0);
  if (!isOwn) return [{ field: 'run.json: config: seed', value: config.seed, expected: DRAWN }];
  return counts.flatMap((count, i): Problem[] => {
    const { name } = model.parameters[i] as (typeof model.parameters)[number];
    return count === 0 ? [] : [{ field: `${snapshotName(0)}: parameters.${name}`, value: `${count} other numbers`, expected: AS_DRAWN }];
  });
}
