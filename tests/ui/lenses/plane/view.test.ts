import { expect, test, vi } from 'vitest';
import { createPage } from '../../../../src/store/page.ts';
import { pairIn, questionOf, viewOf } from '../../../../src/ui/lenses/plane/view.ts';
import { GROKKED, HELD } from './seen.ts';

test('a pair to begin with, the chosen one, and while the pointer is on a token that as its second', () => {
  expect(pairIn(GROKKED, { pair: null, passed: null })).toEqual([2, 2]);
  expect(pairIn(GROKKED, { pair: [1, 4], passed: null })).toEqual([1, 4]);
  expect(pairIn(GROKKED, { pair: [1, 4], passed: 3 })).toEqual([1, 3]);
  // Chosen of another network, which had more.
  expect(pairIn(GROKKED, { pair: [30, 40], passed: null })).toEqual([4, 4]);
  // What the background is of stays.
  expect(pairIn(HELD, { pair: [1, 4], passed: 5 })).toEqual([1, 3]);
});

test('the question about two tokens is found in their order', () => {
  const question = questionOf(GROKKED, [1, 4]);
  expect([...GROKKED.pairs.subarray(2 * question, 2 * question + 2)]).toEqual([1, 4]);
  expect(questionOf(GROKKED, [1, 9])).toBe(-1);
});

test('another second token is asked about, another first one is not', () => {
  const { viewer, chosen } = viewOf(createPage());
  const ask = vi.spyOn(viewer, 'ask').mockImplementation(() => undefined);
  chosen.setState({ pair: [1, 4] });
  chosen.setState({ pair: [2, 4] });
  chosen.setState({ passed: 3 });
  expect(ask.mock.calls).toEqual([[{ held: 4 }]]);
});
