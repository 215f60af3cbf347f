import { expect, test } from 'vitest';
import { offerOf } from '../../../../src/ui/lenses/circles/view.ts';
import { FRESH, WAVES } from './seen.ts';

test('the strongest is shown until the reader chooses; what is offered is ascending and holds what is shown', () => {
  expect(offerOf(WAVES, null).shown).toBe(5);
  const strongest = FRESH.rows.shares.indexOf(Math.max(...FRESH.rows.shares)) + 1;
  const weakest = FRESH.rows.shares.indexOf(Math.min(...FRESH.rows.shares)) + 1;
  expect(offerOf(FRESH, null).shown).toBe(strongest);
  expect(offerOf(FRESH, null).offered).not.toContain(weakest);
  const { shown, offered } = offerOf(FRESH, weakest);
  expect([shown, offered.length]).toEqual([weakest, 6]);
  expect(offered).toEqual([...offered].toSorted((a, b) => a - b));
  // Chosen of another network, which had more.
  expect(offerOf(WAVES, 40).shown).toBe(5);
});
