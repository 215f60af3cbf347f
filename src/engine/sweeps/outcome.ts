/**
 * What became of a run, by the four phases of Liu et al. 2022 (2205.10343, §4.1), and what they have no word for. Both accuracies have passed their
 * thresholds (the config's milestones): *grokking*, where validation took at least `delay` steps more, else *comprehension*; only that of training:
 * *memorisation*; neither: *confusion*.
 */
import { text, type Text } from '../text.ts';
import type { RunResult } from './result.ts';

export const OUTCOMES = ['comprehension', 'undelayed', 'grokking', 'memorisation', 'confusion', 'forgot', 'diverged', 'unsettled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Steps of delay from which Liu et al. call it grokking. */
export const DELAY = 1000;

/** @param delay in steps */
export function outcomeOf({ train, val, forgot, diverged, whole }: Omit<RunResult, 'config'>, delay: number): Outcome {
  if (diverged !== null) return 'diverged';
  if (forgot) return 'forgot';
  if (val !== null) return train === null || val <= train ? 'undelayed' : val - train >= delay ? 'grokking' : 'comprehension';
  if (!whole) return 'unsettled';
  return train === null ? 'confusion' : 'memorisation';
}

export const outcomeWords: Readonly<Record<Outcome, { readonly label: Text; readonly summary: Text }>> = {
  comprehension: {
    label: text('comprehension', '理解'),
    summary: text('Validation accuracy follows training accuracy soon.', '検証精度が訓練精度にすぐ追いつきます。'),
  },
  undelayed: {
    label: text('learned without delay', '遅れなし'),
    summary: text('Validation accuracy is there no later than training accuracy.', '検証精度が訓練精度と同時か、それより早く上がります。'),
  },
  grokking: {
    label: text('grokking', 'グロッキング'),
    summary: text('Validation accuracy comes long after training accuracy.', '検証精度が訓練精度よりずっと遅れて上がります。'),
  },
  memorisation: {
    label: text('memorisation', '暗記'),
    summary: text('Training accuracy alone was reached in these steps.', 'このステップ数では訓練精度だけが上がりました。'),
  },
  confusion: {
    label: text('confusion', '混乱'),
    summary: text('Not even training accuracy was reached in these steps.', 'このステップ数では訓練精度も上がりませんでした。'),
  },
  forgot: {
    label: text('forgot', '忘却'),
    summary: text('Validation accuracy was there and is gone again.', '一度上がった検証精度が失われました。'),
  },
  diverged: { label: text('diverged', '発散'), summary: text('A number was no longer finite.', '数値が有限でなくなりました。') },
  unsettled: {
    label: text('not yet', '未定'),
    summary: text('It was stopped before its last step.', '最後のステップの前に止められました。'),
  },
};
