/** Words about files, runs and data, in Japanese. */
import type { Catalogue } from '../en.ts';
import { ownFiles } from './ownFiles.ts';

const runFile: Catalogue['runFile'] = {
  save: 'この実行をファイルに保存',
  open: '実行の保存ファイルを開く',
  drop: '離すとファイルを開きます（保存した実行、または CSV のデータ）',
  bad: '「{{name}}」は開けませんでした。ほかは何も変わっていません。',
  opened: '「{{name}}」を開きました。ステップ {{step, step}} まで、{{kernels}} で計算されています。',
  openedPlain: '「{{name}}」を開きました。ステップ {{step, step}} までの実行です。',
  elsewhere: 'ここでは同じ計算カーネルを使えないため、続きは末尾の桁が変わります。',
  failed: 'ファイルを読み書きできませんでした（{{why}}）。',
};

export const fileWords: Pick<Catalogue, 'runFile' | 'ownFiles'> = { runFile, ...ownFiles };
