/** Is a review good or bad? 3,000 sentences from Amazon, IMDb and Yelp (Kotzias et al. 2015), as words. */
import type { Dataset, Examples, TokenShape } from '../data/dataset.ts';
import { reader, vocabularyOf, wordsOf } from '../data/texts.ts';
import { number } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { text } from '../text.ts';
import { defineTask } from './task.ts';

/** Sentences of the file; some stand there several times. */
const LINES = 3000;
/** Different ones: what stands there twice could be learned by heart on one side and asked on the other. */
const SENTENCES = 2972;

const ANSWERS = [text('negative', '否定的'), text('positive', '肯定的')] as const;

interface Review {
  readonly sentence: string;
  /** 0 for a bad one, 1 for a good one. */
  readonly label: number;
}

/** Ellipses and dashes that were lost on the way to UTF-8. */
const REPAIRS: Readonly<Record<string, string>> = { '\u0085': '…', '\u0096': '–', '\u0097': '—' };

/** Lines «source, label, sentence» between tabs; of those with the same words the first. @throws Error when the file is missing, or another. */
function parse(bytes: Uint8Array | undefined): Review[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  if (lines.length !== LINES) throw new Error(`the file of reviews has ${lines.length} lines and not ${LINES}`);
  const seen = new Map<string, Review>();
  for (const line of lines) {
    const [, label, raw = ''] = line.split('\t');
    const sentence = raw.replaceAll(/[\u0085\u0096\u0097]/g, (sign: string) => REPAIRS[sign] ?? sign).trim();
    const key = wordsOf(sentence).join(' ') || sentence;
    if (!seen.has(key)) seen.set(key, { sentence, label: Number(label) });
  }
  return [...seen.values()];
}

interface Size {
  readonly vocabulary: number;
  readonly length: number;
}

const shapeOf = ({ vocabulary, length }: Size): TokenShape => ({
  kind: 'tokens',
  arity: length,
  vocabulary: vocabulary + 1,
  target: { kind: 'class' },
  outputs: ANSWERS.length,
});

/** Shuffles the sentences by seed; the first train, the next validate. Words are counted in the training sentences alone. */
function split(bytes: Uint8Array | undefined, values: Size & { readonly trainSize: number; readonly valSize: number }, rng: Rng): Dataset {
  const { vocabulary, length, trainSize, valSize } = values;
  const reviews = parse(bytes);
  const order = rng.split('order').permutation(reviews.length);
  const pick = (from: number, count: number): Review[] => Array.from(order.subarray(from, from + count), (i) => reviews[i] as Review);
  const [train, val] = [pick(0, trainSize), pick(trainSize, valSize)];
  const sentences = (side: readonly Review[]): string[] => side.map(({ sentence }) => sentence);
  const words = vocabularyOf(sentences(train), vocabulary);
  const tokenised = reader(words, length);
  const examples = (side: readonly Review[]): Examples => ({
    count: side.length,
    inputs: Int32Array.from(side.flatMap(({ sentence }) => [...tokenised(sentence).input])),
    targets: Int32Array.from(side, ({ label }) => label),
  });
  return { shape: shapeOf(values), train: examples(train), val: examples(val), texts: { words, train: sentences(train), val: sentences(val) } };
}

