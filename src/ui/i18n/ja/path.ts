/** 損失の平面と道のりのレンズのことば、日本語。 */
import type { Catalogue } from '../en.ts';

export const path: Catalogue['path'] = {
  barrier:
    'ステップ {{second, step}} から {{third, step}} までまっすぐ進むと、{{side}}は {{from, rate}} から {{to, rate}} に変わり、途中で {{peak, rate}} まで上がります。この直線上には障壁があります。',
  noBarrier:
    'ステップ {{second, step}} から {{third, step}} までまっすぐ進むと、{{side}}は {{from, rate}} から {{to, rate}} に変わり、{{peak, rate}} を超えません。この直線上に障壁はありません。',
  train: '訓練損失',
  val: '検証損失',
  which: '描く損失',
  initial: '初期値',
  memorised: '暗記 {{step, step}}',
  grokked: 'グロッキング {{step, step}}',
  fitted: '学習 {{step, step}}',
  generalised: '汎化 {{step, step}}',
  range: '損失は対数目盛です。紙の色が {{low}}、インクの色が {{high}} 以上。線は 1 桁または半桁ごとです。',
  mapLabel: '3 つの時点を通る平面での{{side}}と、学習の道のり。矢印キーで道のりをたどれます。',
  reading: 'ステップ {{step, step}}: 平面から {{distance, rate}} 離れています。',
  laying: '道のりを平面に写しています。',
  away: '道のりは平面に落とした影です。最も離れたのはステップ {{step, step}} で、平面から {{distance, rate}} でした。2 つめと 3 つめの時点の間は {{apart, rate}} です。',
  asked: '訓練データの先頭 {{train, step}} 個と検証データの先頭 {{val, step}} 個の損失です。',
  measured:
    '直線上の損失が、両端の高いほうを 1 割より大きく超えたときに障壁としています。障壁があっても曲がった道で避けられることがあり、これはこの学習だけの話です。',
  filling: '計算中: {{share, share}}',
  working: '平面を粗いところから計算しています。',
  wait_memorised: '暗記を待っています。平面は、初期値、暗記した時点、グロッキングした時点の 3 つを通ります。',
  wait_grokked: '訓練データは覚えました。グロッキングを待っています。そのあと、初期値と 2 つの時点を通る平面を描きます。',
  line: '3 つの時点が一直線上にあるので、通る平面がありません。',
  sketch: 'スケッチ: 損失の谷と、そこを通る道のり',
  failed: '損失を計算できませんでした: {{what}}',
};
