/**
 * A convolutional network on one image, place by place and in float64: y[r,c] = Σ_{i,j} W[i,j]ᵀ x[r·s+i−p, c·s+j−p] + b with zeros beyond the
 * edges (torch.nn.Conv2d), means over windows (torch.nn.AvgPool2d), pre-activation residual blocks (He et al. 2016, fig. 1b, without batch
 * normalisation).
 */
import { ACTIVATION_REFERENCE, addVectors, affine, matrixOf, vectorOf, type NamedParameters, type Vector } from './numbers.ts';

/** [row][column] → the numbers of a place. */
export type Picture = readonly (readonly Vector[])[];

export interface CnnOptions {
  readonly stages: number;
  readonly kernel: string;
  readonly stride: number;
  readonly pooling: string;
  readonly blocks: number;
  readonly head: string;
  readonly dense: number;
  readonly activation: string;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function convolved(x: Picture, parameters: NamedParameters, name: string, size: number, stride: number): Picture {
  const weight = matrixOf(parameters, `${name}.weight`); // (size·size·channels, outputs)
  const bias = vectorOf(parameters, `${name}.bias`);
  const padding = (size - 1) / 2;
  const [rows, columns] = [x.length, (x[0] as readonly Vector[]).length];
  const nothing = ((x[0] as readonly Vector[])[0] as Vector).map(() => 0);
  const along = (length: number): number[] => range(length).filter((first) => first % stride === 0);
  return along(rows).map((r) =>
    along(columns).map((c) => {
      const seen = range(size).flatMap((i) => range(size).flatMap((j) => x[r + i - padding]?.[c + j - padding] ?? nothing));
      return affine(seen, weight, bias);
    }),
  );
}

function means(x: Picture, high: number, wide: number): Picture {
  const [down, along] = [Math.floor(x.length / high), Math.floor((x[0] as readonly Vector[]).length / wide)];
  return range(down).map((r) =>
    range(along).map((c) => {
      const places = range(high).flatMap((i) => range(wide).map((j) => (x[r * high + i] as readonly Vector[])[c * wide + j] as Vector));
      return places.reduce(addVectors).map((total) => total / places.length);
    }),
  );
}

const each = (x: Picture, f: (place: Vector, r: number, c: number) => Vector): Picture => x.map((row, r) => row.map((place, c) => f(place, r, c)));

export function cnnLogits(options: CnnOptions, parameters: NamedParameters, image: Picture): Vector {
  const size = Number(options.kernel);
  const bend = ACTIVATION_REFERENCE[options.activation] as (z: number) => number;
  const bent = (x: Picture): Picture => each(x, (place) => place.map(bend));
  let x = image;
  for (let s = 1; s <= options.stages; s++) {
    x = convolved(x, parameters, `stage${s}.conv`, size, options.stride);
    for (let b = 1; b <= options.blocks; b++) {
      const inner = convolved(bent(x), parameters, `stage${s}.block${b}.conv1`, size, 1);
      const around = convolved(bent(inner), parameters, `stage${s}.block${b}.conv2`, size, 1);
      x = each(x, (place, r, c) => addVectors(place, (around[r] as readonly Vector[])[c] as Vector));
    }
    x = bent(x);
    if (s === options.stages && options.head === 'mean') x = means(x, x.length, (x[0] as readonly Vector[]).length);
    else if (options.pooling === 'average') x = means(x, 2, 2);
  }
  let h: Vector = x.flatMap((row) => row.flat());
  if (options.dense > 0) h = affine(h, matrixOf(parameters, 'dense.weight'), vectorOf(parameters, 'dense.bias')).map(bend);
  return affine(h, matrixOf(parameters, 'output.weight'), vectorOf(parameters, 'output.bias'));
}
