/** Words about the runs on the bench, in Japanese. */
import type { Catalogue } from '../en.ts';

export const bench: Catalogue['bench'] = {
  starting: '準備中',
  running: '実行中',
  paused: '一時停止中',
  finished: '終了',
  left: 'ステップ {{step, step}} で中断',
  pause: '「{{name}}」を一時停止',
  resume: '「{{name}}」を再開',
  diverged: '発散',
  failed: 'エラーで停止',
  hide: '「{{name}}」をグラフで隠す',
  show: '「{{name}}」をグラフに表示',
  crowded: 'グラフに表示できる実行は {{most}} 件までです。{{letters}} を隠しました。横の目のボタンで再び表示できます。',
  label: 'グラフにある実行',
  front: '前面に表示中',
  bring: '前面に出す',
  dismiss: '実行「{{name}}」を片付ける',
};
