/** Every lens on every preset: it is shown, or says why not, and throws at nothing. */
import { act, cleanup, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { createPage } from '../../../src/store/page.ts';
import { renderInPage } from '../inPage.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { LENSES } from '../../../src/ui/lenses/index.ts';
import { Lenses } from '../../../src/ui/lenses/Lenses.tsx';

// The workers have no place here.
vi.mock('../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

/** Everything is in sight. */
class Observer {
  readonly #tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void;
  constructor(tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
    this.#tell = tell;
  }
  observe(): void {
    this.#tell([{ isIntersecting: true }]);
  }
  disconnect(): void {}
}

const faults: unknown[][] = [];
beforeAll(() => startI18n('en'));
beforeEach(() => {
  // happy-dom draws nothing.
  HTMLCanvasElement.prototype.getContext = () => null;
  vi.stubGlobal('IntersectionObserver', Observer);
  faults.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...args) => void faults.push(args));
});
afterEach(() => {
  cleanup();
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
