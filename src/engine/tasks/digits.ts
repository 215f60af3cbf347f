/** Handwritten digits, 8×8 pixels (Alpaydin and Kaynak, UCI Optical Recognition of Handwritten Digits, CC BY 4.0). */
import { text } from '../text.ts';
import { checkImages, imageParameters, imageShape, packedImages, splitImages, type ImageFile } from './images.ts';
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
  notes: () => ({
    'init.scale': text(
      'Measured on 200 digits, seeds 1 to 3: without a delay with α = 1 (training 99 % at 44–53, validation 92–95 % there); with α = 8 memorised at 1,060–1,289, validation 90 % at 3,460–4,070.',
      '200 枚の数字、シード 1〜3 での測定: α = 1 では遅れなし（訓練 99 % は 44〜53 ステップ、そのとき検証 92〜95 %）。α = 8 では暗記が 1,060〜1,289、検証 90 % が 3,460〜4,070 ステップ。',
    ),
  }),
  trainAmount: 'trainSize',
  example: { trainSize: 20, valSize: 20 },
  files: () => ['digits'],
  parameters: imageParameters(FILE.count, 200, 1000),
  shape: (values) => imageShape(FILE, values),
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  check: (values) => checkImages(FILE, values),
  dataset: (values, rng, files) => splitImages(packedImages(files?.digits, FILE), FILE, values, rng),
  credit: {
    text: text(
      'Digits: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0; repacked.',
      '数字画像: E. Alpaydin・C. Kaynak「Optical Recognition of Handwritten Digits」（UCI Machine Learning Repository、CC BY 4.0）を詰め直したもの。',
    ),
    url: 'https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits',
  },
});
