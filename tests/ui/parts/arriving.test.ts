/** Code that comes when it is asked for. */
import { expect, test, vi } from 'vitest';
import { arriving, isMissing, isStuck, type Arriving } from '../../../src/ui/parts/arriving.ts';

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

const failing = (message: string) => arriving(() => Promise.reject(new Error(message)));
const isStuckNow = (code: Arriving<never>): Promise<boolean> =>
  code.ask().then(
    () => false,
    (error: unknown) => isStuck(error),
  );

test('a program that is there and still does not run has to wait for the page as a whole; one that is not there may be asked for again', async () => {
  const code = failing('Failed to fetch dynamically imported module: http://localhost:1/a.js');
  const answers = [
    () => Promise.resolve(new Response(null, { status: 404 })),
    () => Promise.reject(new TypeError('no network')),
    () => Promise.resolve(new Response(null)),
  ];
  const found: boolean[] = [await isStuckNow(code)];
  for (const answer of answers) {
    vi.stubGlobal('fetch', answer);
    found.push(await isStuckNow(code));
  }
  vi.unstubAllGlobals();
  expect(found).toEqual([false, false, false, true]);
});

test('where a browser does not say which program did not come it is given two more tries; a style sheet any number', async () => {
  const [code, looks] = [failing('Importing a module script failed.'), failing('Unable to load http://localhost:1/a.css')];
  expect([await isStuckNow(code), await isStuckNow(code), await isStuckNow(code)]).toEqual([false, false, true]);
  expect([await isStuckNow(looks), await isStuckNow(looks), await isStuckNow(looks)]).toEqual([false, false, false]);
  expect([isStuck(null), isStuck(new Error('inside'))]).toEqual([false, false]);
});
