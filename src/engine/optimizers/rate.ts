/** What every optimiser has: a rate, how it rises at the start (schedule.ts: how it goes on), and how many examples an update looks at. */
import { number } from '../parameters.ts';
import { text } from '../text.ts';

export const rateParameters = {
  lr: number({
    label: text('learning rate', '学習率'),
    symbol: '\\eta',
    help: text(
      'Size of each update. Too high: the loss blows up; too low: everything takes longer.',
      '1 回の更新の大きさ。高すぎると発散し、低すぎると時間がかかります。',
    ),
    default: 3e-3,
    min: 1e-6,
    max: 1,
    scale: 'log',
    live: true,
  }),
  warmup: number({
    label: text('warm-up', 'ウォームアップ'),
    help: text('Steps over which the learning rate rises to its value.', '学習率を目標まで上げていくステップ数。'),
    default: 10,
    min: 0,
    max: 10000,
    scale: 'log',
    integer: true,
    advanced: true,
  }),
  batchSize: number({
    label: text('batch size', 'バッチサイズ'),
    help: text('Examples per update; the whole training set gives smooth curves.', '1 回の更新に使う例の数。全データなら曲線は滑らかになります。'),
    default: 'full',
    word: 'full',
    wordLabel: text('full batch', '全データ'),
    min: 1,
    max: 16384,
    scale: 'log',
    integer: true,
    advanced: true,
  }),
  batchShare: number({
    label: text('batch share', 'バッチの割合'),
    symbol: 'N_b/N',
    help: text(
      'Share of the training set that an update looks at, at most: of this and the batch size the smaller one holds. ½ with a batch size of 512 is Power et al.’s.',
      '1 回の更新に使う訓練データの割合の上限。バッチサイズと比べて小さいほうになります。½ と 512 の組み合わせが Power らの設定です。',
    ),
    default: 1,
    min: 0.01,
    max: 1,
    scale: 'linear',
    step: 0.01,
    advanced: true,
  }),
} as const;

/** Examples per update, of so many that train. */
export function batchOf(size: number | 'full', share: number, examples: number): number {
  return Math.min(size === 'full' ? examples : size, Math.ceil(share * examples));
}

/** Learning rate of update t = 1, 2, … under linear warm-up: it starts at 1/warmup of the full rate. */
export function warmedUp(lr: number, warmup: number, t: number): number {
  return warmup > 0 ? lr * Math.min(1, t / warmup) : lr;
}
