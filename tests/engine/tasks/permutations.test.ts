import { describe, expect, test } from 'vitest';
import { Rng } from '../../../src/engine/rng.ts';
import { PERMUTATIONS, permutations, table as groupTable, type GroupOperation } from '../../../src/engine/tasks/permutations.ts';

describe('S5', () => {
  const size = 120;
  const tables = Object.fromEntries((['product', 'conjugate', 'sandwich'] as const).map((id) => [id, groupTable(id)])) as Record<
    GroupOperation,
    ReturnType<typeof groupTable>
  >;
  const at = (operation: GroupOperation, x: number, y: number): number => tables[operation][x * size + y]?.answer as number;
  const times = (x: number, y: number): number => at('product', x, y);
  const tokens = Array.from({ length: size }, (_, i) => i);
  const identity = PERMUTATIONS.findIndex((permutation) => permutation.every((image, i) => image === i));
  const inverse = tokens.map((x) => tokens.findIndex((y) => times(x, y) === identity));

  test('the tokens are all 120 permutations of five, each once', () => {
    expect(new Set(PERMUTATIONS.map((permutation) => permutation.join())).size).toBe(size);
    for (const permutation of PERMUTATIONS) expect(permutation.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    for (const rows of Object.values(tables)) expect(rows.map(({ a, b }) => a * size + b)).toEqual(Array.from({ length: size * size }, (_, i) => i));
  });

  test('the product is composition: y acts first', () => {
    for (const x of tokens) {
      for (const y of tokens) {
        const expected = [0, 1, 2, 3, 4].map((i) => PERMUTATIONS[x]?.[PERMUTATIONS[y]?.[i] as number]);
        expect(PERMUTATIONS[times(x, y)]).toEqual(expected);
      }
    }
  });

  test('it is a group: identity, inverses, associativity; and not commutative', () => {
    for (const x of tokens) {
      expect([times(identity, x), times(x, identity)]).toEqual([x, x]);
      expect(times(inverse[x] as number, x)).toBe(identity);
    }
    const rng = new Rng(1, 'triples');
    for (let i = 0; i < 20000; i++) {
      const [x, y, z] = [rng.integer(size), rng.integer(size), rng.integer(size)];
      if (times(times(x, y), z) !== times(x, times(y, z))) throw new Error(`(${x}·${y})·${z}`);
    }
    expect(tokens.some((x) => tokens.some((y) => times(x, y) !== times(y, x)))).toBe(true);
  });

  test('x·y·x⁻¹ and x·y·x follow from the product', () => {
    for (const x of tokens) {
      expect(tokens.map((y) => at('conjugate', x, y))).toEqual(tokens.map((y) => times(times(x, y), inverse[x] as number)));
      expect(tokens.map((y) => at('sandwich', x, y))).toEqual(tokens.map((y) => times(x, times(y, x))));
    }
  });
});

test('answers and questions are in one-line notation, from 1 on', () => {
  expect(PERMUTATIONS.map((_, token) => permutations.answer?.(token))).toEqual(PERMUTATIONS.map((images) => images.map((image) => image + 1).join('')));
  expect(permutations.question?.({ id: 's5', operation: 'sandwich' }, [1, 0])).toBe('12354·12345·12354');
});
