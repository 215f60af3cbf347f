/** Why work was given up: its own words where there are some, else what happened to its worker, in both languages. */
import { expect, test } from 'vitest';
import { text } from '../../../src/engine/text.ts';
import { lastWords } from '../../../src/worker/crew/death.ts';

test.each([
  ['unmade', 'made no worker'],
  ['unloaded', 'could not be loaded'],
  ['silent', 'stopped answering'],
  ['crashed', 'broke off'],
] as const)('%s: %s', (kind, words) => {
  const { en, ja } = lastWords({ kind, what: 'x' });
  expect(en).toContain(words);
  expect(ja).toMatch(/ませんでした|ました/);
});

test('a worker that said why is believed', () => {
  expect(lastWords({ kind: 'failed', what: 'x' })).toEqual(text('x', 'x'));
  expect(lastWords({ kind: 'failed', what: 'x', words: text('no room', '空きがありません') })).toEqual(text('no room', '空きがありません'));
});
