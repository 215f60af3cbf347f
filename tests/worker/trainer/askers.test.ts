/** Who waits for a run's network: all are given it at once, each its own; when the run is over they are given nothing. */
import { expect, test } from 'vitest';
import type { ParametersAt } from '../../../src/engine/run/host.ts';
import { Askers } from '../../../src/worker/trainer/askers.ts';

test('each gets the network once, in arrays of its own', () => {
  const askers = new Askers();
  const given: (ParametersAt | null)[] = [];
  for (let i = 0; i < 3; i++) askers.add((at) => given.push(at));
  expect(askers.some).toBe(true);
  const at = { step: 4, parameters: [Float32Array.of(1, 2), Float32Array.of(3)] };
  askers.give(at);
  expect(given).toEqual([at, at, at]);
  expect(new Set(given.flatMap((one) => one?.parameters.map(({ buffer }) => buffer) ?? [])).size).toBe(6);
  expect(askers.some).toBe(false);
  askers.give(at);
  expect(given).toHaveLength(3);
});

test('who still waits when the run is over gets nothing, and so does who comes later', () => {
  const askers = new Askers();
  const given: unknown[] = [];
  askers.add((at) => given.push(at));
  askers.close();
  askers.add((at) => given.push(at));
  expect(given).toEqual([null, null]);
});
