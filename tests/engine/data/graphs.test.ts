/** Graphs as rows of integers: what is written is read again, and what has no room is refused. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgesWidth, seeEdges, writeEdges, type Edge } from '../../../src/engine/data/graphs.ts';
import { madeUp } from '../../../src/engine/data/madeUp.ts';
import type { GraphShape } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';

const SIZE = { nodes: 5, neighbours: 3, edgeTypes: 4 };

function seen(row: Int32Array): Edge[] {
  const all: Edge[] = [];
  seeEdges(row, SIZE, (node, neighbour, type) => all.push([node, neighbour, type]));
  return all;
}

test('every edge is seen from both its ends, with its type, and nothing else', () => {
  const row = new Int32Array(edgesWidth(SIZE));
  writeEdges(
    row,
    4,
    [
      [1, 0, 3],
      [2, 0, 0],
      [3, 2, 2],
    ],
    SIZE,
  );
  expect([row.length, row[0]]).toEqual([16, 4]);
  expect(seen(row).toSorted((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual([
    [0, 1, 3],
    [0, 2, 0],
    [1, 0, 3],
    [2, 0, 0],
    [2, 3, 2],
    [3, 2, 2],
  ]);
});

test('what stood in a row before is gone', () => {
  const row = new Int32Array(edgesWidth(SIZE)).fill(5);
  writeEdges(row, 1, [], SIZE);
  expect(seen(row)).toEqual([]);
});

test('too many nodes or neighbours are refused, and as many as there is room for are not', () => {
  const row = new Int32Array(edgesWidth(SIZE));
  expect(() => writeEdges(row, 6, [], SIZE)).toThrow('room for 5');
  const star = (rays: number): Edge[] => Array.from({ length: rays }, (_, i) => [0, i + 1, 1]);
  expect(() => writeEdges(row, 5, star(4), SIZE)).toThrow('more than 3');
  writeEdges(row, 5, star(3), SIZE);
  expect(seen(row)).toHaveLength(6);
});

test('graphs that are made up are connected, of many sizes, and keep to their shape', () => {
  const shape: GraphShape = { kind: 'graphs', ...SIZE, features: 2, target: { kind: 'value', tolerance: 1 }, outputs: 1 };
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      const { edges = new Int32Array(0), inputs, targets } = madeUp(shape, 6, new Rng(seed, 'made'));
      expect([inputs.length, targets.length]).toEqual([6 * 10, 6]);
      for (let i = 0; i < 6; i++) {
        const row = edges.subarray(i * 16, (i + 1) * 16);
        const nodes = row[0] as number;
        expect(seen(row)).toHaveLength(2 * (nodes - 1));
        const reached = new Set([0]);
        for (let k = 0; k < nodes; k++) for (const [node, neighbour] of seen(row)) if (reached.has(node)) reached.add(neighbour);
        expect(reached.size).toBe(nodes);
        expect(inputs.subarray(i * 10 + 2 * nodes, (i + 1) * 10).every((x) => x === 0)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
