/** Code that comes late, does not come, or comes at the second try. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode, type ComponentType } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { arrivalOf, isMissing } from '../../../src/ui/parts/arriving.ts';
import { onDemand } from '../../../src/ui/parts/onDemand.tsx';
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

describe('code that hangs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

  test('a browser waits for it and asks no second time: that is said, loading the page again is offered, and should it come, it is shown', async () => {
    let arrive: (code: typeof come) => void = () => undefined;
    const coming = new Promise<typeof come>((resolve) => (arrive = resolve));
    const Body = onDemand(() => coming);
    render(show(Body));
    await wait(10_000);
    expect(screen.getByRole('status').textContent).toContain('unusually long');
    await wait(50_000);
    expect(screen.getByRole('alert').textContent).toContain('only when the page is loaded again');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    fireEvent.click(screen.getByRole('button', { name: 'Load the page again' }));
    expect(reload).toHaveBeenCalledTimes(1);
    await act(async () => arrive(come));
    await wait(0);
    expect(screen.getByText('run 1')).toBeTruthy();
  });

  test('a style sheet that hangs can be asked for again, and is', async () => {
    // Nothing is loaded here; that it was is what the document says.
    (window as unknown as { happyDOM: { settings: Record<string, boolean> } }).happyDOM.settings['handleDisabledFileLoadingAsSuccess'] = true;
    const link = document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'data:,' }));
    Object.defineProperty(link, 'sheet', { value: null, configurable: true });
    const load = vi
      .fn<() => Promise<typeof come>>()
      .mockReturnValueOnce(new Promise(() => undefined))
      .mockResolvedValue(come);
    const Body = onDemand(load);
    render(show(Body));
    await wait(60_000);
    expect(screen.getByRole('alert').textContent).toContain('did not arrive');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await wait(0);
    const again = document.querySelector('link[rel=stylesheet]');
    expect(again).not.toBe(link);
    expect(screen.getByText('run 1')).toBeTruthy();
    again?.remove();
  });
});

test('nothing is on its way where nothing was asked for', () => {
  expect(arrivalOf(new Error('inside'))).toBeNull();
  expect(arrivalOf(null)).toBeNull();
});
