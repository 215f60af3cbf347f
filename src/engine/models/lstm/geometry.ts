/** The LSTM as a function of its embedded input, all positions' embeddings side by side. */
import { reshape, transpose, type Rank, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Plan } from '../../data/plan.ts';
import type { Geometry } from '../../geometry/geometry.ts';
import { mapAffine } from '../../geometry/hull.ts';
import { dense } from '../../ops/dense.ts';
import { gatherSum } from '../../ops/gather.ts';
import { lstm, lstmGates } from '../../ops/lstm.ts';
import { text } from '../../text.ts';
import type { ParameterSpec } from '../model.ts';
import { byName } from '../named.ts';
import { GATES, names, type Architecture } from './architecture.ts';
import { lstmPoints } from './work.ts';

const NO_PLAN: Plan = { indexes: [], fill: () => undefined };

/** Rows that lie side by side (outer, inner·width) → the other way round, (inner·outer, width). */
function turned(x: Tensor2D, outer: number, inner: number, width: number): Tensor2D {
  return reshape<Rank.R2>(transpose(reshape(x, [outer, inner, width]), [1, 0, 2]), [inner * outer, width]);
}

export function lstmGeometry(architecture: Architecture, parameters: readonly ParameterSpec[]): Geometry {
  const { layers, width, embedding, vocabulary, length } = architecture;
  const gates = GATES * width;
  return {
    dimension: length * embedding,
    space: text('the embeddings of all words side by side', '全単語の埋め込みを並べた空間'),
    pointPlan: (count) => ({
      indexes: [{ name: 'tokens', tableRows: vocabulary, rows: count * length, terms: 1 }],
      fill: ({ inputs }, { tokens }) => (tokens as Int32Array).set(inputs),
    }),
    points: (tensors, batch) => {
      const rows = gatherSum(byName(parameters, tensors)<Tensor2D>('embedding'), batch.index('tokens')); // (n·T, D)
      return reshape<Rank.R2>(rows, [batch.count, length * embedding]);
    },
    inputPlan: () => NO_PLAN,
    work: (rows, distinct) => lstmPoints(architecture, rows, distinct),
    preactivations: (tensors, input, _batch, countLogits) => {
      const find = byName(parameters, tensors);
      const brought = (points: Tensor2D, bias: Tensor1D | null): Tensor2D => {
        const rows = dense(reshape<Rank.R2>(points, [-1, embedding]), find<Tensor2D>(names(0).input), bias);
        return reshape<Rank.R2>(rows, [-1, length * gates]);
      };
      const wide = mapAffine(
        input,
        (points) => brought(points, find<Tensor1D>(names(0).bias)),
        (offsets) => brought(offsets, null),
      ); // (m, T·4H)
      const m = wide.shape[0];
      let x = turned(wide, m, length, gates); // (T·m, 4H)
      const all: Tensor2D[] = [];
      for (let l = 0; l < layers; l++) {
        const recurrent = find<Tensor2D>(names(l).recurrent);
        const last = l === layers - 1;
        all.push(reshape<Rank.R2>(turned(lstmGates(x, recurrent, length), length, m, gates), [m, length * gates]));
        if (last && !countLogits) return all;
        const y = lstm(x, recurrent, length, !last); // (T·m, H), at the end (m, H)
        if (last) all.push(dense(y, find<Tensor2D>('output.weight'), find<Tensor1D>('output.bias')));
        else x = dense(y, find<Tensor2D>(names(l + 1).input), find<Tensor1D>(names(l + 1).bias));
      }
      return all;
    },
    regions: {
      none: text(
        'There are no linear regions here: an LSTM’s gates are curved everywhere and multiply one another. Local complexity counts the gates whose sign changes, where one goes from rather shut to rather open.',
        'LSTM には線形領域がありません。ゲートはどこでも曲がっていて、互いに掛け合わされるためです。局所複雑度は、ゲートの入力の符号が変わる（閉じぎみから開きぎみへ移る）数を数えます。',
      ),
    },
  };
}
