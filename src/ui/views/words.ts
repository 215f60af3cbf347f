/** Names and dashes that several views share. */
import { text } from '../../engine/text.ts';

export const TRAIN = text('train', '訓練');
export const VALIDATION = text('validation', '検証');
export const RANDOM = text('random', 'ランダム');

/** Validation is solid everywhere. */
export const DASH = { train: '6 4', random: '2 3' } as const;
