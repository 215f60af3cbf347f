/** Words about the moment of a run that the page shows, in Japanese. */
import type { Catalogue } from '../en.ts';

export const moment: Catalogue['moment'] = {
  label: '表示する時点（この実行のステップ）',
  live: 'ライブ',
  latest: '最新',
  badge: 'ステップ {{step, step}}',
  at: 'ステップ {{step, step}}',
  back: '最新に戻る',
  play: '実行を動画のように再生',
  stop: '再生を止める',
  length: '再生の長さ',
  seconds: '{{seconds}} 秒',
  sentence: 'ステップ {{step, step}} の時点です。',
  replaying: 'ステップ {{from, step}} のネットワーク（この時点のものを再計算中 {{share, share}}）',
  replayed: 'ネットワークを正確に再現',
  kept: '保存してあったネットワーク',
  stands: 'ステップ {{from, step}} のネットワーク（{{why}}）',
  none: 'ネットワークなし（{{why}}）',
  fork: 'ステップ {{step, step}} から分岐',
  forkHelp: 'ここから新しい実行を始めます。一時停止した状態で始まるので、途中で変えられる項目を変えてから「再開」を押してください。',
  training: 'ステップ {{step, step}} · 訓練は {{steps, step}} 中 {{now, step}} まで進行',
  trained: 'ステップ {{step, step}} · 訓練は {{now, step}} まで',
};
