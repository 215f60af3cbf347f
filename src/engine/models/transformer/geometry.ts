/** The transformer as a function of its residual input, all positions' embeddings side by side. */
import { reshape, transpose, type Rank, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Constant } from '../../data/plan.ts';
import type { Geometry } from '../../geometry/geometry.ts';
import { isHull } from '../../geometry/hull.ts';
import { text } from '../../text.ts';
import type { ParameterSpec } from '../model.ts';
import { byName } from '../named.ts';
import { embed, rowsOfExamples } from './embedding.ts';
import type { Architecture } from './architecture.ts';
import { run } from './forward.ts';
import { transformerRegions } from './regions.ts';
import { transformerPoints } from './work.ts';
import { unsharedLayers } from './rows.ts';
import type { Sequence } from './sequence.ts';

/** Pre-activations of all positions of an input side by side: position-major (positions·m, H) → (m, positions·H). */
function perInput(z: Tensor2D, positions: number): Tensor2D {
  if (positions === 1) return z;
  const [rows, h] = z.shape;
  const m = rows / positions;
  return reshape<Rank.R2>(transpose(reshape(z, [positions, m, h]), [1, 0, 2]), [m, positions * h]);
}

export function transformerGeometry(
  architecture: Architecture,
  sequence: Sequence,
  parameters: readonly ParameterSpec[],
  constants: readonly Constant[],
): Geometry {
  const { layers, width: d, length } = architecture;
  return {
    dimension: length * d,
    ...(architecture.activation === 'relu' ? { silentBelow0: true as const } : {}),
    embedded: { width: d, at: sequence.operandAt.flatMap((operand, t) => (operand === null ? [] : [t * d])) },
    space: text('the residual input: all positions’ embeddings', '残差ストリームの入力（全位置の埋め込み）'),
    pointPlan: (count) => rowsOfExamples(sequence, count),
    points: (tensors, batch) => reshape<Rank.R2>(embed(byName(parameters, tensors), batch, architecture.positions), [batch.count, length * d]),
    inputPlan: (count) => unsharedLayers(sequence.dependencies, layers, count, architecture.positions === 'rotary'),
    work: (rows, distinct) => transformerPoints(architecture, rows, distinct),
    preactivations: (tensors, x, batch, countLogits) => {
      const all: Tensor2D[] = [];
      // (m, length·d) → (m·length, d)
      const rows = isHull(x) ? x : reshape<Rank.R2>(x, [batch.count * length, d]);
      const logits = run(architecture, byName(parameters, tensors), rows, batch, {
        tap: (z, i) => all.push(perInput(z, i < layers - 1 ? length : 1)),
        wantLogits: countLogits,
      });
      if (logits !== null) all.push(logits);
      return all;
    },
    regions: transformerRegions({ ...architecture, ...sequence, parameters, constants }),
  };
}
