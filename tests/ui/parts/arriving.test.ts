/** Code that comes when it is asked for. */
import { expect, test } from 'vitest';
import { arriving, isMissing, isStuck } from '../../../src/ui/parts/arriving.ts';

test('it is here once it has come, and is fetched once', async () => {
  let loads = 0;
  const code = arriving(async () => ++loads);
  expect(code.here()).toBeNull();
  expect(await Promise.all([code.ask(), code.ask()])).toEqual([1, 1]);
  expect(code.here()).toBe(1);
  expect(await code.ask()).toBe(1);
});

test('what did not come says so, and is asked for again', async () => {
  const tries = [() => Promise.reject(new Error('no network')), () => Promise.resolve('code')];
  const code = arriving(() => (tries.shift() as () => Promise<string>)());
  const error: unknown = await code.ask().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(isMissing(error)).toBe(true);
  expect(code.here()).toBeNull();
  expect(await code.ask()).toBe('code');
});

test('of what does not come at another try either it is said that the page has to be loaded anew', async () => {
  // Nobody knows whether this browser asks again: it is given two more tries.
  const code = arriving(() => Promise.reject(new Error('no network')));
  const failed = (): Promise<unknown> =>
    code.ask().then(
      () => null,
      (reason: unknown) => reason,
    );
  expect([isStuck(await failed()), isStuck(await failed()), isStuck(await failed())]).toEqual([false, false, true]);
  expect([isStuck(null), isStuck(new Error('inside'))]).toEqual([false, false]);
});
