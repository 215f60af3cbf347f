import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { BackendRequest } from '../../src/engine/backend/choice.ts';
import { readLink } from '../../src/engine/link/read.ts';
import type { Patch } from '../../src/engine/run/change.ts';
import { createActions, pending, type Actions } from '../../src/store/actions.ts';
import { isOther } from '../../src/store/other.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import { createMoment, type Moment } from '../../src/store/moment.ts';
import { createPreferences, readPreferences } from '../../src/store/preferences.ts';
import { createPage, type Page } from '../../src/store/page.ts';
import { addressOf, confirmed, currentLink, followAddress, keepAddress, linkedLanguage } from '../../src/store/url.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

test('the current link names the preset, what differs from it, and how it is looked at', () => {
  const page = createPage();
  expect(currentLink(page, null)).toBe('#preset=default&v=1');
  page.config.setField('seed', 2);
  page.preferences.setState({ axis: 'linear' });
  page.bench.setRequest('exact');
  expect(currentLink(page, 'ja')).toBe('#preset=default&v=1&seed=2&kernels=exact&axis=linear&lang=ja');
  // Another backend is this machine's business.
  page.bench.setRequest('cpu');
  expect(currentLink(page, null)).toBe('#preset=default&v=1&seed=2&axis=linear');
});

test('the lens that is open is in the link, where it is not the preset’s own; one that there is not is told', () => {
  const page = createPage();
  page.preferences.setState({ lens: 'regions', lensOpen: true });
  expect(currentLink(page, null)).toBe('#preset=default&v=1&lens=regions');
  page.preferences.setState({ lensOpen: false });
  expect(currentLink(page, null)).toBe('#preset=default&v=1');
  expect(followAddress(page, '#preset=default&v=1&lens=examples', ['examples'])).toEqual({ taken: true, problems: [] });
  expect(page.preferences.getState()).toMatchObject({ lens: 'examples', lensOpen: true });
  expect(followAddress(page, '#preset=default&v=1&lens=gone', ['examples'])).toMatchObject({ taken: true, problems: [{ field: 'lens', value: 'gone' }] });
  expect(page.preferences.getState().lens).toBe('examples');
  page.actions.choosePreset('data-size');
  page.preferences.setState({ lens: 'data-size', lensOpen: true });
  expect(currentLink(page, null)).not.toContain('lens=');
});

test('the presets that a link compares with are its own: a changed field keeps them, another choice does not', () => {
  const page = createPage();
  followAddress(page, '#preset=default&v=1&beside=no-decay,small-init');
  expect(currentLink(page, null)).toBe('#preset=default&v=1&beside=no-decay%2Csmall-init');
  page.config.setField('seed', 2);
  expect(page.beside.getState()).toEqual(['no-decay', 'small-init']);
  page.actions.choosePreset('mlp-fast');
  expect([page.beside.getState(), currentLink(page, null)]).toEqual([[], expect.not.stringContaining('beside')]);
  followAddress(page, '#preset=mlp-fast&v=1&beside=default');
  expect(page.beside.getState()).toEqual(['default']);
});

