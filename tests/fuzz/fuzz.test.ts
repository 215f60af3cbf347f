/** Whatever comes in from outside is read, or refused by name: links, configs, worker messages. Nothing throws, and nothing takes long. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { parseSettings } from '../../src/engine/config/settings.ts';
import { readLink } from '../../src/engine/link/read.ts';
import { writeLink } from '../../src/engine/link/write.ts';
import type { Message } from '../../src/worker/protocol.ts';
import { createDesk } from '../../src/worker/trainer/desk.ts';
import { configs, hashes, messages } from './cases.ts';
import { TIMEOUT, tried } from './runs.ts';
import { tell } from './tell.ts';

test('links', { timeout: TIMEOUT }, () => {
  expect.hasAssertions();
  tried(
    'links',
    2000,
    (check) => fc.property(hashes, check),
    (hash: string) => {
      const read = readLink(hash);
      if (!read.ok) return tell(read.problems);
      const { settings, ...link } = read.link;
      expect(parseSettings(settings)).toEqual({ ok: true, settings });
      // And the address that the page then shows says the same again.
      const again = readLink(writeLink(read.link));
      expect(again).toEqual({ ok: true, ignored: [], link: { settings, ...link, axis: link.axis === 'log' ? null : link.axis } });
    },
  );
});

test('configs', { timeout: TIMEOUT }, () => {
  expect.hasAssertions();
  tried(
    'configs',
    2000,
    (check) => fc.property(configs, check),
    (raw: unknown) => {
      const parsed = parseConfig(raw);
      if (!parsed.ok) return tell(parsed.problems);
      expect(parseConfig(JSON.parse(JSON.stringify(parsed.config)))).toEqual(parsed);
    },
  );
});

test('messages to the worker that trains', { timeout: TIMEOUT }, async () => {
  const posted: Message[] = [];
  const nothing = () => Promise.reject(new Error('no backend here'));
  const desk = createDesk({
    post: (message) => posted.push(message),
    stretch: () => undefined,
    backends: { open: nothing, reopen: nothing, forget: () => undefined, onLost: () => undefined } as never,
    warmed: Promise.resolve(),
    file: () => Promise.reject(new Error('no file here')),
    now: () => 0,
    turn: () => Promise.resolve(),
  });
  tried(
    'messages',
    2000,
    (check) => fc.property(messages, check),
    (raw: unknown) => {
      desk.take(raw);
      for (const message of posted.splice(0)) if (message.type === 'refused') tell(message.problems);
    },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
  // What was accepted comes to its end as well, in words.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(posted.filter(({ type }) => type === 'event')).toEqual([]);
});

describe('time is linear in what comes in', () => {
  const many = <T>(count: number, one: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => one(i));
  const took = (work: () => void): number =>
    Math.min(
      ...many(2, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      }),
    );

  test.each([
    ['a config of unknown fields', (count: number) => Object.fromEntries(many(count, (i) => [`x${i}`, i]))],
    ['a section of unknown fields', (count: number) => ({ version: 2, task: { id: 'modular', ...Object.fromEntries(many(count, (i) => [`x${i}`, i])) } })],
    ['a list in place of a config', (count: number) => many(count, (i) => i)],
    ['a long word', (count: number) => ({ version: 2, seed: 'x'.repeat(count) })],
  ])('%s', (_, raw) => {
    const [small, large] = [raw(500), raw(50_000)];
    const read = (whole: unknown) => (): void => {
      const parsed = parseConfig(whole);
      if (!parsed.ok) tell(parsed.problems);
    };
    // A hundred times as much; were it quadratic, it would take ten thousand times as long.
    expect(took(read(large))).toBeLessThan(1000 * Math.max(0.5, took(read(small))));
  });
});
