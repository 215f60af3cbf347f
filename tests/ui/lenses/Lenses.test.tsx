/** Every lens on every preset, and with a run of every network in front: it is shown, or says why not, throws at nothing, and rests out of sight. */
import { act, cleanup, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { createPage } from '../../../src/store/page.ts';
import { renderInPage } from '../inPage.tsx';
import { faultsOfWords } from '../../contracts/texts.ts';
import { exampleConfig, readings } from '../../contracts/examples.ts';
import { LooksHere, putInFront } from './running.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { LENSES } from '../../../src/ui/lenses/index.ts';
import { Lenses } from '../../../src/ui/lenses/Lenses.tsx';

/** Who answers what lenses ask; nobody where it is null. */
let here: LooksHere | null = null;
// The worker has no place here.
vi.mock('../../../src/worker/looks/client.ts', () => ({
  createLooksClient: (_crew: unknown, _seated: unknown, receive: Parameters<LooksHere['connect']>[0]) =>
    here?.connect(receive) ?? { network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined },
}));

/** Everything is in sight, until it is said that nothing is. */
class Observer {
  static readonly all = new Set<Observer>();
  readonly tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void;
  constructor(tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
    this.tell = tell;
  }
  observe(): void {
    Observer.all.add(this);
    this.tell([{ isIntersecting: true }]);
  }
  disconnect(): void {
    Observer.all.delete(this);
  }
}

const faults: unknown[][] = [];
beforeAll(() => startI18n('en'));
beforeEach(() => {
  // happy-dom draws nothing.
  HTMLCanvasElement.prototype.getContext = () => null;
  vi.stubGlobal('IntersectionObserver', Observer);
  faults.length = 0;
  here = null;
  vi.spyOn(console, 'error').mockImplementation((...args) => void faults.push(args));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  speak('en');
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test.each(LENSES.map((lens) => [lens.id, lens] as const))('%s', async (id, lens) => {
  for (const preset of PRESETS) {
    const page = createPage();
    page.actions.choosePreset(preset.id);
    page.preferences.setState({ lens: id, lensOpen: true });
    renderInPage(
      <Tooltip.Provider>
        <Lenses />
      </Tooltip.Provider>,
      page,
    );
    await act(() => vi.dynamicImportSettled());
    expect(faults, `${id} on ${preset.id}`).toEqual([]);
    const panel = screen.getByRole('tabpanel');
    expect(panel.textContent).toContain(lens.summary.en);
    expect(panel.textContent).not.toContain('could not be loaded');
    // Its summary, and under it the reason or the lens.
    expect(panel.textContent).toContain(lens.lacks(preset.config)?.en ?? '');
    expect(panel.querySelector('.lens')?.children.length).toBeGreaterThan(1);
    // A further setting, while it is open.
    act(() => page.actions.choosePreset('default'));
    expect(faults, `from ${preset.id} to the default in ${id}`).toEqual([]);
    cleanup();
  }
});

test.each(LENSES.map((lens) => [lens.id, lens] as const))('%s says in both languages what it is and what it lacks', (id, { label, summary, lacks }) => {
  const lacking = readings.map((ids) => lacks(exampleConfig(ids)));
  expect(faultsOfWords(`lens ${id}`, { label, summary, lacking })).toEqual([]);
});

/** What a panel says in the page's language: data that is English says so itself. */
function spokenIn(panel: HTMLElement): string {
  const copy = panel.cloneNode(true) as HTMLElement;
  for (const data of copy.querySelectorAll('[lang="en"]')) data.remove();
  return copy.textContent ?? '';
}

/** English words in a row in what a Japanese page shows; names and formulas are none. */
const ENGLISH = /\b(?:[a-z]{3,} [a-z]{3,}|[A-Za-z]{3,}(?! et al)(?: [a-z]{2,}){2})\b/;

test.each(LENSES.flatMap((lens) => readings.map((ids) => [lens.id, ids.model, ids.task, lens, ids] as const)))(
  '%s, with a run of %s on %s in front',
  async (id, _model, _task, lens, ids) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame', 'cancelAnimationFrame'] });
    speak('ja');
    here = new LooksHere();
    const config = exampleConfig(ids);
    const page = createPage();
    page.config.adopt({ ...page.config.store.getState(), config }, '');
    const goOn = putInFront(page, config);
    page.preferences.setState({ lens: id, lensOpen: true });
    const who = `lens ${id} on ${ids.model}, ${ids.task}`;
    const { unmount } = renderInPage(
      <Tooltip.Provider>
        <Lenses />
      </Tooltip.Provider>,
      page,
    );
    await act(() => vi.dynamicImportSettled());
    const passing = (): Promise<void> =>
      act(async () => {
        for (let i = 0; i < 8; i++) {
          goOn();
          await vi.advanceTimersByTimeAsync(250);
        }
      });
    await passing();
    expect(faults, `${who}: broken`).toEqual([]);
    expect(screen.queryByRole('alert')?.textContent, `${who}: broken`).toBeUndefined();
    const panel = screen.getByRole('tabpanel');
    expect(panel.querySelector('.lens')?.children.length, `${who}: nothing but its summary`).toBeGreaterThan(1);
    expect(ENGLISH.exec(spokenIn(panel))?.[0], `${who}: English on a Japanese page; take the words from text(en, ja) by useText()`).toBeUndefined();

    // Out of sight it asks nothing and leaves no clock running.
    act(() => Observer.all.forEach(({ tell }) => tell([{ isIntersecting: false }])));
    await passing();
    const { length } = here.asked;
    await passing();
    expect(here.asked.slice(length), `${who}: it asks while shown is false`).toEqual([]);
    act(() => Observer.all.forEach(({ tell }) => tell([{ isIntersecting: true }])));
    await passing();
    expect(faults, `${who}: broken`).toEqual([]);
    unmount();

    // As its author may forget: mounted without a run, and never shown.
    for (const run of [null, page.bench.store.getState().front]) {
      const before = here.asked.length;
      if (lens.lacks(config) === null) {
        const alone = renderInPage(
          <Tooltip.Provider>
            <lens.Body run={run} shown={false} />
          </Tooltip.Provider>,
          page,
        );
        await act(() => vi.dynamicImportSettled());
        await passing();
        alone.unmount();
      }
      expect(here.asked.slice(before), `${who}: it asks though it was never shown`).toEqual([]);
      expect(faults, `${who}, not shown`).toEqual([]);
    }
  },
);
