import { expect, test } from 'vitest';
import { choice, number } from '../../../src/engine/parameters.ts';
import { text } from '../../../src/engine/text.ts';
import { summaryOf } from '../../../src/ui/controls/words.ts';

const off = choice({
  label: text('Attacks', '攻撃'),
  help: text('', ''),
  default: 'off',
  choices: [
    { value: 'off', label: text('off', 'なし'), rests: true },
    { value: 'pgd', label: text('PGD', 'PGD') },
  ],
});
const radius = number({ label: text('radius', '半径'), help: text('', ''), default: 0.1, min: 0, max: 1, scale: 'linear' });
const measure = choice({ ...off, label: text('local complexity', '局所複雑度'), choices: [{ value: 'on', label: text('on', '測る') }] });
const fields = [
  { path: 'a.train', parameter: off },
  { path: 'a.radius', parameter: radius },
  { path: 'a.measure', parameter: measure },
];
const say = (...values: (string | number | undefined)[]): string =>
  summaryOf(fields, values, { name: 'attacks', text: (words) => words.en, onOff: { on: 'on', off: 'off' } }).join(' · ');

test('a value stands with its name, unless the group has that; what rests ends the line', () => {
  expect(say('pgd', 0.1, 'on')).toBe('PGD · radius 0.1 · local complexity on');
  expect(say('off', 0.1, 'on')).toBe('off');
  expect(say('pgd', undefined, 'on')).toBe('PGD · local complexity on');
});
