/** A part that throws says so where it stands, offers another try, and holds what can be reported. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { Part } from '../../../src/ui/parts/Part.tsx';
import { Waiting } from '../../../src/ui/parts/Waiting.tsx';

beforeEach(() => {
  startI18n('en');
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

let fault: unknown = null;
function Fragile() {
  if (fault !== null) throw fault;
  return <p>all is well</p>;
}

test.each([
  [new TypeError('x is not a function'), 'TypeError: x is not a function'],
  ['a string', 'thrown: a string'],
  [undefined, 'thrown: undefined'],
  [Object.assign(new Error('e'), { stack: undefined }), 'Error: e'],
])('%s', (thrown, told) => {
  fault = thrown ?? undefined;
  render(
    <Part name="Charts">
      <Fragile />
    </Part>,
  );
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('«Charts» cannot be shown: an error stopped it.');
  const report = alert.querySelector('pre')?.textContent ?? '';
  expect(report.startsWith(told)).toBe(true);
  // Where it was thrown, on which page, in which browser.
  expect(report).toContain('Fragile');
  expect(report).toContain(location.href);
  expect(report).toContain(navigator.userAgent);
  expect(report.length).toBeLessThan(6000);

  // Another try that fails as the first did.
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByRole('alert')).toBeTruthy();
  fault = null;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('all is well')).toBeTruthy();
});

test('is tried again by itself where it is to show something else, and only then', () => {
  const at = (shown: number) => (
    <Part name="Charts" shows={[shown]}>
      <Fragile />
    </Part>
  );
  fault = new Error('one');
  const { rerender } = render(at(1));
  fault = null;
  rerender(at(1));
  expect(screen.getByRole('alert')).toBeTruthy();
  rerender(at(2));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what is copied is what stands there', async () => {
  const writeText = vi.fn<(words: string) => Promise<void>>(async () => undefined);
  vi.stubGlobal('navigator', { userAgent: 'a browser', clipboard: { writeText } });
  fault = new Error('one');
  render(
    <Part name="Charts">
      <Fragile />
    </Part>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  await screen.findByRole('button', { name: 'Copied' });
  expect(writeText).toHaveBeenCalledWith(screen.getByRole('alert').querySelector('pre')?.textContent);
  vi.unstubAllGlobals();
});

test('a wait is said, and after a while that it is long', async () => {
  vi.useFakeTimers();
  render(<Waiting />);
  expect(screen.getByText('Loading.')).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(9000));
  expect(screen.queryByRole('button')).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(2000));
  expect(screen.getByRole('button').textContent).toContain('Load the page again');
});
