/** What lies beside a network's programs, for whoever opens the folder later. */
import { DIALECTS } from './functions.ts';
import { programName, TOLERANCE } from './program.ts';

interface About {
  readonly title: string;
  /** Examples that are checked. */
  readonly examples: number;
  readonly address: string;
}

export function readme({ title, examples, address }: About): string {
  const run = DIALECTS.map((dialect) => `    python ${programName(dialect)}`);
  return `${[
    `# ${title}`,
    '',
    `A network that was trained in Grokscope, as one function of its weights: \`network\` in ${programName('torch')} (PyTorch and NumPy) and in ${programName('numpy')} (NumPy alone), line by line the same.`,
    '',
    ...run,
    '',
    `Each computes the logits of ${examples} examples from the weights, in float64, and ends with an error where one differs from Grokscope's own by more than ${TOLERANCE} (of itself, where it is above 1).`,
    '',
    '- `weights.npz`: every parameter by its name, float32, rows first: `x @ weight + bias`.',
    '- `check.npz`: the examples, whether each was trained on (`train`), its answer (`targets`) and its `logits`.',
    '- `config.json`: the settings, and the step.',
    '- `from network_torch import network, w` takes it into your own code. To train it on: `for t in w.values(): t.requires_grad_()`.',
    '',
    `To make the run again from its start, open the page of Grokscope with: ${address}`,
    '',
    '## 日本語',
    '',
    `Grokscope で訓練したネットワークを、重みの関数として書き出したものです。${programName('torch')}（PyTorch と NumPy）と ${programName('numpy')}（NumPy のみ）の \`network\` は、1 行ずつ同じ計算をします。`,
    '',
    ...run,
    '',
    `どちらも ${examples} 個の例のロジットを重みから float64 で計算し、Grokscope の値との差が ${TOLERANCE}（絶対値が 1 を超えるロジットでは相対誤差）を超えるとエラーで終わります。`,
    '',
    '- `weights.npz`: すべてのパラメータ。名前はそのまま、float32、行が先（`x @ weight + bias`）。',
    '- `check.npz`: 例と、訓練に使ったか（`train`）、正解（`targets`）、ロジット（`logits`）。',
    '- `config.json`: 設定とステップ。',
    '- `from network_torch import network, w` で自分のコードから使えます。続けて訓練するなら `for t in w.values(): t.requires_grad_()`。',
    '',
    `この実行を最初から再現するには、Grokscope のページを次のリンクで開きます: ${address}`,
  ].join('\n')}\n`;
}
