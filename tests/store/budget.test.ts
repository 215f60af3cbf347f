/** How much of a machine's memory the snapshots of a page may take. */
import { expect, test } from 'vitest';
import { budgetFor } from '../../src/store/budget.ts';

test.each([
  [8, 2 ** 28],
  [4, 2 ** 27],
  [undefined, 2 ** 27],
])('%s GB, as the browser says', (gigabytes, bytes) => {
  expect(budgetFor(gigabytes)).toBe(bytes);
});
