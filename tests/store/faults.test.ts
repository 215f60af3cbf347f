/** Errors of the page itself: each is told once, what is not the page's own or harmless is not told. */
import { beforeEach, expect, test } from 'vitest';
import { tellFaults } from '../../src/store/faults.ts';
import { createNotices } from '../../src/store/notices.ts';

const ORIGIN = 'https://grokscope.example';
const notices = createNotices();
const told = (): string | null => notices.getState().fault;
const dismiss = (): void => notices.setState({ fault: null });

let hear: Record<string, (event: object) => void>;
beforeEach(() => {
  dismiss();
  hear = {};
  const addEventListener = (type: string, listener: (event: never) => void): void => void (hear[type] = listener as (event: object) => void);
  tellFaults({ location: { origin: ORIGIN }, addEventListener }, notices);
});

const thrown = (message: string, filename = `${ORIGIN}/assets/index.js`): void => hear['error']?.({ message, filename });
const rejected = (reason: unknown): void => hear['unhandledrejection']?.({ reason });
const errorFrom = (origin: string, message: string): Error => Object.assign(new Error(message), { stack: `Error: ${message}\n    at f (${origin}/a.js:1:1)` });

test('what is thrown and what nobody waits for is told, once each', () => {
  thrown('Uncaught Error: first.');
  expect(told()).toBe('Uncaught Error: first');
  rejected(errorFrom(ORIGIN, 'second'));
  expect(told()).toBe('Error: second');
  rejected('third');
  expect(told()).toBe('third');
  dismiss();
  thrown('Uncaught Error: first.');
  rejected(errorFrom(ORIGIN, 'second'));
  rejected('third');
  expect(told()).toBeNull();
});

test('a long one is cut', () => {
  thrown('x'.repeat(10_000));
  expect(told()).toHaveLength(200);
});

test.each(['chrome-extension://abc', 'moz-extension://abc'])('%s is none of the page', (origin) => {
  thrown('Uncaught Error: theirs', `${origin}/a.js`);
  rejected(errorFrom(origin, 'theirs'));
  thrown('Script error.', '');
  expect(told()).toBeNull();
});

test('a size that is measured in the next frame is no error', () => {
  thrown('ResizeObserver loop completed with undelivered notifications.');
  expect(told()).toBeNull();
});
