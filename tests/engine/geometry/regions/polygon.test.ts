/** Stacks of corners: they grow without losing any, and move as a plain array would. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Corners } from '../../../../src/engine/geometry/regions/polygon.ts';

const points = ({ x, y }: Corners, count: number): [number, number][] => Array.from({ length: count }, (_, i) => [x[i] as number, y[i] as number]);

test('corners beyond the first room are kept like those within it', () => {
  const corners = new Corners();
  const many = Array.from({ length: 5000 }, (_, i): [number, number] => [i, -i]);
  for (const [i, [x, y]] of many.entries()) {
    corners.reserve(i + 1);
    corners.set(i, x, y);
  }
  expect(points(corners, 5000)).toEqual(many);
  // It grows by doubling, or to what is asked for where that is more.
  expect(corners.x.length).toBe(8192);
  corners.reserve(8192);
  expect(corners.x.length).toBe(8192);
  corners.reserve(20_000);
  expect([corners.x.length, corners.y.length]).toEqual([20_000, 20_000]);
  expect(points(corners, 5000)).toEqual(many);
});

test('corners move within a stack, over each other too, and between stacks', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(10), fc.boolean(), (to, from, count, within) => {
      const [source, other] = [new Corners(), new Corners()];
      for (let i = 0; i < 50; i++) {
        source.set(i, i, 100 + i);
        other.set(i, -i, -100 - i);
      }
      const target = within ? source : other;
      const wanted = points(target, 50);
      wanted.splice(to, count, ...points(source, 50).slice(from, from + count));
      target.copy(to, source, from, count);
      expect(points(target, 50)).toEqual(wanted);
    }),
  );
});

test('a stack makes room for what is moved into it', () => {
  const [from, to] = [new Corners(), new Corners()];
  from.reserve(3000);
  for (let i = 0; i < 3000; i++) from.set(i, i, i);
  to.copy(10, from, 0, 3000);
  expect(points(to, 3010).slice(10)).toEqual(points(from, 3000));
});
