/** Words about files, runs and data, in Japanese. */
import type { Catalogue } from '../en.ts';
import { ownFiles } from './ownFiles.ts';

const runFile: Catalogue['runFile'] = {
  menu: 'ファイルの保存と読み込み',
  save: 'この実行をファイルに保存',
  saved: '設定・曲線・重みを .grokscope に収めます。ほかのブラウザーやコマンドラインでも、ここから続けられます。',
  open: '実行の保存ファイルを開く',
  taken: '保存した実行、コマンドラインが出力した JSON Lines、または始めに使う重み（.npz、.safetensors）を開きます。ページのどこにでもドロップできます。',
  drop: '離すとファイルを開きます（保存した実行、CSV のデータ、または重み）',
  bad: '「{{name}}」は開けませんでした。ほかは何も変わっていません。',
  opened: '「{{name}}」を開きました。ステップ {{step, step}} まで、{{kernels}} で計算されています。',
  openedPlain: '「{{name}}」を開きました。ステップ {{step, step}} までの実行です。',
  brought: '課題には書き込まれた設定があります（{{what}}）。',
  linkBrought: 'このリンクには、書き込まれた設定があります（{{what}}）。',
  elsewhere: 'ここでは同じ計算カーネルを使えません。確認のうえ別のもので続けると、末尾の桁が変わります。',
  curvesAlone: '重みは含まれていません。曲線と節目は表示できますが、調べられるのは最初のネットワークだけです。',
  failed: 'ファイルを読み書きできませんでした（{{why}}）。',
};

const take: Catalogue['take'] = {
  menu: '図と数値を持ち帰る',
  what: '曲線を CSV・JSON、グラフとレンズを SVG・PNG、動画を WebM・MP4・GIF、ネットワークを PyTorch 用に保存します。BibTeX も作れます。',
  title: '図と数値を持ち帰る',
  close: '閉じる',
  behind_one: '背後に表示中の実行も含める',
  behind_other: '背後に表示中の {{count}} 件の実行も含める',
  numbers: '数値',
  series: '曲線',
  others: 'ほかの {{count}} 系列（{{names}}）',
  all: 'すべて選ぶ',
  none: 'すべて外す',
  form: '表の形',
  wide: '曲線ごとに 1 列',
  long: '数値ごとに 1 行',
  figure: '図',
  subject: '図にするもの',
  table: '表示内容の表',
  film: '動画',
  filmOf: '上の「図」で選んだグラフを、「再生」と同じように最初から最新の時点まで順に描きます（レンズを選んだときはすべてのグラフ）。作成中も訓練は続きます。',
  seconds: '動画の長さ',
  length: '{{seconds}} 秒',
  shooting: '動画の進み具合',
  stop: '中止',
  network: 'ネットワーク',
  reference: '文献',
  make: '{{what}}（{{label}}）',
  busy: '{{label}} を作成しています。',
  done: '「{{name}}」をダウンロードしました。',
  failed: '作成できませんでした（{{why}}）。',
  median: '{{letters}}：中央値と四分位の帯',
  front: '{{name}}（前面）',
};

export const fileWords: Pick<Catalogue, 'runFile' | 'take' | 'ownFiles' | 'weights'> = { runFile, take, ...ownFiles };
