/** The LSTM as PyTorch's documentation writes it (torch.nn.LSTM, with one bias), one sequence at a time and in float64. */
import { addVectors, affine, matrixOf, timesMatrix, vectorOf, type Matrix, type NamedParameters, type Vector } from './numbers.ts';

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

interface Steps {
  /** [position]: i, f, g, o before σ and tanh, side by side. */
  readonly gates: Matrix;
  readonly cells: Matrix;
  readonly outputs: Matrix;
}

/** One layer over a sequence of what its inputs bring to the gates, (T, 4H); with `given` gates, what follows from those. */
export function lstmSteps(inputs: Matrix, recurrent: Matrix, given: Matrix | null = null): Steps {
  const width = recurrent.length;
  let [h, c]: [Vector, Vector] = [Array.from({ length: width }, () => 0), Array.from({ length: width }, () => 0)];
  const steps: Steps = { gates: [], cells: [], outputs: [] };
  inputs.forEach((x, t) => {
    const z = given?.[t] ?? addVectors(x, timesMatrix(h, recurrent));
    const part = (k: number): Vector => z.slice(k * width, (k + 1) * width);
    const [i, f, g, o] = [part(0).map(sigmoid), part(1).map(sigmoid), part(2).map(Math.tanh), part(3).map(sigmoid)] as [Vector, Vector, Vector, Vector];
    c = c.map((before, j) => (f[j] as number) * before + (i[j] as number) * (g[j] as number));
    h = c.map((cell, j) => (o[j] as number) * Math.tanh(cell));
    steps.gates.push(z);
    steps.cells.push(c);
    steps.outputs.push(h);
  });
  return steps;
}

/** Sees what stands at a place inside, one row per position, and says what to go on with. */
export type Edit = (site: string, rows: Matrix) => Matrix;

/** Logits of one example: embeddings, layers, and a linear map of the last output. */
export function lstmLogits(layers: number, parameters: NamedParameters, tokens: readonly number[], edit: Edit = (_site, rows) => rows): Vector {
  const embedding = matrixOf(parameters, 'embedding');
  let rows = edit(
    'embedding',
    tokens.map((token) => embedding[token] as Vector),
  );
  for (let l = 0; l < layers; l++) {
    const [input, recurrent, bias] = [
      matrixOf(parameters, `layer${l}.input`),
      matrixOf(parameters, `layer${l}.recurrent`),
      vectorOf(parameters, `layer${l}.bias`),
    ];
    const brought = rows.map((x) => affine(x, input, bias));
    const given = edit(`layer${l}.preactivations`, lstmSteps(brought, recurrent).gates);
    rows = edit(`layer${l}.outputs`, lstmSteps(brought, recurrent, given).outputs);
  }
  return edit('logits', [affine(rows.at(-1), matrixOf(parameters, 'output.weight'), vectorOf(parameters, 'output.bias'))])[0] as Vector;
}
