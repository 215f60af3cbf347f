/**
 * NNConv on one graph at a time, edge by edge and in float64 (Gilmer et al. 2017, eq. 4; PyTorch Geometric's NNConv with aggregation «add» and a
 * root weight): h′ᵢ = ReLU(Wᵀhᵢ + Σ_{j ~ i} hⱼ·Θ(e_ij) + b), Θ(e) the edge network's output as a matrix; then the sum over the nodes, and two
 * dense layers.
 */
import { addVectors, affine, matrixOf, timesMatrix, vectorOf, type Matrix, type NamedParameters, type Vector } from './numbers.ts';

export interface ReferenceGraph {
  readonly nodes: readonly Vector[];
  /** Each edge once: its two nodes and its type. */
  readonly edges: readonly (readonly [number, number, number])[];
}

const relu = (x: Vector): Vector => x.map((value) => (value > 0 ? value : 0));

export function graphOutput(parameters: NamedParameters, layers: number, edgeTypes: number, { nodes, edges }: ReferenceGraph): Vector {
  const parts = (name: string): [Matrix, Vector] => [matrixOf(parameters, `${name}.weight`), vectorOf(parameters, `${name}.bias`)];
  let h: readonly Vector[] = nodes;
  for (let l = 1; l <= layers; l++) {
    const root = matrixOf(parameters, `layer${l}.root`);
    const [inputs, outputs] = [root.length, (root[0] as Vector).length];
    const edgeMatrix = (type: number): Matrix => {
      const oneHot = Array.from({ length: edgeTypes }, (_, t) => (t === type ? 1 : 0));
      const flat = affine(relu(affine(oneHot, ...parts(`layer${l}.edge1`))), ...parts(`layer${l}.edge2`));
      return Array.from({ length: inputs }, (_, i) => flat.slice(i * outputs, (i + 1) * outputs));
    };
    const before = h;
    const next = before.map((own) => affine(own, root, vectorOf(parameters, `layer${l}.bias`)));
    for (const [one, other, type] of edges) {
      const through = edgeMatrix(type);
      next[one] = addVectors(next[one] as Vector, timesMatrix(before[other] as Vector, through));
      next[other] = addVectors(next[other] as Vector, timesMatrix(before[one] as Vector, through));
    }
    h = next.map(relu);
  }
  const sum = h.reduce(addVectors);
  return affine(relu(affine(sum, ...parts('head'))), ...parts('output'));
}
