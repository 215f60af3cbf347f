/** Words find a run in whatever is known of it; a number is found whole, and beside the word that it follows. */
import { expect, test } from 'vitest';
import { isFound, plainly, queryOf } from '../../../src/ui/library/search.ts';

const lines = {
  words: ['tuesday’s', 'the whole story', 'seed 3', 'weight decay 0.1', 'grokked at 1,840', 'optimizer adamw', 'グロッキング 1,840'].map(plainly),
  settings: ['modulus 113', 'task.p=113', 'weight decay 0.1', 'optimizer.weightDecay=0.1', 'width 64', 'grokked at 0.95', 'learning rate 1e-3', 'heads 4'].map(
    plainly,
  ),
};

test.each([
  [''],
  ['tues'],
  ['TUESDAY'],
  ['story whole'],
  ['adamw'],
  ['weight decay 0.1'],
  ['decay 0.1 story'],
  ['story weight decay 0.1'],
  ['grokked at 1,840'],
  ['grokked 1840'],
  ['modulus 113'],
  ['113'],
  ['width 64 heads 4'],
  ['weight decay 0.1 grokked'],
  ['optimizer.weightDecay=0.1'],
  ['weightdecay=0.1'],
  ['rate 1e-3'],
  ['ｗｉｄｔｈ　６４'],
  ['グロッキング'],
  ['modulus 113.'],
])('%s', (typed) => {
  expect(isFound(queryOf(typed), lines)).toBe(true);
});

test.each([
  ['wednesday'],
  ['adamw sgd'],
  ['weight decay 1'],
  ['weight decay 0'],
  ['13'],
  ['11'],
  ['modulus 64'],
  ['weight 64'],
  ['tuesday modulus 3'],
  ['weightDecay=0'],
  ['grokked 184'],
  // What every run has a setting for is no outcome.
  ['heads'],
])('not %s', (typed) => {
  expect(isFound(queryOf(typed), lines)).toBe(false);
});
