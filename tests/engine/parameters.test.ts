import { expect, test } from 'vitest';
import { choice, defaultsOf, flag, isLive, number } from '../../src/engine/parameters.ts';
import { text } from '../../src/engine/text.ts';

const words = { label: text('a', 'a'), help: text('a', 'a') };
const range = { min: 0, max: 1, scale: 'linear' } as const;

test('only numbers that say so may change while a run goes on', () => {
  expect(isLive(number({ ...words, ...range, default: 0, live: true }))).toBe(true);
  expect(isLive(number({ ...words, ...range, default: 0, live: false }))).toBe(false);
  expect(isLive(number({ ...words, ...range, default: 0 }))).toBe(false);
  // What another kind of parameter says of itself means nothing.
  expect(isLive({ ...flag({ ...words, default: true }), live: true } as never)).toBe(false);
  expect(isLive(undefined)).toBe(false);
});

test('defaults are found by name, whatever their kind', () => {
  const parameters = {
    n: number({ ...words, ...range, default: 0.5 }),
    c: choice({ ...words, default: 'x', choices: [{ value: 'x', label: text('x', 'x') }] }),
    f: flag({ ...words, default: false }),
  };
  expect(defaultsOf(parameters)).toEqual({ n: 0.5, c: 'x', f: false });
});
