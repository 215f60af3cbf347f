/** Words about races of runs, in Japanese. */
import type { Catalogue } from '../en.ts';

export const race: Catalogue['race'] = {
  open: '競走',
  title: '条件を変えて競走させる',
  what: '2〜4 個の実行がそれぞれ別のワーカーで同時に始まり、並んで進みます。いま訓練中の実行は中断しますが、あとで続けられます。',
  field: '変える項目',
  value: '条件 {{number}}',
  add: 'もう 1 つ',
  remove: '{{value}} を外す',
  start: '競走を始める',
  few: '異なる値を 2〜4 個指定してください。',
  wrong: '{{value}}: {{expected}}',
  turns_one: '{{runs}} 個の実行が {{count}} コアをステップ数で公平に交代しながら使うので、並んで進みます。',
  turns_other: '{{runs}} 個の実行が {{count}} コアをステップ数で公平に交代しながら使うので、並んで進みます。',
  own: '実行ごとに 1 コアを使います。',
  backend: 'すべて {{backend}} で計算し、条件をそろえます。数値は 1 つずつ実行したときとまったく同じです。',
  bar: '競走: {{field}}',
  barPresets: '並べて実行',
  linked: 'このリンクは次のプリセットと比べます: {{names}}。',
  linkedName: '「{{name}}」',
  linkedStart: 'すべて並べて始める',
  turnsNow_one: '{{runs}} 個が {{count}} コアを交代で使用',
  turnsNow_other: '{{runs}} 個が {{count}} コアを交代で使用',
  pauseAll: 'すべて一時停止',
  resumeAll: 'すべて再開',
  stopAll: 'すべて止める',
};
