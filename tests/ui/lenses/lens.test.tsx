/** A lens that is one file: what it says of itself and its component, without React.lazy. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../../src/engine/text.ts';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import type { Lens, LensProps } from '../../../src/ui/lenses/lens.ts';
import { Lenses } from '../../../src/ui/lenses/Lenses.tsx';
import { createPage, type Page } from '../../../src/store/page.ts';
import { renderInPage } from '../inPage.tsx';

const { small } = vi.hoisted(() => ({ small: [] as Lens[] }));
vi.mock('../../../src/ui/lenses/index.ts', () => ({ LENSES: small }));

function Steps({ run, shown }: LensProps) {
  return (
    <p>
      {run === null ? 'no run' : String(run.record.step)}, {shown ? 'shown' : 'not shown'}
    </p>
  );
}
small.push({
  id: 'steps',
  label: text('Steps', 'ステップ'),
  summary: text('How far it is.', 'どこまで進んだか。'),
  subject: 'run',
  lacks: () => null,
  workers: 'walkers',
  figure: text('no chart', 'グラフではありません'),
  Body: Steps,
});

small.push({
  id: 'broken',
  label: text('Broken', '故障'),
  summary: text('It cannot say what it lacks.', '何が足りないか言えません。'),
  subject: 'settings',
  lacks: ({ seed }) => {
    if (seed === BAD_SEED) throw new Error('lost its place');
    return null;
  },
  figure: text('no chart', 'グラフではありません'),
  Body: () => <p>all is well</p>,
});
const BAD_SEED = 13;

let tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void = () => undefined;
beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: typeof tell) {
        tell = callback;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  startI18n('en');
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const shown = (page: Page = createPage()) =>
  renderInPage(
    <Tooltip.Provider>
      <Lenses />
    </Tooltip.Provider>,
    page,
  );

test('is shown at once when its tab is open and in sight', () => {
  shown();
  expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual(['Steps', 'Broken']);
  expect(screen.getByRole('tabpanel').textContent).toBe('How far it is.');
  act(() => tell([{ isIntersecting: true }]));
  expect(screen.getByRole('tabpanel').textContent).toBe('How far it is.no run, shown');
  act(() => tell([{ isIntersecting: false }]));
  expect(screen.getByRole('tabpanel').textContent).toBe('How far it is.no run, not shown');
});

test('says that one of its workers is being replaced, until its work goes on; of others it says nothing', () => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  startI18n('en');
  const { page } = renderInPage(
    <Tooltip.Provider>
      <Lenses />
    </Tooltip.Provider>,
  );
  const said = (): string => screen.getByRole('tabpanel').textContent;
  act(() => page.replacing.setState({ names: new Set(['others']) }));
  expect(said()).toBe('How far it is.');
  act(() => page.replacing.setState({ names: new Set(['others', 'walkers']) }));
  expect(said()).toBe('How far it is.One of the workers of this lens stopped. Another one takes over, and its work goes on.');
  act(() => page.replacing.setState({ names: new Set() }));
  expect(said()).toBe('How far it is.');
});

test('one that throws while it says what it lacks breaks alone, also where its tab is remembered, and comes back with other settings', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const page = createPage();
  page.preferences.setState({ lens: 'broken' });
  page.config.setField('seed', BAD_SEED);
  shown(page);
  act(() => tell([{ isIntersecting: true }]));
  expect(screen.getByRole('alert').textContent).toContain('«Broken» cannot be shown');
  // The other tab can still be opened.
  expect(screen.getAllByRole('tab')).toHaveLength(2);
  const [steps, broken] = screen.getAllByRole('tab') as [HTMLElement, HTMLElement];
  fireEvent.mouseDown(steps);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('tabpanel').textContent).toContain('How far it is.');
  fireEvent.mouseDown(broken);
  expect(screen.getByRole('alert')).toBeTruthy();
  act(() => void page.config.setField('seed', 1));
  act(() => tell([{ isIntersecting: true }]));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('all is well')).toBeTruthy();
});
