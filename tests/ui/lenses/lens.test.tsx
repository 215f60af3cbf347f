/** A lens that is one file: what it says of itself and its component, without React.lazy. */
import { act, cleanup, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, expect, test, vi } from 'vitest';
import { text } from '../../../src/engine/text.ts';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import type { Lens, LensProps } from '../../../src/ui/lenses/lens.ts';
import { Lenses } from '../../../src/ui/lenses/Lenses.tsx';
import { renderInPage } from '../inPage.tsx';

afterEach(cleanup);

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
  Body: Steps,
});

test('is shown at once when its tab is open and in sight', () => {
  let tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void = () => undefined;
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
  renderInPage(
    <Tooltip.Provider>
      <Lenses />
    </Tooltip.Provider>,
  );
  expect(screen.getByRole('tab').textContent).toBe('Steps');
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
