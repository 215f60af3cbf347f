/** What the phases of a run are called. */
import type { Phase } from '../../engine/run/phases.ts';
import { text, type Text } from '../../engine/text.ts';

export const PHASE_WORDS: Readonly<Record<Phase, Text>> = {
  learning: text('learning', '学習中'),
  memorising: text('memorising', '暗記中'),
  waiting: text('waiting', '待ち'),
  generalising: text('generalising', '汎化中'),
  grokked: text('grokked', 'グロッキング後'),
  generalised: text('generalised', '汎化後'),
  forgot: text('forgot', '忘却後'),
};
