/** Several tabs on one sweep, with the locks, the channel, the database and the workers of a browser that answers in whichever order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { Fold } from '../../src/engine/sweeps/fold.ts';
import { cellsOf, type Cell } from '../../src/engine/sweeps/sweep.ts';
import type { Kept } from '../../src/store/kept.ts';
import { createSweeper, type Sweeper } from '../../src/store/sweep.ts';
import { createTabs } from '../../src/store/tabs.ts';
import { createCrew } from '../../src/worker/crew/crew.ts';
import type { Command, Message } from '../../src/worker/protocol.ts';
import { createSweepPool } from '../../src/worker/sweepPool.ts';
import { FakePort } from '../worker/fakePort.ts';
import { FakeBrowser, type FakeTab } from './fakeTabs.ts';
import { runOf } from './fakePool.ts';
import { Memory } from './memory.ts';

interface Told {
  readonly seed: number;
  readonly events: number;
}
const fold: Fold<Told> = { begin: ({ seed }) => ({ seed, events: 0 }), take: (told) => ({ ...told, events: told.events + 1 }) };

const EVENTS = runOf(100);
const cellsUpTo = (count: number): Cell[] => {
  const seeds = Array.from({ length: count }, (_, i) => i);
  return cellsOf({ base: { ...defaultConfig(), steps: 100 }, axes: [{ path: 'seed', values: seeds, order: seeds }] });
};

/** How often the runs of each seed were begun, and brought to their end. */
class Tally {
  readonly begun: number[] = [];
  readonly ended: number[] = [];
  begin(seed: number): void {
    this.begun[seed] = (this.begun[seed] ?? 0) + 1;
  }
  end(seed: number): void {
    this.ended[seed] = (this.ended[seed] ?? 0) + 1;
  }
}

/** A worker that makes what it is given, an event a turn. */
class Trainer extends FakePort<Command, Message> {
  #run: Extract<Command, { type: 'run' }> | null = null;
  #at = 0;
  #paused = false;

