import { expect, test } from 'vitest';
import { fromText } from '../../../src/engine/config/fromText.ts';
import { choice, flag, number } from '../../../src/engine/parameters.ts';
import { text } from '../../../src/engine/text.ts';

const said = { label: text('', ''), help: text('', '') };
const rate = number({ ...said, default: 1, min: 0, max: 1, scale: 'linear', word: 'full' });
const count = number({ ...said, default: 1, min: 0, max: 1, scale: 'linear', integer: true });
const which = choice({ ...said, default: 'a b =', choices: ['a b =', 'a2+b'].map((value) => ({ value, label: text('', '') })) });

test.each([
  [rate, '0,003', 0.003],
  [rate, '1.000', 1],
  [rate, '1,000', '1,000'],
  [count, '1.000', '1.000'],
  [rate, 'full', 'full'],
  [rate, ' Ｆｕｌｌ ', 'full'],
  [rate, '', ''],
  [rate, 'ten', 'ten'],
  [count, 'full', 'full'],
  [which, 'a2+b', 'a2+b'],
  [which, ' ａ２＋ｂ', 'a2+b'],
  [which, 'a2 b', 'a2 b'],
  [flag({ ...said, default: true }), 'ｔｒｕｅ', true],
  [flag({ ...said, default: true }), 'false', false],
  [flag({ ...said, default: true }), 'no', 'no'],
  [undefined, '１', '１'],
])('%#: «%s» is read', (parameter, typed, value) => {
  expect(fromText(parameter as typeof rate, typed)).toBe(value);
});
