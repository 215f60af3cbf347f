/** The look as a whole: shares of both tables of a network, and where there are none. */
import { expect, test } from 'vitest';
import { IRREDUCIBLE } from '../../../../src/engine/looks/representations/irreducible.ts';
import { CHANCE, representations, type RepresentationsShown } from '../../../../src/engine/looks/representations/representations.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { PERMUTATIONS } from '../../../../src/engine/tasks/permutations.ts';
import { configOf, networkOf, seenBy } from '../networks.ts';

const S5 = configOf({ 'task.id': 's5', 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 5, 'model.width': 64, 'model.depth': 1 });
const network = networkOf(S5);

function seen(of: NetworkAt): RepresentationsShown {
  const { answer } = seenBy(representations, of, {});
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}
const withTable = (name: string, values: Float32Array): NetworkAt => ({
  ...network,
  parameters: network.parameters.with(
    network.model.parameters.findIndex((spec) => spec.name === name),
    values,
  ),
});

test('shares add up to 1; those of random tables are near chance', () => {
  expect(CHANCE.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  const { rows, outputs } = seen(network);
  expect([rows.sign, outputs.sign]).toEqual(['W_E', 'W_L']);
  for (const { shares } of [rows, outputs]) expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
  // Of the way out there are 64 columns.
  IRREDUCIBLE.forEach((_, i) => expect(Math.abs((outputs.shares[i] as number) - (CHANCE[i] as number))).toBeLessThan(0.05));
});

test('an embedding that says where each letter goes is of (4,1), and its mean is told apart', () => {
  const letters = Float32Array.from(PERMUTATIONS.flatMap((x) => x.map((image) => image)));
  const { rows } = seen(withTable('embedding', letters));
  expect([...rows.shares]).toEqual([1, 0, 0, 0, 0, 0].map((share) => expect.closeTo(share, 6)));
  // Squares of 0 … 4 are 6 on average, and of the mean 4.
  expect(rows.constant).toBeCloseTo(2 / 3, 6);
});

test('a table of nothing but zeros has no shares, and one that is no number is told', () => {
  expect([...seen(withTable('embedding', new Float32Array(600))).rows.shares]).toEqual([0, 0, 0, 0, 0, 0]);
  const { answer } = seenBy(representations, withTable('embedding', new Float32Array(600).fill(Number.NaN)), {});
  expect('problem' in answer && answer.problem.en).toMatch(/diverged/);
});

test('it is for permutations', () => {
  expect(representations.lacks(S5)).toBeNull();
  expect(representations.lacks(configOf({}))?.en).toMatch(/permutations of five/);
});
