/** Handwritten digits, 8×8 pixels (Alpaydin and Kaynak, UCI Optical Recognition of Handwritten Digits, CC BY 4.0). */
import { text } from '../text.ts';
import { checkImages, imageParameters, imageShape, splitImages, type ImageFile } from './images.ts';
import { defineTask } from './task.ts';

const FILE: ImageFile = { count: 1797, rows: 8, columns: 8, white: 16 };

export const digits = defineTask({
  id: 'digits',
  label: text('Digits, 8×8', '手書き数字（8×8）'),
  summary: text(
    'Which digit is it? 1,797 handwritten digits of 64 pixels (UCI; Alpaydin and Kaynak; CC BY 4.0).',
    'どの数字か当てます。64 画素の手書き数字 1,797 枚（UCI、Alpaydin・Kaynak、CC BY 4.0）。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.1, on smaller images',
  trainAmount: 'trainSize',
  example: { trainSize: 20, valSize: 20 },
  files: ['digits'],
  parameters: imageParameters(FILE.count, 200, 1000),
  shape: (values) => imageShape(FILE, values),
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  check: (values) => checkImages(FILE, values),
  dataset: (values, rng, files) => splitImages(files?.digits, FILE, values, rng),
  credit: {
    text: text(
      'Digits: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0; repacked.',
      '数字画像: E. Alpaydin・C. Kaynak「Optical Recognition of Handwritten Digits」（UCI Machine Learning Repository、CC BY 4.0）を詰め直したもの。',
    ),
    url: 'https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits',
  },
});
