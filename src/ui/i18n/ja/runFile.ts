/** Words about run files, in Japanese. */
import type { Catalogue } from '../en.ts';

export const runFile: Catalogue['runFile'] = {
  save: 'この実行をファイルに保存',
  open: '実行ファイルを開く',
  drop: '実行ファイルをここで放すと開きます',
  bad: '「{{name}}」は開けませんでした。ほかは何も変わっていません。',
  opened: '「{{name}}」を開きました。ステップ {{step, step}} まで、{{kernels}} で計算されています。',
  openedPlain: '「{{name}}」を開きました。ステップ {{step, step}} までの実行です。',
  elsewhere: 'ここでは同じ計算カーネルを使えないため、続きは末尾の桁が変わります。',
  failed: 'ファイルを読み書きできませんでした（{{why}}）。',
};
