/** What a convolutional network is made of, and its tensors. */
import type { VectorShape } from '../../data/dataset.ts';
import type { Activation } from '../../ops/activations.ts';
import { numbersOf, patchesOf, windowsOf, type Grid, type PatchGrid, type PoolGrid } from '../../ops/grid.ts';
import { uniform } from '../init.ts';
import type { ParameterSpec } from '../model.ts';

/** Vectors that are images. */
export type ImageShape = VectorShape & { readonly image: NonNullable<VectorShape['image']> };

export interface CnnValues {
  readonly stages: number;
  readonly channels: number;
  readonly kernel: string;
  readonly stride: number;
  readonly pooling: string;
  readonly blocks: number;
  readonly head: string;
  readonly dense: number;
  readonly activation: string;
}

/** One convolution: the patches it looks at, and the grid that it fills. */
export interface Convolution {
  readonly name: string;
  readonly from: PatchGrid;
  readonly to: Grid;
}

/** A convolution, residual blocks of two each, and the means that go on. */
export interface Stage {
  readonly name: string;
  readonly first: Convolution;
  readonly blocks: readonly { readonly name: string; readonly one: Convolution; readonly two: Convolution }[];
  /** Windows that are averaged behind it; null where the grid goes on as it is. */
  readonly pool: PoolGrid | null;
}

export interface Architecture {
  /** The image. */
  readonly image: Grid;
  readonly stages: readonly Stage[];
  /** What goes into the dense layers. */
  readonly features: number;
  /** Neurons of the dense hidden layer; 0 where there is none. */
  readonly dense: number;
  readonly outputs: number;
  readonly activation: Activation;
  readonly parameters: readonly ParameterSpec[];
}

/** The image as a grid: numbers of one place stand together. */
const gridOf = ({ image: { rows, columns, channels = 1 } }: ImageShape): Grid => ({ rows, columns, channels });

function convolution(name: string, grid: Grid, channels: number, size: number, stride: number): Convolution {
  const { rows, columns } = grid;
  const from: PatchGrid = { rows, columns, channels: grid.channels, size, stride, padding: Math.floor(size / 2) };
  return { name, from, to: { ...patchesOf(from), channels } };
}

const behind = (grid: Grid, pool: PoolGrid | null): Grid => (pool === null ? grid : { ...windowsOf(pool), channels: grid.channels });

/** The stages one after another; `grid` of the last may have no place left. */
function stagesOf({ stages, channels, kernel, stride, pooling, blocks, head }: CnnValues, image: Grid): Stage[] {
  const made: Stage[] = [];
  let grid = image;
  for (let s = 1; s <= stages; s++) {
    const name = `stage${s}`;
    const first = convolution(`${name}.conv`, grid, channels * 2 ** (s - 1), Number(kernel), stride);
    const { to } = first;
    const same = (own: string): Convolution => convolution(own, to, to.channels, Number(kernel), 1);
    const whole = s === stages && head === 'mean';
    const pool = whole ? { ...to, high: to.rows, wide: to.columns } : pooling === 'average' ? { ...to, high: 2, wide: 2 } : null;
    made.push({
      name,
      first,
      blocks: Array.from({ length: blocks }, (_, b) => {
        const own = `${name}.block${b + 1}`;
        return { name: own, one: same(`${own}.conv1`), two: same(`${own}.conv2`) };
      }),
      pool,
    });
    grid = behind(to, pool);
  }
  return made;
}

/** What a stage hands on. */
export const handedOn = ({ first, pool }: Stage): Grid => behind(first.to, pool);

/** Stages that an image has room for: behind each at least one place is left. */
export function roomFor(values: CnnValues, shape: ImageShape): number {
  return stagesOf(values, gridOf(shape)).filter((stage) => numbersOf(handedOn(stage)) > 0).length;
}

const fanIn = ({ from }: Convolution): number => from.size ** 2 * from.channels;

/** Weights (size²·channels, channels) and biases: PyTorch's default, U(±1/√fan-in), as for dense layers. */
const tensorsOf = (conv: Convolution): ParameterSpec[] => [
  uniform(`${conv.name}.weight`, [fanIn(conv), conv.to.channels], fanIn(conv)),
  uniform(`${conv.name}.bias`, [conv.to.channels], fanIn(conv)),
];

const convolutionsOf = ({ first, blocks }: Stage): Convolution[] => [first, ...blocks.flatMap(({ one, two }) => [one, two])];

export function architectureOf(values: CnnValues, shape: ImageShape): Architecture {
  const image = gridOf(shape);
  const stages = stagesOf(values, image);
  const { dense } = values;
  const { outputs } = shape;
  const features = numbersOf(handedOn(stages.at(-1) as Stage));
  const last = dense === 0 ? features : dense;
  const parameters = [
    ...stages.flatMap(convolutionsOf).flatMap(tensorsOf),
    ...(dense === 0 ? [] : [uniform('dense.weight', [features, dense], features), uniform('dense.bias', [dense], features)]),
    { ...uniform('output.weight', [last, outputs], last), table: true as const },
    uniform('output.bias', [outputs], last),
  ];
  return { image, stages, features, dense, outputs, activation: values.activation as Activation, parameters };
}
