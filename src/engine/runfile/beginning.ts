/** Whether a run began with the network that its config says: where somebody changed a number in the file, its curves are those of another run. */
import type { RunConfig } from '../config/config.ts';
import type { Problem } from '../problem.ts';
import { weightsOf } from '../run/files.ts';
import { initialParameters } from '../run/initial.ts';
import { modelOf } from '../run/network.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { text } from '../text.ts';

/** Relative to the largest: logarithms and cosines of another browser may differ in their last digit. */
const NEAR = 1e-5;

const DRAWN = text(
  'what the run began with: the network that was kept at step 0 is not the one that this config and seed draw, so that curves and networks belong to another run',
  '実行が始まったときの値にしてください。ステップ 0 で保存されたネットワークが、この設定とシードから作られるものと違います。曲線とネットワークは別の実行のものです。',
);

/** @param first the earliest snapshot of a run that left no other; nothing is known where it is not of the beginning, or began with a file's weights */
export function problemsOfBeginning(config: RunConfig, first: Snapshot | undefined): readonly Problem[] {
  if (first?.step !== 0 || first.changes.length > 0 || weightsOf(config) !== null) return [];
  const drawn = initialParameters(config, modelOf(config));
  const isDrawn = drawn.every((values, i) => {
    const kept = first.parameters[i] as Float32Array;
    const most = values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
    return values.every((x, at) => Math.abs(x - (kept[at] as number)) <= NEAR * most);
  });
  return isDrawn ? [] : [{ field: 'seed', value: config.seed, expected: DRAWN }];
}
