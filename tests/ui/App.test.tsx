/** Any part of the page may break, alone: the others stay, it says so in its place, and another try brings it back. */
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../src/ui/App.tsx';
import { startI18n } from '../../src/ui/i18n/index.ts';
import { WholePage } from '../../src/ui/parts/pageParts.tsx';
import { renderInPage } from './inPage.tsx';

const { broken, fragile } = vi.hoisted(() => {
  const names = new Set<string>();
  /** A module's components, each of which throws while it is named. */
  const withFaults = async (load: () => Promise<Record<string, unknown>>, ...parts: string[]): Promise<Record<string, unknown>> => {
    const actual = await load();
    const wrapped = parts.map((name) => {
      const Actual = actual[name] as ComponentType<object>;
      const Fragile = (props: object) => {
        if (names.has(name)) throw new Error(`broken: ${name}`);
        return <Actual {...props} />;
      };
      return [name, Fragile] as const;
    });
    return { ...actual, ...Object.fromEntries(wrapped) };
  };
  return { broken: names, fragile: withFaults };
});

vi.mock('../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));
vi.mock('../../src/ui/header/PresetSelect.tsx', (load) => fragile(load, 'PresetSelect'));
vi.mock('../../src/ui/header/Transport.tsx', (load) => fragile(load, 'Transport'));
vi.mock('../../src/ui/header/Tools.tsx', (load) => fragile(load, 'Tools'));
vi.mock('../../src/ui/header/HelpDialog.tsx', (load) => fragile(load, 'HelpDialog'));
vi.mock('../../src/ui/controls/Form.tsx', (load) => fragile(load, 'Form'));
vi.mock('../../src/ui/Notices.tsx', (load) => fragile(load, 'Notices'));
vi.mock('../../src/ui/status/Status.tsx', (load) => fragile(load, 'Status'));
vi.mock('../../src/ui/bench/BenchStrip.tsx', (load) => fragile(load, 'BenchStrip'));
vi.mock('../../src/ui/charts/Charts.tsx', (load) => fragile(load, 'Charts'));
vi.mock('../../src/ui/charts/Title.tsx', (load) => fragile(load, 'Title'));
vi.mock('../../src/ui/lenses/Lenses.tsx', (load) => fragile(load, 'Lenses'));
vi.mock('../../src/ui/lenses/knows/Knows.tsx', (load) => fragile(load, 'default'));
vi.mock('../../src/ui/article/Notes.tsx', (load) => fragile(load, 'PresetNote', 'Legend'));

beforeEach(() => {
  startI18n('en');
  broken.clear();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void;
      constructor(tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        this.#tell = tell;
      }
      observe(): void {
        this.#tell([{ isIntersecting: true }]);
      }
      disconnect(): void {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const PARTS = [
  ['PresetSelect', 'Preset'],
  ['Transport', 'Run'],
  ['Tools', 'Tools'],
  ['HelpDialog', 'Keyboard'],
  ['Form', 'Settings'],
  ['Notices', 'Notices'],
  ['Status', 'State of the run'],
  ['BenchStrip', 'Runs on the charts'],
  ['Charts', 'Charts'],
  ['Lenses', 'Lenses'],
  ['default', 'What it knows'],
  ['PresetNote', 'What to look for'],
  ['Legend', 'What am I looking at?'],
] as const;

/** Something of other parts: looking for it throws where it is not there. */
const OTHERS = [
  ['Transport', 'button', 'Run'],
  ['Form', 'form', 'Settings'],
  ['Legend', 'heading', 'What am I looking at?'],
] as const;

async function show(): Promise<void> {
  await act(
    async () =>
      void renderInPage(
        <WholePage>
          <App />
        </WholePage>,
      ),
  );
  // Its parts come one after another, the article last.
  await waitFor(() => expect(document.querySelector('.article')).not.toBeNull(), { timeout: 15_000 });
  await act(() => vi.dynamicImportSettled());
}

test('nothing broken, nothing said', async () => {
  await show();
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each(PARTS)('%s', async (part, name) => {
  broken.add(part);
  await show();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(`«${name}» cannot be shown`);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  // The others are there.
  for (const [other, role, label] of OTHERS) if (other !== part) screen.getByRole(role, { name: label });
  broken.clear();
  await act(async () => void fireEvent.click(within(alert).getByRole('button', { name: 'Try again' })));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('each chart breaks alone', async () => {
  broken.add('Title');
  await show();
  const alerts = await vi.waitFor(() => screen.getAllByRole('alert'));
  expect(alerts.length).toBeGreaterThan(3);
  expect(alerts[0]?.textContent).toContain('«Accuracy» cannot be shown');
});

test('all of it breaks: the whole page says so', async () => {
  for (const [part] of PARTS) broken.add(part);
  await show();
  expect(screen.getAllByRole('alert').length).toBeGreaterThan(10);
});
