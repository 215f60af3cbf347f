/** Frequencies taken away on either way, against projections written out: every operation and every prime of the registry. */
import { describe, expect, test } from 'vitest';
import { excluded, frequenciesOff, placesOf, restricted, withoutOnTheWayIn } from '../../../../src/engine/looks/ablation/waves.ts';
import { cycleOf, type Cycle } from '../../../../src/engine/looks/circles/group.ts';
import { modular, OPERATIONS, table, type OperationId } from '../../../../src/engine/tasks/modular.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { configOf } from '../networks.ts';
import { bareNetwork } from '../circles/random.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops.filter((p) => p > 3);
const SMALL = { 'model.width': 2, 'model.heads': 1, 'model.ffn': 2 };
const OUTPUTS = 2;

const underOf = (operation: string) => (operation === 'multiply' || operation === 'divide' ? 'multiplication' : 'addition');
const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);

/** A column less its projections on cos and sin of these frequencies, whose values at its rows are `angle(row)` times the frequency. */
function less(column: readonly number[], angles: readonly number[], frequencies: readonly number[]): number[] {
  return frequencies.reduce<number[]>(
    (left, k) =>
      [Math.cos, Math.sin].reduce<number[]>((rest, wave) => {
        const at = angles.map((angle) => wave(k * angle));
        const size = at.reduce((sum, x) => sum + x * x, 0);
        if (size < 1e-9) return rest;
        const along = column.reduce((sum, x, i) => sum + x * (at[i] as number), 0) / size;
        return rest.map((x, i) => x - along * (at[i] as number));
      }, left),
    [...column],
  );
}

describe.each(Object.keys(OPERATIONS))('%s', (operation) => {
  test('on the way in rows of tokens lose the waves, and nothing else does', () => {
    for (const [i, p] of PRIMES.entries()) {
      const network = bareNetwork(configOf({ 'task.operation': operation, 'task.p': p, ...SMALL, seed: i + 1 }));
      const cycle = cycleOf(underOf(operation), p) as Cycle;
      const off = Int32Array.of(1, Math.floor(cycle.tokens.length / 2));
      const left = withoutOnTheWayIn(network, cycle, off);
      network.model.parameters.forEach(({ name }, at) => {
        const before = network.parameters[at] as Float32Array;
        const expected = Float64Array.from(before);
        if (name === 'embedding') {
          for (let j = 0; j < 2; j++) {
            const column = Array.from(cycle.tokens, (token) => before[2 * token + j] as number);
            const angles = Array.from(cycle.tokens, (_, e) => (2 * Math.PI * e) / cycle.tokens.length);
            less(column, angles, [...off]).forEach((x, e) => (expected[2 * (cycle.tokens[e] as number) + j] = x));
          }
        }
        expect(apart(left[at] as Float64Array, expected), `mod ${p}, ${name}`).toBeLessThan(1e-9);
      });
    }
  });
});

describe.each(['add', 'subtract', 'multiply', 'divide'] as OperationId[])('on the way out, %s', (operation) => {
  test('is the projection over all pairs on cos and sin of w(a ∘ b)', () => {
    for (const p of PRIMES.filter((_, i) => i % 4 === 0)) {
      const rows = table(operation, p);
      const cycle = cycleOf(underOf(operation), p) as Cycle;
      const n = cycle.tokens.length;
      const places = placesOf({ targets: Int32Array.from(rows, ({ answer }) => answer) }, cycle, p);
      const rng = new Rng(p, operation);
      const logits = Float64Array.from({ length: OUTPUTS * rows.length }, () => 2 * rng.uniform() - 1);
      const off = [1, Math.floor(n / 2)];
      const of = { logits, places, n, outputs: OUTPUTS };
      const [without, alone] = [excluded(of, Int32Array.from(off)), restricted(of, Int32Array.from(off))];
      const placed = rows.map((_, i) => i).filter((i) => (places[i] as number) >= 0);
      for (let o = 0; o < OUTPUTS; o++) {
        const column = placed.map((i) => logits[OUTPUTS * i + o] as number);
        const angles = placed.map((i) => (2 * Math.PI * (places[i] as number)) / n);
        const left = less(column, angles, off);
        const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
        placed.forEach((i, at) => {
          expect(Math.abs((without[OUTPUTS * i + o] as number) - (left[at] as number))).toBeLessThan(1e-9);
          expect(Math.abs((alone[OUTPUTS * i + o] as number) - ((column[at] as number) - (left[at] as number) + mean))).toBeLessThan(1e-9);
        });
      }
      // A product with 0 is 0, which has no logarithm.
      const rest = rows.map((_, i) => i).filter((i) => (places[i] as number) < 0);
      expect(rest.length > 0).toBe(underOf(operation) === 'multiplication');
      for (const i of rest) for (const made of [without, alone]) expect(made[OUTPUTS * i]).toBe(logits[OUTPUTS * i]);
    }
  });
});

test('frequencies that are off: by number, as far as there are such; the key ones; or all others', () => {
  const waves = { count: 5, keys: Int32Array.of(2, 4) };
  expect([...frequenciesOff(waves, [3, 1, 9])]).toEqual([1, 3]);
  expect([...frequenciesOff(waves, [])]).toEqual([]);
  expect([...frequenciesOff(waves, 'keys')]).toEqual([2, 4]);
  expect([...frequenciesOff(waves, 'others')]).toEqual([1, 3, 5]);
});
