/** The LSTM as a plain forward pass in float64. */
import { sigmoid } from '../../ops/gates.ts';
import { text } from '../../text.ts';
import type { ParameterSpec } from '../model.ts';
import { arraysByName } from '../named.ts';
import { linear, type Numbers } from '../plain/linear.ts';
import { letters, Visit, type Axis, type PlainPass, type Site } from '../plain/pass.ts';
import { gather } from '../plain/pointwise.ts';
import { GATES, names, type Architecture } from './architecture.ts';

const siteIds = (layer: number) => ({ preactivations: `layer${layer}.preactivations`, outputs: `layer${layer}.outputs` });

function sitesOf({ layers, width, embedding, length, outputs }: Architecture): Site[] {
  const positions: Axis = { kind: 'position', size: length, names: letters(length) };
  const layer = (l: number): Site[] => {
    const ids = siteIds(l);
    const [en, ja] = layers === 1 ? ['', ''] : [` of layer ${l + 1}`, `第 ${l + 1} 層の`];
    return [
      {
        id: ids.preactivations,
        label: text(`gates before σ and tanh${en}`, `${ja}ゲートの活性化前の値`),
        axes: [positions, { kind: 'neuron', size: GATES * width }],
      },
      { id: ids.outputs, label: text(`outputs${en}`, `${ja}出力`), axes: [positions, { kind: 'neuron', size: width }] },
    ];
  };
  return [
    { id: 'embedding', label: text('embeddings', '埋め込み'), axes: [positions, { kind: 'dimension', size: embedding }] },
    ...Array.from({ length: layers }, (_, l) => layer(l)).flat(),
    { id: 'logits', label: text('logits', 'ロジット'), axes: [{ kind: 'output', size: outputs }] },
  ];
}

interface Rows {
  readonly count: number;
  readonly length: number;
  readonly width: number;
}

/** Row i·T + t of every example → the rows of one position, (n, columns). */
function at(rows: Float64Array, t: number, { count, length }: Rows): Float64Array {
  return gather(
    rows,
    Int32Array.from({ length: count }, (_, i) => i * length + t),
    rows.length / (count * length),
  );
}

function put(rows: Float64Array, t: number, part: Float64Array, { count, length }: Rows): void {
  const columns = part.length / count;
  for (let i = 0; i < count; i++) rows.set(part.subarray(i * columns, (i + 1) * columns), (i * length + t) * columns);
}

/** The cells and outputs of one position: z (n, 4H) and the cells before, which become these. */
function step(z: Float64Array, cells: Float64Array, width: number): Float64Array {
  const outputs = new Float64Array(cells.length);
  for (let j = 0; j < cells.length; j++) {
    const row = GATES * width * Math.floor(j / width) + (j % width);
    const [i, f, g, o] = [z[row], z[row + width], z[row + 2 * width], z[row + 3 * width]] as [number, number, number, number];
    cells[j] = sigmoid(f) * (cells[j] as number) + sigmoid(i) * Math.tanh(g);
    outputs[j] = sigmoid(o) * Math.tanh(cells[j] as number);
  }
  return outputs;
}

/** What the inputs bring to the gates (n·T, 4H) → the gates' pre-activations with what the outputs before bring, and the outputs (n·T, H). */
function runLayer(brought: Float64Array, recurrent: Numbers, rows: Rows): { readonly gates: Float64Array; readonly outputs: Float64Array } {
  const { count, length, width } = rows;
  const [gates, outputs] = [brought.slice(), new Float64Array(count * length * width)];
  const cells = new Float64Array(count * width);
  let before: Float64Array = new Float64Array(count * width);
  for (let t = 0; t < length; t++) {
    const z = at(brought, t, rows);
    linear(before, recurrent, GATES * width).forEach((value, j) => (z[j] = (z[j] as number) + value));
    before = step(z, cells, width);
    put(gates, t, z, rows);
    put(outputs, t, before, rows);
  }
  return { gates, outputs };
}

/** The outputs that follow from these gates, whatever was before them. */
function outputsOf(gates: Float64Array, rows: Rows): Float64Array {
  const { count, length, width } = rows;
  const outputs = new Float64Array(count * length * width);
  const cells = new Float64Array(count * width);
  for (let t = 0; t < length; t++) put(outputs, t, step(at(gates, t, rows), cells, width), rows);
  return outputs;
}

export function plainLstm(architecture: Architecture, parameters: readonly ParameterSpec[]): PlainPass {
  const { layers, width, embedding, length, outputs } = architecture;
  const sites = sitesOf(architecture);
  return {
    sites,
    forward(arrays, examples, hooks = {}) {
      const find = arraysByName(parameters, arrays);
      const visit = new Visit(sites, hooks, examples.count);
      const rows: Rows = { count: examples.count, length, width };
      let x = visit.at('embedding', gather(Float64Array.from(find('embedding')), Int32Array.from(examples.inputs), embedding)); // (n·T, D)
      for (let l = 0; l < layers; l++) {
        const ids = siteIds(l);
        const brought = linear(x, find(names(l).input), GATES * width, find(names(l).bias)); // (n·T, 4H)
        const made = runLayer(brought, find(names(l).recurrent), rows);
        const gates = visit.at(ids.preactivations, made.gates);
        x = visit.at(ids.outputs, gates === made.gates ? made.outputs : outputsOf(gates, rows)); // (n·T, H)
      }
      return visit.at('logits', linear(at(x, length - 1, rows), find('output.weight'), outputs, find('output.bias'))); // (n, outputs)
    },
  };
}
