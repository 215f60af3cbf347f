/** A wire between two workers: what is fetched comes, once, as the asker's own; what is cut comes to nothing. */
import { expect, test, vi } from 'vitest';
import { openWire, serveWire } from '../../src/worker/wire.ts';
import { fakeTimers, hasten } from '../hasten.ts';

function wired(parameters: Parameters<typeof serveWire>[1]) {
  const { port1, port2 } = new MessageChannel();
  serveWire(port2, parameters);
  return { wire: openWire(port1), close: () => port1.close() };
}

test('networks come to whom they were for, handed over and not copied', async () => {
  const held = { a: Float32Array.of(1, 2), b: Float32Array.of(3) };
  const { wire, close } = wired((run) => Promise.resolve(run in held ? { step: run.length, parameters: [held[run as keyof typeof held]] } : null));
  const [b, none, a] = await Promise.all([wire.fetch('b'), wire.fetch('nonsense'), wire.fetch('a')]);
  expect(a).toEqual({ step: 1, parameters: [Float32Array.of(1, 2)] });
  expect(b).toEqual({ step: 1, parameters: [Float32Array.of(3)] });
  expect(none).toBeNull();
  expect(held.a.length).toBe(0);
  close();
});

test('an end that never answers is not waited for without end', async () => {
  fakeTimers();
  const { wire } = wired(() => new Promise(() => undefined));
  const { result, ms } = await hasten(wire.fetch('a'));
  expect(result).toBeNull();
  expect(ms).toBeGreaterThan(1000);
  vi.useRealTimers();
  wire.cut();
});

test('a wire that is cut gives nothing, to those who wait and to those who come after', async () => {
  const { wire } = wired(() => new Promise(() => undefined));
  const waiting = wire.fetch('a');
  wire.cut();
  expect(await waiting).toBeNull();
  expect(await wire.fetch('a')).toBeNull();
});

test('a trainer that does not answer keeps nobody waiting: there is no network now, and the next question may have one', async () => {
  fakeTimers();
  const { port1, port2 } = new MessageChannel();
  const wire = openWire(port1);
  const { result, ms } = await hasten(wire.fetch('a'));
  expect([result, ms <= 21_000]).toEqual([null, true]);
  vi.useRealTimers();
  wire.cut();
  port2.close();
});
