/** What the transformer's passes take. */
import { inTurn, kept, linear, together, type Work } from '../../cost/work.ts';
import type { Plan } from '../../data/plan.ts';
import { folds, MIXING } from './folded.ts';
import type { Architecture } from './architecture.ts';
import { names } from './rows.ts';

/** Rows of the residual stream at a layer: where it begins, those that ask, and what it gives. */
interface Rows {
  readonly input: number;
  readonly asking: number;
  readonly output: number;
}

function rowsOf({ indexes }: Plan, layer: number): Rows {
  const { query, source } = names(layer);
  const [asks, answers] = [query, source].map((name) => indexes.find((index) => index.name === name));
  return { input: answers?.tableRows ?? 0, asking: asks?.tableRows ?? 0, output: answers?.rows ?? 0 };
}

/** One layer's attention and MLP, row by row. @param projected rows that keys and values are computed for. */
function layerWork(architecture: Architecture, { input, asking, output }: Rows, projected: number): Work {
  const { width: d, heads, ffn, length, layerNorm, norm, positions, dropout } = architecture;
  // RMSNorm's own result, and that times the gain; of keys, and of queries that are not all at one position, their angles and what becomes of them.
  const norms = layerNorm === 'none' ? 0 : (norm === 'rms' ? 2 : 1) * (input * d + output * d);
  const turned = positions === 'rotary' ? 3 * (input + (asking === input ? asking : 0)) * d : 0;
  const masks = dropout === 0 ? 0 : 6 * output * d; // of two blocks what is added, which of it is kept, and the sum
  return together(
    kept(norms + turned + masks + asking * d + output * d), // normalised, asking, residual
    linear(asking, d, d),
    { ...linear(projected, d, 2 * d), numbers: 2 * input * d }, // k, v
    { multiplyAdds: 2 * output * length * d, numbers: output * (d + heads * length) }, // attention
    linear(output, d, d),
    linear(output, d, ffn, 2),
    linear(output, ffn, d),
  );
}

/** The last layer folded into tables (folded.ts). */
function foldedWork({ width: d, heads, ffn, outputs, length }: Architecture, rows: number, tableRows: number): Work {
  const wide = ffn + outputs;
  const tables = tableRows * heads * wide;
  return together(
    linear(tableRows, d, 2 * d), // k, v
    { multiplyAdds: rows * length * heads, numbers: rows * length * heads }, // whom it attends to
    linear(d, d, wide), // maps
    { multiplyAdds: tableRows * d * wide, numbers: 2 * tables }, // tables, and the same centred
    { multiplyAdds: MIXING * rows * length * heads * wide, numbers: 2 * rows * ffn }, // mixed
    linear(ffn, d, outputs),
    linear(rows, ffn, outputs),
  );
}

/** Logits of examples. */
export function transformerPass(architecture: Architecture, plan: Plan, count: number): Work {
  const { layers, width, outputs } = architecture;
  const first = rowsOf(plan, 0);
  const embedded = kept(first.input * width);
  if (folds(architecture, count, first.input)) {
    return together(embedded, foldedWork(architecture, count, first.input));
  }
  const all = Array.from({ length: layers }, (_, i) => layerWork(architecture, rowsOf(plan, i), rowsOf(plan, i).input));
  return together(embedded, ...all, linear(count, width, outputs));
}

/** Every MLP's pre-activations at points of the input space, of which `distinct` differ for the first linear maps. */
export function transformerPoints(architecture: Architecture, rows: number, distinct: number): Work {
  const { layers, width, length, layerNorm, outputs } = architecture;
  const whole = rows * length;
  const all = Array.from({ length: layers }, (_, i) => {
    const last = i === layers - 1;
    const projected = i === 0 && layerNorm !== 'pre' ? distinct * length : whole;
    return layerWork(architecture, { input: whole, asking: last ? rows : whole, output: last ? rows : whole }, projected);
  });
  return together(kept(whole * width), ...all, inTurn(linear(rows, width, outputs)));
}
