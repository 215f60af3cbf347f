/** Images of ten classes from a file: what the image tasks share. */
import type { Dataset, Examples, VectorShape } from '../data/dataset.ts';
import { choice, number } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Rng } from '../rng.ts';
import { text } from '../text.ts';

const CLASSES = 10;
/** Fewest images of a side. */
const LEAST = 10;

/** What a file of images is known to hold. */
export interface ImageFile {
  /** How many images it holds. */
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Numbers of a pixel; 1 where it is grey. */
  readonly channels?: number;
  /** Byte that stands for 1. */
  readonly white: number;
}

/** The images of a file, by their places in it. */
export interface Images {
  /** (rows, columns, channels), one byte each. */
  readonly pixels: (image: number) => Uint8Array;
  readonly label: (image: number) => number;
}

export interface ImageValues {
  readonly trainSize: number;
  readonly valSize: number;
  readonly representation: number;
  /** Pixels along a side; left out where the file's own are the only ones. */
  readonly pixels?: string;
}

/** Whole images, or each 2×2 pixels' mean: a quarter of the work for a convolutional network. @param side pixels along it in the file */
export const pixels = (side: number) =>
  choice({
    label: text('pixels', '画素数'),
    help: text(
      'As they are, or every 2×2 pixels averaged into one, which a convolutional network gets through four times as fast.',
      '元のままか、2×2 画素ごとの平均か。平均すると、畳み込みネットワークは約 4 倍速く進みます。',
    ),
    default: String(side),
    choices: [side, side / 2].map((value) => ({ value: String(value), label: text(`${value}×${value}`, `${value}×${value}`) })),
  });

/** @param most images that a split may take together */
export function imageParameters(most: number, trainSize: number, valSize: number) {
  return {
    trainSize: number({
      label: text('training images', '訓練画像の数'),
      symbol: 'N',
      help: text(
        'Fewer images strengthen grokking, until generalisation becomes impossible.',
        '少ないほどグロッキングは強まり、少なすぎると汎化できなくなります。',
      ),
      default: trainSize,
      min: LEAST,
      max: most - LEAST,
      scale: 'log',
      integer: true,
    }),
    valSize: number({
      label: text('validation images', '検証画像の数'),
      help: text('Other images. More: smoother curves and slower evaluations.', '別の画像の数。多いほど曲線は滑らかで、評価は遅くなります。'),
      default: valSize,
      min: LEAST,
      max: most - LEAST,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    representation: number({
      label: text('representation', '表現'),
      symbol: 'm',
      help: text(
        'Pixels are m·x + (1 − m)·grey, a grey level of its own for each class. At 1: the images as they are; near 0 the answer is plain to see and grokking goes away.',
        '画素は m·x + (1 − m)·灰色。灰色の濃さはクラスごとに違います。1 で元の画像のまま。0 に近いほど答えが見えやすく、グロッキングは消えます。',
      ),
      default: 1,
      min: 0,
      max: 1,
      scale: 'linear',
      step: 0.05,
      advanced: true,
    }),
  };
}

/** Grey level that stands for a class: −½ … ½ (Omnigrok, representation experiment). */
function template(label: number): number {
  return label / (CLASSES - 1) - 0.5;
}

/** Pixels of the file that become one, along a side. */
const mergedBy = ({ columns }: ImageFile, { pixels: side }: ImageValues): number => (side === undefined ? 1 : columns / Number(side));

export function imageShape(file: ImageFile, values: ImageValues): VectorShape {
  const { representation: m } = values;
  const [rows, columns] = [file.rows / mergedBy(file, values), file.columns / mergedBy(file, values)];
  const domain = [(1 - m) * template(0), m + (1 - m) * template(CLASSES - 1)] as const;
  const { channels = 1 } = file;
  const image = channels === 1 ? { rows, columns } : { rows, columns, channels };
  return { kind: 'vectors', dimension: rows * columns * channels, image, domain, target: { kind: 'class' }, outputs: CLASSES };
}

export function checkImages({ count }: ImageFile, { trainSize, valSize }: ImageValues): Problem[] {
  if (trainSize + valSize <= count) return [];
  const left = count - trainSize;
  if (left < LEAST) {
    const most = count - LEAST;
    return [
      {
        field: 'trainSize',
        value: trainSize,
        expected: text(`at most ${most}: there are ${count} images, and some validate`, `${most} 以下にしてください。画像は ${count} 枚で、検証にも使います。`),
      },
    ];
  }
  return [
    {
      field: 'valSize',
      value: valSize,
      expected: text(
        `at most ${left}, or the number of training images smaller: there are ${count} images and ${trainSize} of them train`,
        `${left} 以下にするか、訓練画像の数を減らしてください。画像は ${count} 枚あり、${trainSize} 枚は訓練に使います。`,
      ),
    },
  ];
}

/** An image with every square of so many pixels a side averaged into one, channel by channel. */
function merged(image: Uint8Array, { columns, channels = 1 }: ImageFile, by: number): ArrayLike<number> {
  if (by === 1) return image;
  const wide = columns / by;
  const sums = new Float64Array(image.length / by ** 2);
  image.forEach((level, j) => {
    const [pixel, channel] = [Math.floor(j / channels), j % channels];
    const at = (Math.floor(pixel / columns / by) * wide + Math.floor((pixel % columns) / by)) * channels + channel;
    sums[at] = (sums[at] as number) + level / by ** 2;
  });
  return sums;
}

function examples({ pixels: pixelsOf, label }: Images, chosen: Int32Array, file: ImageFile, values: ImageValues): Examples {
  const by = mergedBy(file, values);
  const size = (file.rows * file.columns * (file.channels ?? 1)) / by ** 2;
  const m = values.representation;
  const inputs = new Float32Array(chosen.length * size);
  const targets = chosen.map(label);
  chosen.forEach((image, i) => {
    const grey = (1 - m) * template(targets[i] as number);
    const own = merged(pixelsOf(image), file, by);
    for (let j = 0; j < size; j++) inputs[i * size + j] = (m * (own[j] as number)) / file.white + grey;
  });
  return { count: chosen.length, inputs, targets };
}

/** Grey images one after another, one byte a pixel, row by row, and after them all of their classes. @throws Error when the file is missing or has another size */
export function packedImages(bytes: Uint8Array | undefined, { count, rows, columns }: ImageFile): Images {
  const size = rows * columns;
  if (bytes?.length !== count * (size + 1)) throw new Error(`the file of images has ${bytes?.length ?? 'no'} bytes and not ${count * (size + 1)}`);
  return { pixels: (image) => bytes.subarray(image * size, (image + 1) * size), label: (image) => bytes[count * size + image] as number };
}

/** Shuffles the images by seed; the first train, the next validate. */
export function splitImages(images: Images, file: ImageFile, values: ImageValues, rng: Rng): Dataset {
  const order = rng.split('order').permutation(file.count);
  const { trainSize, valSize } = values;
  const side = (first: number, count: number): Examples => examples(images, order.subarray(first, first + count), file, values);
  return { shape: imageShape(file, values), train: side(0, trainSize), val: side(trainSize, valSize) };
}
