/** Clothes, 28×28 pixels (Xiao, Rasul and Vollgraf 2017, Fashion-MNIST, MIT): 3,000 of them. */
import { text } from '../text.ts';
import { checkImages, imageParameters, imageShape, packedImages, pixels, splitImages, type ImageFile } from './images.ts';
import { defineTask } from './task.ts';

const FILE: ImageFile = { count: 3000, rows: 28, columns: 28, white: 255 };

/** In the order of the classes' numbers. */
const CLOTHES = [
  text('T-shirt', 'T シャツ'),
  text('trousers', 'ズボン'),
  text('pullover', 'セーター'),
  text('dress', 'ワンピース'),
  text('coat', 'コート'),
  text('sandal', 'サンダル'),
  text('shirt', 'シャツ'),
  text('sneaker', 'スニーカー'),
  text('bag', 'バッグ'),
  text('boot', 'ブーツ'),
] as const;

export const fashion = defineTask({
  id: 'fashion',
  label: text('Fashion-MNIST, 28×28', 'Fashion-MNIST（28×28）'),
  summary: text(
    'Which piece of clothing is it? 3,000 pictures of 784 pixels in ten classes (Zalando; Xiao, Rasul and Vollgraf; MIT), fetched when chosen.',
    'どの服かを当てます。784 画素、10 種類の画像 3,000 枚（Zalando、Xiao・Rasul・Vollgraf、MIT）。選んだときに読み込みます。',
  ),
  reference: 'Xiao et al. 2017',
  trainAmount: 'trainSize',
  example: { trainSize: 20, valSize: 20, pixels: '14' },
  files: () => ['fashion'],
  parameters: { ...imageParameters(FILE.count, 500, 1000), pixels: pixels(FILE.columns) },
  shape: (values) => imageShape(FILE, values),
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  check: (values) => checkImages(FILE, values),
  dataset: (values, rng, files) => splitImages(packedImages(files?.fashion, FILE), FILE, values, rng),
  answer: (label) => CLOTHES[label] ?? String(label),
  credit: {
    text: text(
      'Clothes: H. Xiao, K. Rasul and R. Vollgraf, Fashion-MNIST (Zalando SE, 2017), MIT licence; 3,000 of them, from Debian’s dataset-fashion-mnist.',
      '服の画像: H. Xiao・K. Rasul・R. Vollgraf「Fashion-MNIST」（Zalando SE、2017、MIT ライセンス）。Debian の dataset-fashion-mnist から 3,000 枚。',
    ),
    url: 'https://github.com/zalandoresearch/fashion-mnist',
  },
});