describe('the address', () => {
  const at = (hash: string): void => void vi.stubGlobal('location', { hash });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A page after it has followed an address. */
  function followed(hash: string): { readonly page: Page; readonly wrong: string[] } {
    at(hash);
    const one = createPage();
    one.preferences.setState({ axis: 'linear', lens: null, lensOpen: false });
    return { page: one, wrong: followAddress(one).problems.map(({ field }) => field) };
  }

  test('is taken over: settings, preset with its lens, axis', () => {
    const { page: one, wrong } = followed('#preset=lu-modular&axis=log&optimizer.lr=0.02');
    expect(wrong).toEqual([]);
    expect(one.config.store.getState()).toMatchObject({ basedOn: 'lu-modular', config: { optimizer: { lr: 0.02 } } });
    expect(one.preferences.getState()).toMatchObject({ axis: 'log', lens: 'landscape', lensOpen: true });
    expect(followed('#preset=no-decay').page.preferences.getState()).toMatchObject({ axis: 'linear', lens: null });
  });

  test.each(['#axis=linear', '#preset=lu-modular', '#preset=lu-modular&axis=linear&lang=ja&kernels=exact', '#preset=mnist-omnigrok'])(
    '«%s» shows the page so, and changes nothing that the reader prefers',
    (hash) => {
      const stored: Record<string, string> = {};
      vi.stubGlobal('localStorage', { getItem: (key: string) => stored[key] ?? null, setItem: (key: string, value: string) => void (stored[key] = value) });
      at(hash);
      const one = createPage();
      one.preferences.setState({ theme: 'dark' });
      const before = { ...stored };
      followAddress(one);
      expect(one.preferences.getState().axis).toBe(hash.includes('axis=linear') ? 'linear' : 'log');
      expect(stored).toEqual(before);
      // What the reader chooses from here on is remembered, and brings nothing of the link with it.
      one.preferences.setState({ shortcuts: false });
      expect(readPreferences(JSON.parse(stored['grokscope'] as string) as Record<string, unknown>)).toMatchObject({
        theme: 'dark',
        axis: 'log',
        lens: null,
        language: null,
        shortcuts: false,
      });
    },
  );

  test('brings the exact kernels, and takes them away, but no other backend', () => {
    const request = (hash: string, before: BackendRequest): BackendRequest => {
      at(hash);
      const one = createPage();
      one.bench.setRequest(before);
      followAddress(one);
      return one.bench.store.getState().request;
    };
    expect(request('#seed=1&kernels=exact', 'auto')).toBe('exact');
    expect(request('#seed=1', 'exact')).toBe('auto');
    expect(request('#kernels=fastest', 'exact')).toBe('auto');
    expect(request('#seed=1', 'cpu')).toBe('cpu');
    expect(request('#kernels=slow', 'exact')).toBe('exact');
  });

  test('follows the kernels that are asked for', () => {
    vi.useFakeTimers();
    const written: string[] = [];
    vi.stubGlobal('history', { state: null, replaceState: (_: unknown, __: string, url: string) => void written.push(url) });
    const one = createPage();
    const stop = keepAddress(one);
    one.bench.setRequest('exact');
    vi.advanceTimersByTime(250);
    expect(written).toEqual(['#preset=default&v=1&kernels=exact']);
    stop();
  });

  test.each([
    ['', []],
    ['#', []],
    ['#seed=-1', ['seed']],
    ['#x', ['x']],
  ])('«%s» changes nothing', (hash, expected) => {
    const { page: one, wrong } = followed(hash);
    expect(wrong).toEqual(expected);
    expect(one.config.store.getState()).toBe(one.config.store.getInitialState());
    expect(one.preferences.getState()).toMatchObject({ axis: 'linear', lens: null, lensOpen: false });
  });

  test.each([
    ['#lang=ja', 'ja'],
    ['#lang=en&seed=2', 'en'],
    ['', null],
    ['#lang=ja&seed=-1', 'ja'],
    ['#lang=ja%20&lang=xx', 'ja'],
  ])('«%s» asks for the language %s', (hash, language) => {
    at(hash);
    expect(linkedLanguage()).toBe(language);
  });

  test('is kept in step, some time after the last change, until that is ended', () => {
    vi.useFakeTimers();
    const written: unknown[] = [];
    vi.stubGlobal('history', { state: { kept: 1 }, replaceState: (...all: unknown[]) => void written.push(all) });
    const one = createPage();
    const stop = keepAddress(one);
    for (const seed of [2, 3]) {
      one.config.setField('seed', seed);
      vi.advanceTimersByTime(249);
    }
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual([[{ kept: 1 }, '', currentLink(one, null)]]);
    expect(readLink(currentLink(one, null))).toMatchObject({ link: { settings: { config: { seed: 3 } } } });
    one.preferences.setState({ theme: 'dark' });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(1);
    one.preferences.setState({ axis: 'linear' });
    vi.advanceTimersByTime(1000);
    expect(written.at(-1)).toEqual([{ kept: 1 }, '', currentLink(one, null)]);
    // Another run in front, and what changed in one, are something to say; how far it is, is not.
    one.front.setState({ tick: 7, step: 9 });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(2);
    one.front.setState({ run: { origin: one.config.store.getState() } as never, config: one.config.store.getState().config, record: { marks: [] } as never });
    vi.advanceTimersByTime(1000);
    one.front.setState({ config: { ...one.config.store.getState().config, seed: 9 } });
    vi.advanceTimersByTime(1000);
    one.front.setState({ run: null, record: null });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(5);
    one.bench.setRequest('exact');
    vi.advanceTimersByTime(1000);
    one.bench.setSpeed(3);
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(6);
    one.config.setField('seed', 4);
    stop();
    one.config.setField('seed', 5);
    one.preferences.setState({ axis: 'log' });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(6);
  });
});

