/** A parameter that models share: how much of what is dropped at random while they train. */
import { number } from '../parameters.ts';
import { text, type Text } from '../text.ts';

/** @param help what is dropped */
export const dropout = (help: Text) =>
  number({
    label: text('dropout', 'ドロップアウト'),
    help: text(`${help.en} 0: none.`, `${help.ja} 0 では働きません。`),
    default: 0,
    min: 0,
    max: 0.9,
    scale: 'linear',
    step: 0.05,
    advanced: true,
  });
