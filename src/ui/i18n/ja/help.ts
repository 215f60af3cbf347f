/** Japanese words of the keyboard help. */
export const help = {
  title: 'キー操作',
  intro:
    'グロッキングとは、遅れてやってくる理解のことです。ネットワークはまず訓練データを丸暗記し、ずっと後になって突然、ほかの例にも答えられるようになります。',
  space: '実行と一時停止',
  dot: '1 ステップ進める',
  reset: '同じシードで最初に戻す',
  newSeed: 'シードを変える',
  axis: 'ステップ軸の対数と線形',
  help: 'この一覧',
  spaceKey: 'スペース',
  momentsKey: '← →',
  moments: 'タイムライン上で、保存された前後の時点へ。Shift を押しながらだと 10 分の 1 または 10 倍のステップへ、Home と End で最初と最新へ',
  escape: '最新のステップに戻る',
  shortcuts: 'このページで上のキーを使う',
  fields: '数値欄では ↑↓ で次の目盛りへ、Enter で決定、Esc で取り消しです。',
  close: '閉じる',
  licenses: 'このページに使われているもののライセンス',
};
