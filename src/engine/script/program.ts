/** A network as a program of NumPy or of PyTorch that reads its weights, computes its logits, and holds them against those that it had here. */
import type { DatasetShape, Target } from '../data/dataset.ts';
import { definitionsFor, type Dialect } from './functions.ts';
import { argumentsOf } from './inputs.ts';

/** Largest difference of a logit, in parts of it where it is above 1. */
export const TOLERANCE = 1e-4;

export const programName = (dialect: Dialect): string => `network_${dialect}.py`;

export interface Described {
  /** What network it is, in a line. */
  readonly title: string;
  readonly shape: DatasetShape;
  /** The body of the function `network` (Model.script). */
  readonly lines: readonly string[];
}

interface Speech {
  readonly library: string;
  readonly prefix: string;
  readonly begins: readonly string[];
  readonly whole: (array: string) => string;
  readonly real: (array: string) => string;
  /** As an array of NumPy's. */
  readonly back: (logits: string) => string;
}

/** Everything that differs but for the functions. */
const SPEECH: Readonly<Record<Dialect, Speech>> = {
  numpy: {
    library: 'NumPy',
    prefix: 'np.',
    begins: ['import numpy as np'],
    whole: (array) => `${array}.astype(np.int64)`,
    real: (array) => `${array}.astype(np.float64)`,
    back: (logits) => logits,
  },
  torch: {
    library: 'PyTorch',
    prefix: 'torch.',
    begins: ['import numpy as np', 'import torch'],
    whole: (array) => `torch.from_numpy(${array}).long()`,
    real: (array) => `torch.from_numpy(${array}).double()`,
    back: (logits) => `${logits}.numpy()`,
  },
};

/** How good the answers are, beside whether they are the same. */
const GOOD: Readonly<Record<Target['kind'], readonly string[]>> = {
  class: [
    "right = logits.argmax(1) == check['targets']",
    "print(f'right: {right[seen].mean():.1%} of {seen.sum()} training examples, {right[~seen].mean():.1%} of {(~seen).sum()} others')",
  ],
  value: [
    "error = ((logits - check['targets']) ** 2).mean(1)",
    "print(f'mean squared error: {error[seen].mean():.4g} on {seen.sum()} training examples, {error[~seen].mean():.4g} on {(~seen).sum()} others')",
  ],
};

const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `    ${line}`));

export function programOf({ title, shape, lines }: Described, dialect: Dialect): string {
  const { library, prefix, begins, whole, real, back } = SPEECH[dialect];
  const takes = argumentsOf(shape);
  const names = takes.map(({ name }) => name).join(', ');
  const text = [
    `"""${title}, in ${library}.`,
    '',
    'The weights are in weights.npz; check.npz has examples, and the logits that Grokscope computed for them.',
    `To compare: python ${programName(dialect)}`,
    '"""',
    'import sys',
    'from pathlib import Path',
    '',
    ...begins,
    '',
    'FOLDER = Path(__file__).resolve().parent',
    'w = {name: ' + real('array') + " for name, array in np.load(FOLDER / 'weights.npz').items()}",
    ...definitionsFor(lines, dialect),
    '',
    '',
    `def network(${names}):`,
    `    """Logits (n, ${shape.outputs}) of n examples."""`,
    ...takes.map(({ name, is }) => `    # ${name} ${is}`),
    ...indented(lines).map((line) => line.replaceAll(/(?<![.\w])xp\./g, prefix)),
    '',
    '',
    "if __name__ == '__main__':",
    ...indented([
      "check = np.load(FOLDER / 'check.npz')",
      ...takes.map(({ name, whole: isWhole }) => `${name} = ${(isWhole ? whole : real)(`check['${name}']`)}`),
      `logits = ${back(`network(${names})`)}`,
      "seen = check['train'] == 1",
      ...GOOD[shape.target.kind],
      "difference = (np.abs(logits - check['logits']) / np.maximum(1, np.abs(check['logits']))).max()",
      "print(f'{len(logits)} examples: the logits differ by {difference:.1e} at most')",
      `sys.exit(0 if difference < ${TOLERANCE} else 1)`,
    ]),
  ];
  return `${text.join('\n')}\n`;
}
