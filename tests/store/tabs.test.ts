/** What tabs know of each other: one has a key at a time, whoever goes lets go, and whoever sleeps is not waited for without end. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserTabs, createTabs, LIFE_MS, WAIT_MS, type Hold, type Tabs } from '../../src/store/tabs.ts';
import { FakeBrowser, type FakeTab } from './fakeTabs.ts';

let browser: FakeBrowser;
let lost: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  browser = new FakeBrowser();
  lost = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(): { readonly tab: FakeTab; readonly tabs: Tabs } {
  const tab = browser.tab();
  return { tab, tabs: createTabs('points', tab.locks, tab.channel) };
}
const never = (): void => void lost.push('unexpected');
async function had<T>(promise: Promise<T>): Promise<T> {
  await browser.turns.run();
  return promise;
}
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await browser.turns.run();
}

test('a key is one tab’s at a time, and another key is another matter', async () => {
  const [one, other] = [open(), open()];
  const hold = await had(one.tabs.take('a', never));
  expect(hold).not.toBeNull();
  expect(await had(other.tabs.take('a', never))).toBeNull();
  expect(await had(other.tabs.take('b', never))).not.toBeNull();
  expect([...browser.held.keys()]).toEqual(['points a', 'points b']);
  hold?.free();
  await browser.turns.run();
  expect(await had(other.tabs.take('a', never))).not.toBeNull();
  expect(lost).toEqual([]);
});

test.each<[string, (hold: Hold | null, tab: FakeTab) => void]>([
  ['lets go', (hold) => hold?.free()],
  ['is closed', (_, tab) => tab.close()],
])('who waits has the key once the other %s', async (_, end) => {
  const [one, other] = [open(), open()];
  const hold = await had(one.tabs.take('a', never));
  let got: Hold | null = null;
  void other.tabs.await('a', never, new AbortController().signal).then((now) => (got = now));
  await browser.turns.run();
  expect(got).toBeNull();
  end(hold, one.tab);
  await browser.turns.run();
  expect(got).not.toBeNull();
});

test('who lives is waited for as long as it takes; from who sleeps the key is taken, and it hears of it', async () => {
  const [one, other] = [open(), open()];
  await had(one.tabs.take('a', () => lost.push('a')));
  let got: Hold | null = null;
  void other.tabs.await('a', never, new AbortController().signal).then((now) => (got = now));
  await browser.turns.run();
  for (let i = 0; i < 5; i++) await pass(WAIT_MS);
  expect([got, lost]).toEqual([null, []]);
  one.tab.asleep = true;
  await pass(WAIT_MS);
  await pass(LIFE_MS);
  expect([got === null, lost]).toEqual([false, ['a']]);
  expect(browser.held.get('points a')?.tab).toBe(other.tab);
});

test('who waits no longer has nothing, and keeps nobody else from it', async () => {
  const [one, other, third] = [open(), open(), open()];
  const hold = await had(one.tabs.take('a', never));
  const waiting = new AbortController();
  const ended = other.tabs.await('a', never, waiting.signal).catch((error: Error) => error.message);
  await browser.turns.run();
  waiting.abort();
  await browser.turns.run();
  expect(await ended).toBe('aborted');
  hold?.free();
  await browser.turns.run();
  expect(await had(third.tabs.take('a', never))).not.toBeNull();
});

test('a browser that never answers is not waited for, and what it gives too late is given back', async () => {
  const { tabs, tab } = open();
  const asked = tabs.take('a', never).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asked).toContain('did not come');
  await browser.turns.run();
  expect([tab.asleep, browser.held.size]).toEqual([false, 0]);
});

test('what one tab has kept the others hear, whatever else is said on the channel', async () => {
  const [one, other] = [open(), open()];
  const heard: string[] = [];
  other.tabs.hear((key) => heard.push(key));
  one.tabs.hear((key) => heard.push(`own ${key}`));
  one.tabs.tell('a');
  for (const data of [null, 'kept', { type: 'kept' }, { type: 'lost', key: 'a' }, { type: 'kept', key: 7 }]) one.tab.channel.postMessage(data);
  await browser.turns.run();
  expect(heard).toEqual(['a']);
});

test('browsers without locks or channels, and frames that may have none, share nothing', () => {
  vi.stubGlobal('navigator', {});
  expect(browserTabs('points')).toBeNull();
  vi.stubGlobal('navigator', { locks: browser.tab().locks });
  vi.stubGlobal('BroadcastChannel', undefined);
  expect(browserTabs('points')).toBeNull();
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        throw new DOMException('not here', 'SecurityError');
      }
    },
  );
  expect(browserTabs('points')).toBeNull();
  vi.stubGlobal('BroadcastChannel', class extends EventTarget {});
  expect(browserTabs('points')).not.toBeNull();
});
