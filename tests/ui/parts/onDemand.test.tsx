/** Code that comes late, does not come, or comes at the second try. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode, type ComponentType } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { isMissing, onDemand } from '../../../src/ui/parts/onDemand.tsx';
import { Part } from '../../../src/ui/parts/Part.tsx';

beforeEach(() => {
  startI18n('en');
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Lens({ run }: { readonly run: number }) {
  return <p>run {run}</p>;
}
const come = { default: Lens };
const show = (Body: ComponentType<{ readonly run: number }>, run = 1) => (
  <StrictMode>
    <Part name="Regions">
      <Body run={run} />
    </Part>
  </StrictMode>
);

test('what did not come is fetched again at each further try, and once it is there never again', async () => {
  const load = vi.fn<() => Promise<typeof come>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce('no').mockResolvedValue(come);
  const Body = onDemand(load);
  const { rerender, unmount } = render(show(Body));
  expect(screen.getByText('Loading.')).toBeTruthy();
  for (const times of [1, 2]) {
    expect((await screen.findByRole('alert')).textContent).toContain('«Regions» did not arrive');
    expect(load).toHaveBeenCalledTimes(times);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  }
  expect(await screen.findByText('run 1')).toBeTruthy();
  rerender(show(Body, 2));
  expect(screen.getByText('run 2')).toBeTruthy();
  unmount();
  await act(async () => void render(show(Body, 3)));
  expect(screen.getByText('run 3')).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(3);
});

test('an error of the code itself is none of its not coming', async () => {
  const Body = onDemand<{ readonly run: number }>(async () => ({
    default: (): never => {
      throw new Error('inside');
    },
  }));
  render(show(Body));
  expect((await screen.findByRole('alert')).textContent).toContain('an error stopped it');
  expect(isMissing(new Error('inside'))).toBe(false);
  expect(isMissing(null)).toBe(false);
});
