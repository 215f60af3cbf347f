/** Images in colour from the reader's own file, as the binary version of CIFAR-10 has them (Krizhevsky 2009). None of CIFAR-10 comes with the page: nobody says under which licence it is. */
import { descriptorLine, SAMPLE } from '../own/descriptor.ts';
import { readCifar, type CifarDescriptor } from '../own/cifar/descriptor.ts';
import { cifarFiles, USUAL } from '../own/cifar/format.ts';
import { CHANNELS, CLASSES, faultsOf, labelOf, MOST, pixelsOf, RECORD, SIDE } from '../own/cifar/records.ts';
import { CIFAR_SAMPLE, cifarSample } from '../own/cifar/sample.ts';
import { line } from '../parameters.ts';
import { Spoken } from '../spoken.ts';
import { text, type Text } from '../text.ts';
import { checkImages, imageParameters, imageShape, pixels, splitImages, type ImageFile } from './images.ts';
import { defineTask, type Files } from './task.ts';

interface Values {
  readonly file: string;
}

/** In the order of the classes' numbers. */
const THINGS = [
  text('airplane', '飛行機'),
  text('automobile', '自動車'),
  text('bird', '鳥'),
  text('cat', '猫'),
  text('deer', '鹿'),
  text('dog', '犬'),
  text('frog', '蛙'),
  text('horse', '馬'),
  text('ship', '船'),
  text('truck', 'トラック'),
] as const;

const parse = (typed: string) => descriptorLine(typed, cifarFiles.samples, readCifar);

/** Of a valid config; a field that is still being mended is taken for the sample. */
function descriptorOf({ file }: Values): CifarDescriptor {
  const read = parse(file);
  return readCifar(read.ok ? read.value : CIFAR_SAMPLE) as CifarDescriptor;
}

const fileOf = (values: Values): ImageFile => ({ count: descriptorOf(values).count, rows: SIDE, columns: SIDE, channels: CHANNELS, white: 255 });

const called = ({ name, count }: CifarDescriptor): Text =>
  text(`${name} (${count.toLocaleString('en')} images)`, `${name}（${count.toLocaleString('ja')} 枚）`);

/** Bytes that were found to be what the description says. */
const checked = new WeakSet<Uint8Array>();

/** @throws Spoken when the file is missing, or is not as it is described */
function bytesOf(values: Values, files: Files | undefined): Uint8Array {
  const descriptor = descriptorOf(values);
  const bytes = descriptor.hash === SAMPLE ? cifarSample() : files?.[`own:${descriptor.hash}`];
  if (bytes === undefined) {
    const { en, ja } = called(descriptor);
    throw new Spoken(text(`the file ${en} is not here`, `ファイル ${ja} がここにありません`));
  }
  const { name, count } = descriptor;
  if (bytes.length !== count * RECORD || (!checked.has(bytes) && faultsOf(bytes).length > 0)) {
    throw new Spoken(text(`the file ${name} is not what its description says: open it anew`, `ファイル ${name} は説明と一致しません。開き直してください`));
  }
  checked.add(bytes);
  return bytes;
}

/** The classes of what is made up are numbers, and no animals. */
const NUMBERED = { words: [], classes: Array.from({ length: CLASSES }, (_, label) => String(label)), columns: [] };

export const cifar = defineTask({
  id: 'cifar',
  label: text('CIFAR-10, a file of yours', 'CIFAR-10（手元のファイル）'),
  summary: text(
    'What is in the picture? Colour photographs of 32×32 pixels in ten classes, from your own data_batch_1.bin (Krizhevsky 2009, the «binary version»). Until you open it there are made-up patterns.',
    '何の写真かを当てます。32×32 画素のカラー写真、10 クラス。手元の data_batch_1.bin（Krizhevsky 2009 の「binary version」）を開いて使います。開くまでは、人工の模様です。',
  ),
  reference: 'Krizhevsky 2009',
  trainAmount: 'trainSize',
  // The same picture may stand in a file several times.
  repeats: true,
  example: { trainSize: 20, valSize: 20, pixels: '16' },
  parameters: {
    file: line({
      label: text('file', 'ファイル'),
      help: text(
        'A file of the binary version of CIFAR-10: records of one byte for the class and 3,072 for the pixels. It stays on this machine.',
        'CIFAR-10 のバイナリー版のファイルです。1 件はクラス 1 バイトと画素 3,072 バイト。ファイルはこのマシンの外に出ません。',
      ),
      default: CIFAR_SAMPLE,
      expected: text(
        'the description of a file of CIFAR-10, as the page writes it when one is opened, and the command line with --data',
        'ページで CIFAR-10 のファイルを開くか、コマンドラインで --data を付けたときに書き込まれる説明にしてください。',
      ),
      parse,
      suggestions: [CIFAR_SAMPLE],
      file: true,
    }),
    ...imageParameters(MOST, USUAL, USUAL),
    pixels: pixels(SIDE),
  },
  files: (values) => (descriptorOf(values).hash === SAMPLE ? [] : [`own:${descriptorOf(values).hash}`]),
  called: (values) => called(descriptorOf(values)),
  shape: (values) => imageShape(fileOf(values), values),
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  check: (values) => checkImages(fileOf(values), values),
  answer: (label, names) => names?.classes[label] ?? THINGS[label] ?? String(label),
  dataset: (values, rng, files) => {
    const bytes = bytesOf(values, files);
    const images = { pixels: (image: number) => pixelsOf(bytes, image), label: (image: number) => labelOf(bytes, image) };
    const made = splitImages(images, fileOf(values), values, rng);
    return descriptorOf(values).hash === SAMPLE ? { ...made, names: NUMBERED } : made;
  },
  credit: {
    text: text(
      'Format and classes: A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images (2009), CIFAR-10. Its pictures do not come with this page; patterns.bin is made here.',
      '形式とクラス: A. Krizhevsky「Learning Multiple Layers of Features from Tiny Images」（2009）、CIFAR-10。写真はこのページに含まれません。patterns.bin はここで作った画像です。',
    ),
    url: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  },
});