  constructor(browser: FakeBrowser, tab: FakeTab, tally: Tally) {
    super();
    const step = (): void => {
      if (this.#run === null || this.#paused || this.ended || tab.asleep) return;
      const { run, config } = this.#run;
      const event = EVENTS[this.#at++];
      if (event === undefined) return;
      if (event.type === 'finished') {
        this.#run = null;
        tally.end(config.seed);
      } else browser.turns.later(step);
      this.say({ type: 'event', run, event });
    };
    this.onCommand = (command) => {
      if (command.type === 'run') {
        if (command.from === null) tally.begin(command.config.seed);
        [this.#run, this.#at, this.#paused] = [command, 0, command.paused];
        browser.turns.later(step);
      }
      if (command.type === 'control' && command.run === this.#run?.run) {
        this.#paused = command.control.type === 'pause';
        browser.turns.later(step);
      }
    };
  }
}

interface Page {
  readonly tab: FakeTab;
  readonly sweeper: Sweeper<Told, string>;
}

/** What a database keeps, as late as it likes. */
const slow = (browser: FakeBrowser, memory: Kept<Told>): Kept<Told> => {
  const turn = (): Promise<void> => new Promise((resolve) => browser.turns.later(resolve));
  return {
    load: (keys) => turn().then(() => memory.load(keys)),
    keep: (key, result) => turn().then(() => memory.keep(key, result)),
    forget: (keys) => turn().then(() => memory.forget(keys)),
  };
};

function visit(browser: FakeBrowser, kept: Kept<Told>, tally: Tally, cells: readonly Cell[], size: number, backend: 'wasm' | 'auto'): Page {
  const tab = browser.tab();
  const crew = createCrew({ now: () => 0, every: () => undefined, after: () => () => undefined });
  const sweeper = createSweeper<Told, string>(fold, {
    pool: (listener, claims) => createSweepPool({ crew, spawn: () => new Trainer(browser, tab, tally), size, claims }, listener),
    request: () => backend,
    kept: slow(browser, kept),
    tabs: createTabs('sweep', tab.locks, tab.channel),
    now: () => 0,
    every: 0,
  });
  sweeper.show('all', cells);
  return { tab, sweeper };
}

const seeds = ({ sweeper }: Page): number[] => [...sweeper.store.getState().results.values()].map(({ seed }) => seed).toSorted((a, b) => a - b);
const whole = ({ sweeper }: Page): boolean => [...sweeper.store.getState().results.values()].every(({ events }) => events === EVENTS.length);
const statusOf = ({ sweeper }: Page): string => sweeper.store.getState().status;

/** Chooses by numbers from outside, and the first once there are none left. */
const chooser = (numbers: readonly number[]) => {
  let at = 0;
  return (count: number): number => (numbers[at++ % Math.max(1, numbers.length)] ?? 0) % count;
};
const orders = fc.array(fc.nat(1000), { minLength: 1, maxLength: 200 });

test('in whichever order all answer, every point is trained once, and each tab ends with all', async () => {
  await fc.assert(
    fc.asyncProperty(
      orders,
      fc.array(fc.record({ size: fc.integer({ min: 1, max: 3 }), after: fc.nat(60) }), { minLength: 2, maxLength: 3 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('wasm' as const, 'auto' as const),
      async (order, pages, count, backend) => {
        const [browser, memory, tally, cells] = [new FakeBrowser(), new Memory<Told>(), new Tally(), cellsUpTo(count)];
        const choose = chooser(order);
        const tabs = pages.map(({ size }) => visit(browser, memory, tally, cells, size, backend));
        await browser.turns.run(choose);
        tabs.forEach(({ sweeper }, i) => browser.turns.plan(pages[i]?.after ?? 0, sweeper.start));
        await browser.turns.run(choose);
        const all = cells.map((_, i) => i);
        expect(tally.begun).toEqual(all.map(() => 1));
        expect(tally.ended).toEqual(all.map(() => 1));
        for (const page of tabs)
          expect([seeds(page), whole(page), statusOf(page), page.sweeper.store.getState().elsewhere.size]).toEqual([all, true, 'done', 0]);
        expect(browser.held.size).toBe(0);
      },
    ),
    { numRuns: 150, seed: 1 },
  );
}, 60_000);

test('tabs that pause, stop and are closed hold nothing up: what they had begun is made by the others, and nothing is finished twice', async () => {
  const acts = fc.array(fc.record({ after: fc.nat(80), what: fc.constantFrom('pause', 'resume', 'cancel', 'start') }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(orders, acts, fc.nat(80), fc.integer({ min: 1, max: 6 }), fc.boolean(), async (order, script, end, count, closes) => {
      const [browser, memory, tally, cells] = [new FakeBrowser(), new Memory<Told>(), new Tally(), cellsUpTo(count)];
      const choose = chooser(order);
      const [one, other] = [visit(browser, memory, tally, cells, 2, 'wasm'), visit(browser, memory, tally, cells, 2, 'wasm')];
      await browser.turns.run(choose);
      one.sweeper.start();
      other.sweeper.start();
      for (const { after, what } of script) browser.turns.plan(after, () => !one.tab.asleep && one.sweeper[what as 'pause']());
      if (closes) browser.turns.plan(end, () => one.tab.close());
      await browser.turns.run(choose);
      const all = cells.map((_, i) => i);
      expect([seeds(other), whole(other), statusOf(other)]).toEqual([all, true, 'done']);
      // A point whose tab goes between its end and its being kept is made again, and only that.
      const exact = [tally.ended, seeds(one), statusOf(one), browser.held.size];
      expect(closes ? [] : exact).toEqual(closes ? [] : [all.map(() => 1), all, 'done', 0]);
    }),
    { numRuns: 200, seed: 2 },
  );
}, 60_000);

test('a tab says which points others train, and takes them over as they come, also while it does nothing itself', async () => {
  const [browser, memory, tally, cells] = [new FakeBrowser(), new Memory<Told>(), new Tally(), cellsUpTo(3)];
  const [one, other, idle] = [1, 3, 1].map((size) => visit(browser, memory, tally, cells, size, 'wasm')) as [Page, Page, Page];
  await browser.turns.run();
  other.sweeper.start();
  const looks: { readonly others: number; readonly known: number; readonly idle: number }[] = [];
  const look = (): void => void looks.push({ others: one.sweeper.store.getState().elsewhere.size, known: seeds(one).length, idle: seeds(idle).length });
  browser.turns.plan(4, one.sweeper.start);
  one.sweeper.store.subscribe(look);
  await browser.turns.run();
  // All three are the other tab's, and then one less with each that comes.
  expect(Math.max(...looks.map(({ others }) => others))).toBe(3);
  expect(looks.find(({ others, known }) => others + known > 3)).toBeUndefined();
  expect(tally.begun).toEqual([1, 1, 1]);
  expect([seeds(one), seeds(other), seeds(idle)]).toEqual([
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
  ]);
  expect([one, other, idle].map(statusOf)).toEqual(['done', 'done', 'done']);
});

test('where the browser keeps nothing, each tab trains its own', async () => {
  const [browser, memory, tally, cells] = [new FakeBrowser(), new Memory<Told>(), new Tally(), cellsUpTo(3)];
  memory.mood = 'refusing';
  const tabs = [visit(browser, memory, tally, cells, 2, 'wasm'), visit(browser, memory, tally, cells, 2, 'wasm')];
  await browser.turns.run();
  for (const { sweeper } of tabs) sweeper.start();
  await browser.turns.run();
  expect(tally.ended).toEqual([2, 2, 2]);
  expect(tabs.map(statusOf)).toEqual(['done', 'done']);
});