describe('a run that was changed on its way', () => {
  let table: Table;
  let config: ConfigStore;
  let actions: Actions;
  let moment: Moment;
  const page = () => ({ config, preferences, bench: table.bench, front: table.front, moment, beside });
  const beside = createStore<readonly string[]>(() => []);
  const preferences = createPreferences();
  const state = () => config.store.getState();
  const open = (hash: string): void => {
    vi.stubGlobal('location', { hash });
    expect(followAddress(page())).toEqual({ taken: true, problems: [] });
  };
  /** Asks for a run as the button does, and lets it begin. */
  const begin = (): void => {
    actions.toggle();
    table.settle();
    table.begin();
    table.started(state().config);
  };
  const changed = (step: number, patch: Patch): void => {
    table.event(metrics(step));
    table.event({ type: 'changed', step, patch });
  };

  beforeEach(() => {
    vi.useFakeTimers();
    table = new Table();
    moment = createMoment({
      front: table.front,
      replayer: { ready: () => undefined, replay: () => undefined, rest: () => undefined, leave: () => undefined },
      now: () => performance.now(),
    });
    config = createConfig();
    actions = createActions({ bench: table.bench, config, preferences });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('says at which moment it is looked at; whoever opens it is led there once a run has come that far, and no other run is', () => {
    begin();
    actions.set('optimizer.lr', '0.001');
    changed(1200, { 'optimizer.lr': 0.001 });
    vi.advanceTimersByTime(1000);
    moment.goTo(0);
    const link = currentLink(page(), null);
    expect(link).toContain('&at=0');
    // Of settings that are another run's it is no moment, and no preset stands beside itself.
    actions.set('seed', '8');
    expect(currentLink(page(), null)).not.toContain('at=');
    actions.choosePreset('mlp-fast');
    expect(currentLink(page(), null)).toBe('#preset=mlp-fast&v=1');
    beside.setState(['mlp-fast', 'no-decay'], true);
    expect(currentLink(page(), null)).toMatch(/^#preset=mlp-fast&v=1&beside=no-decay$/);
    beside.setState([], true);
    moment.goTo(null);
    expect(currentLink(page(), null)).not.toContain('at=');
    // The run in front is another one than the link's.
    open('#preset=default&v=1&seed=5&at=30');
    expect([moment.wish.getState(), moment.store.getState().step]).toEqual([30, null]);
    expect(currentLink(page(), null)).toContain('&at=30');
    actions.toggle();
    table.settle();
    table.begin('run-2');
    table.started(state().config, 0, 'run-2');
    table.event(metrics(20), 'run-2');
    vi.advanceTimersByTime(1000);
    expect(moment.store.getState().step).toBeNull();
    table.event(metrics(30), 'run-2');
    table.event(metrics(40), 'run-2');
    vi.advanceTimersByTime(1000);
    expect([moment.wish.getState(), moment.store.getState().step]).toEqual([null, 30]);
    // The same link once more, of the run that is in front: at once.
    moment.goTo(null);
    open('#preset=default&v=1&seed=5&at=20');
    expect(moment.store.getState().step).toBe(20);
  });

  test('has the changes and their steps in its link, beside what it began with', () => {
    begin();
    actions.set('optimizer.lr', '0.001');
    changed(1200, { 'optimizer.lr': 0.001 });
    actions.set('optimizer.weightDecay', 0);
    changed(1500, { 'optimizer.weightDecay': 0 });
    const link = '#preset=default&v=1&@1200.optimizer.lr=0.001&@1500.optimizer.weightDecay=0';
    expect(currentLink(page(), null)).toBe(link);
    // Also when it is over; not any more when the form asks for something else.
    table.event({ type: 'finished', step: 2000, reason: 'steps' });
    expect(currentLink(page(), null)).toBe(link);
    actions.set('seed', 77);
    expect(currentLink(page(), null)).toBe('#preset=default&v=1&optimizer.lr=0.001&optimizer.weightDecay=0&seed=77');
  });

  test('has those that its worker has not confirmed, too, and is waited for until it knows their steps', async () => {
    begin();
    table.event(metrics(1200));
    let known = false;
    const wait = () => confirmed(page()).then(() => (known = true));
    await wait();
    expect(known).toBe(true);
    known = false;
    actions.set('optimizer.lr', '0.001');
    actions.set('optimizer.weightDecay', 0);
    expect(currentLink(page(), null)).toBe('#preset=default&v=1&@1200.optimizer.lr=0.001&@1200.optimizer.weightDecay=0');
    const waited = wait();
    changed(1203, { 'optimizer.lr': 0.001 });
    await Promise.resolve();
    expect([known, currentLink(page(), null)]).toEqual([false, '#preset=default&v=1&@1203.optimizer.lr=0.001&@1203.optimizer.weightDecay=0']);
    changed(1207, { 'optimizer.weightDecay': 0 });
    await waited;
    expect([known, currentLink(page(), null)]).toEqual([true, '#preset=default&v=1&@1203.optimizer.lr=0.001&@1207.optimizer.weightDecay=0']);
  });

  test('has them in its address as soon as they are made', () => {
    const written: string[] = [];
    vi.stubGlobal('history', { state: null, replaceState: (_: unknown, __: string, url: string) => void written.push(url) });
    const stop = keepAddress(page());
    begin();
    actions.set('optimizer.lr', '0.001');
    vi.advanceTimersByTime(1000);
    changed(1200, { 'optimizer.lr': 0.001 });
    vi.advanceTimersByTime(1000);
    expect(written.at(-1)).toBe('#preset=default&v=1&@1200.optimizer.lr=0.001');
    stop();
  });

  test('is repeated by its link: the worker is told the changes with the run', () => {
    const link = '#preset=default&v=1&@1200.optimizer.lr=0.001&@1500.optimizer.weightDecay=0';
    open(link);
    expect(currentLink(page(), null)).toBe(link);
    begin();
    expect(table.runs.at(-1)).toMatchObject({
      config: { optimizer: { lr: 0.003 } },
      plan: [
        { step: 1200, patch: { 'optimizer.lr': 0.001 } },
        { step: 1500, patch: { 'optimizer.weightDecay': 0 } },
      ],
    });
    for (const [step, patch] of [
      [1200, { 'optimizer.lr': 0.001 }],
      [1500, { 'optimizer.weightDecay': 0 }],
    ] as const) {
      changed(step, patch);
      // The link says it all the while, and the form has nothing that waits.
      expect(currentLink(page(), null)).toBe(link);
      expect(pending(state(), table.shown)).toEqual([]);
    }
    expect(table.shown.config?.optimizer).toMatchObject({ lr: 0.001, weightDecay: 0 });
    // Whoever runs it again has the same again.
    table.event({ type: 'finished', step: 5000, reason: 'steps' });
    begin();
    expect(table.runs.at(-1)?.plan).toHaveLength(2);
    expect(table.runs.at(-1)?.config.optimizer['lr']).toBe(0.003);
  });

  test('is repeated with its changes by Run and by «back to step 0», as long as the form shows what it came to', () => {
    begin();
    actions.set('optimizer.weightDecay', 0.1);
    changed(381, { 'optimizer.weightDecay': 0.1 });
    table.event({ type: 'finished', step: 5000, reason: 'steps' });
    const link = '#preset=default&v=1&@381.optimizer.weightDecay=0.1';
    const again = { config: { optimizer: { weightDecay: 1 } }, plan: [{ step: 381, patch: { 'optimizer.weightDecay': 0.1 } }] };
    actions.reset();
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ ...again, paused: true });
    table.begin();
    begin();
    expect(table.runs.at(-1)).toMatchObject(again);
    // The form shows what the run began with, and what is to come.
    expect([state().config.optimizer['weightDecay'], state().plan, pending(state(), table.shown)]).toEqual([1, again.plan, []]);
    expect(currentLink(page(), null)).toBe(link);
  });

  test('is not repeated where the form asks for something else: that holds from the start', () => {
    begin();
    actions.set('optimizer.weightDecay', 0.1);
    changed(381, { 'optimizer.weightDecay': 0.1 });
    table.event({ type: 'finished', step: 5000, reason: 'steps' });
    actions.set('optimizer.weightDecay', 0.2);
    begin();
    expect(table.runs.at(-1)).toMatchObject({ config: { optimizer: { weightDecay: 0.2 } }, plan: [] });
  });

  test.each([
    ['a preset', () => actions.choosePreset('no-decay')],
    ['a link', () => open('#preset=default&v=1&optimizer.weightDecay=0')],
  ])('is not what %s asks for that begins with what a hand made of it', (_, choose) => {
    begin();
    actions.set('optimizer.weightDecay', 0);
    changed(381, { 'optimizer.weightDecay': 0 });
    table.event({ type: 'finished', step: 5000, reason: 'steps' });
    choose();
    expect(isOther(state(), table.state.front)).toBe(true);
    expect(currentLink(page(), null)).not.toContain('@');
    begin();
    expect(table.runs.at(-1)).toMatchObject({ config: { optimizer: { weightDecay: 0 } }, plan: [] });
  });

  test('means the same here as where its link is opened: whatever was changed, planned, and asked for since', () => {
    const FIELDS = ['optimizer.lr', 'optimizer.weightDecay'] as const;
    const one = fc.record({ step: fc.integer({ min: 0, max: 30 }), field: fc.constantFrom(...FIELDS), value: fc.constantFrom(0.001, 0.01, 0.1, 1) });
    const asked = (again: () => void) => {
      again();
      table.settle();
      const { config: begun, plan } = table.runs.at(-1) ?? {};
      return { begun, plan };
    };
    const anew = (): void => {
      table = new Table();
      config = createConfig();
      actions = createActions({ bench: table.bench, config, preferences });
    };
    const change = fc.record({
      by: fc.array(one, { maxLength: 4 }),
      planned: fc.array(one, { maxLength: 3 }),
      last: fc.option(one),
      ended: fc.boolean(),
      reset: fc.boolean(),
    });
    fc.assert(
      fc.property(change, ({ by, planned, last, ended, reset }) => {
        anew();
        open(['#preset=default', ...planned.map(({ step, field, value }) => `@${step}.${field}=${value}`)].join('&'));
        begin();
        const plan = state().plan.map(({ step, patch }) => ({ step, patch, hand: false }));
        const hands = by.map(({ step, field, value }) => ({ step, patch: { [field]: value }, hand: true }));
        for (const { step, patch, hand } of [...plan, ...hands].toSorted((a, b) => a.step - b.step)) {
          const before = table.controls.length;
          if (hand) for (const [field, value] of Object.entries(patch)) actions.set(field, value);
          if (!hand || table.controls.length > before) changed(step, patch);
        }
        if (ended) table.event({ type: 'finished', step: 5000, reason: 'steps' });
        if (last !== null) actions.set(last.field, last.value);
        const link = currentLink(page(), null);
        const here = asked(reset || !ended ? actions.reset : actions.toggle);
        anew();
        open(link);
        expect(here).toEqual(asked(actions.toggle));
      }),
      { numRuns: 40 },
    );
  });

  test('may be changed by hand as well', () => {
    open('#preset=default&@1200.optimizer.lr=0.001');
    begin();
    changed(1200, { 'optimizer.lr': 0.001 });
    actions.set('optimizer.lr', 0.01);
    expect(table.controls).toEqual([{ type: 'change', patch: { 'optimizer.lr': 0.01 } }]);
    changed(1300, { 'optimizer.lr': 0.01 });
    expect(pending(state(), table.shown)).toEqual([]);
    expect(currentLink(page(), null)).toBe('#preset=default&v=1&@1200.optimizer.lr=0.001&@1300.optimizer.lr=0.01');
  });

  test('goes on with what is still to come, and nobody takes a planned change back', () => {
    open('#preset=default&@40.optimizer.lr=0.001&@6000.optimizer.lr=0.01');
    begin();
    table.event({ type: 'snapshot', step: 30, snapshot: snapshot(30) });
    changed(40, { 'optimizer.lr': 0.001 });
    table.event({ type: 'snapshot', step: 5000, snapshot: snapshot(5000) });
    table.event({ type: 'finished', step: 5000, reason: 'steps' });
    actions.extend();
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ plan: [{ step: 40 }, { step: 6000 }], told: { changes: [{ step: 40, patch: { 'optimizer.lr': 0.001 } }] } });
    expect(table.controls).toEqual([]);
  });

  test('is let go of by a preset, by a hand, and where its field is gone', () => {
    const link = '#preset=default&@1200.optimizer.lr=0.001';
    open(link);
    actions.choosePreset('mlp-fast');
    expect(state().plan).toEqual([]);
    open(link);
    config.forgetPlan();
    expect(currentLink(page(), null)).toBe('#preset=default&v=1');
    open('#preset=default&@7.optimizer.weightDecay=2&@8.optimizer.lr=0.1');
    actions.set('optimizer.id', 'adam');
    expect(state().plan).toEqual([{ step: 8, patch: { 'optimizer.lr': 0.1 } }]);
    begin();
    config.forgetPlan();
    expect(pending(state(), table.shown)).toEqual(['@']);
  });
});

test('the address that is given to others says nothing of where this reader came from', () => {
  expect(addressOf('#preset=default&v=1', 'https://example.org/page/?fbclid=a&kept=1&utm_source=b#seed=2')).toBe(
    'https://example.org/page/?kept=1#preset=default&v=1',
  );
});
