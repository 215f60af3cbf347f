/** Words about files, runs and data, in Japanese. */
import type { Catalogue } from '../en.ts';
import { ownFiles } from './ownFiles.ts';

const runFile: Catalogue['runFile'] = {
  menu: 'ファイルの保存と読み込み',
  save: 'この実行をファイルに保存',
  saved: '設定・曲線・重みを .grokscope に収めます。ほかのブラウザーやコマンドラインでも、ここから続けられます。',
  open: '実行の保存ファイルを開く',
  taken: '保存した実行を開きます。ページのどこにでもドロップできます。',
  drop: '離すとファイルを開きます（保存した実行、または CSV のデータ）',
  bad: '「{{name}}」は開けませんでした。ほかは何も変わっていません。',
  opened: '「{{name}}」を開きました。ステップ {{step, step}} まで、{{kernels}} で計算されています。',
  openedPlain: '「{{name}}」を開きました。ステップ {{step, step}} までの実行です。',
  elsewhere: 'ここでは同じ計算カーネルを使えないため、続きは末尾の桁が変わります。',
  failed: 'ファイルを読み書きできませんでした（{{why}}）。',
};

export const fileWords: Pick<Catalogue, 'runFile' | 'ownFiles'> = { runFile, ...ownFiles };
