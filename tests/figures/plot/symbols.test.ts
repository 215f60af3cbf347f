import { expect, test } from 'vitest';
import { plainSymbol } from '../../../src/figures/plot/symbols.ts';

test.each([
  ['\\eta', 'η'],
  ['\\beta_2', 'β2'],
  ['p', 'p'],
  ['x_1', 'x1'],
  ['\\unknown', null],
  ['a + b', null],
  [undefined, null],
])('%s: %s', (tex, plain) => expect(plainSymbol(tex)).toBe(plain));