export const reviews = defineTask({
  id: 'reviews',
  label: text('Reviews', 'レビュー文'),
  summary: text(
    'Is it praise or blame? Sentences from reviews on Amazon, IMDb and Yelp, word by word (Kotzias et al. 2015), fetched when chosen.',
    'ほめているか、けなしているかを当てます。Amazon、IMDb、Yelp のレビューから取った英語の文を単語ごとに読みます（Kotzias ら 2015）。選んだときに読み込みます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.2, on shorter texts',
  parameters: {
    trainSize: number({
      label: text('training sentences', '訓練する文の数'),
      symbol: 'N',
      help: text(
        'Fewer sentences are memorised sooner and understood later, or never.',
        '少ないほど早く暗記され、理解は遅れます。少なすぎると理解できません。',
      ),
      default: 250,
      min: 10,
      max: SENTENCES - 10,
      scale: 'log',
      integer: true,
    }),
    valSize: number({
      label: text('validation sentences', '検証する文の数'),
      help: text('Other sentences. More: smoother curves and slower evaluations.', '別の文の数。多いほど曲線は滑らかで、評価は遅くなります。'),
      default: 1000,
      min: 10,
      max: SENTENCES - 10,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    vocabulary: number({
      label: text('vocabulary', '語彙の数'),
      symbol: 'V',
      help: text(
        'The words that come up most often in the training sentences; all others are left out. A word is a run of letters, apostrophes included; case does not count.',
        '訓練文によく出る単語から順に選ぶ数。それ以外の単語は読み飛ばします。単語は英字の並び（アポストロフィーを含む）で、大文字と小文字は区別しません。',
      ),
      default: 1000,
      min: 10,
      max: 5000,
      scale: 'log',
      integer: true,
    }),
    length: number({
      label: text('longest sentence', '文の長さの上限'),
      symbol: 'T',
      help: text(
        'Words that are read of a sentence, from its beginning; shorter ones are filled up at the front. Half of the sentences have 10 words or fewer, one in twenty more than 26. Twice as long takes twice the time.',
        '1 文の先頭から読む単語の数。短い文は前を埋めます。文の半分は 10 語以下、26 語を超えるのは 20 文に 1 つです。2 倍にすると時間も 2 倍かかります。',
      ),
      default: 20,
      min: 1,
      max: 500,
      scale: 'log',
      integer: true,
    }),
  },
  notes: () => ({
    'init.scale': text(
      'Measured with an LSTM on 250 sentences, seeds 1 to 3: with α = 1 and no weight decay training reaches 95 % at 75 to 80, validation 59 to 64 % by step 500. With α = 6 and a weight decay of 1: 95 % at 85 to 126 with validation near 50 %, and 62 % only at 1,300 to 1,700.',
      '250 文の LSTM、シード 1〜3 での測定: α = 1（重み減衰なし）では、訓練 95 % が 75〜80 ステップ、検証は 500 ステップまでに 59〜64 %。α = 6（重み減衰 1）では、訓練 95 % が 85〜126 ステップでそのとき検証は 50 % 前後、検証 62 % は 1,300〜1,700 ステップ。',
    ),
  }),
  trainAmount: 'trainSize',
  // Short sentences of common words may look alike to the network.
  repeats: true,
  example: { trainSize: 20, valSize: 20, vocabulary: 30, length: 5 },
  files: () => ['reviews'],
  shape: shapeOf,
  sizes: ({ trainSize, valSize }) => ({ train: trainSize, val: valSize }),
  check: ({ trainSize, valSize }) => {
    const left = SENTENCES - trainSize;
    if (valSize <= left) return [];
    return [
      {
        field: 'valSize',
        value: valSize,
        expected: text(
          `at most ${left}, or the number of training sentences smaller: there are ${SENTENCES} different ones and ${trainSize} of them train`,
          `${left} 以下にするか、訓練する文の数を減らしてください。異なる文は ${SENTENCES} 文あり、${trainSize} 文は訓練に使います。`,
        ),
      },
    ];
  },
  dataset: (values, rng, files) => split(files?.reviews, values, rng),
  answer: (label) => ANSWERS[label] ?? String(label),
  own: {
    prompt: text('Write a sentence of a review', 'レビューの文を英語で書いてみてください'),
    sample: 'The food was great but the service was slow',
    most: 500,
  },
  tokenise: ({ length }, { words }, written) => reader(words, length)(written),
  credit: {
    text: text(
      'Sentences: D. Kotzias et al., Sentiment Labelled Sentences (2015), UCI Machine Learning Repository, CC BY 4.0; as in npm «sentiment» (MIT). They are in English.',
      '文: D. Kotzias ほか「Sentiment Labelled Sentences」（2015、UCI Machine Learning Repository、CC BY 4.0）。npm「sentiment」（MIT）に収められたもの。文は英語です。',
    ),
    url: 'https://archive.ics.uci.edu/dataset/331/sentiment+labelled+sentences',
  },
});
