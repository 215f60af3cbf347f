/** The row of the run in front is in sight whatever becomes of the window, and the reader may look elsewhere meanwhile. */
import { act, cleanup, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useInSight } from '../../../src/ui/bench/useInSight.ts';

const ROW = 26;
/** Rows that lie beside each other: fewer in a narrower window. */
let perRow = 2;
let resized: () => void = () => undefined;
let observed: Element[] = [];

function List({ count, front }: { readonly count: number; readonly front: number }) {
  const list = useRef<HTMLUListElement>(null);
  useInSight(list, [count, front]);
  return (
    <ul ref={list}>
      {Array.from({ length: count }, (_, i) => (
        <li key={i} data-front={i === front} data-at={i} />
      ))}
    </ul>
  );
}

beforeEach(() => {
  perRow = 2;
  observed = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(changed: () => void) {
        resized = changed;
      }
      observe = (element: Element): void => void observed.push(element);
      disconnect = (): void => void (observed = []);
    },
  );
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    if (this.tagName === 'UL') return { top: 0, bottom: 72 } as DOMRect;
    const top = Math.floor(Number(this.dataset['at']) / perRow) * ROW - (this.parentElement?.scrollTop ?? 0);
    return { top, bottom: top + ROW } as DOMRect;
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const rowAt = (container: HTMLElement): number => container.querySelector('[data-front=true]')?.getBoundingClientRect().top ?? Number.NaN;

test('after the window became narrower, and wider again', () => {
  const { container } = render(<List count={12} front={5} />);
  expect(rowAt(container)).toBeLessThanOrEqual(72 - ROW);
  perRow = 1;
  expect(rowAt(container)).toBeGreaterThan(72 - ROW);
  act(() => resized());
  expect(rowAt(container)).toBeLessThanOrEqual(72 - ROW);
  perRow = 4;
  expect(rowAt(container)).toBeLessThan(0);
  act(() => resized());
  expect(rowAt(container)).toBeGreaterThanOrEqual(0);
  // Both the window of the list and the row itself.
  expect(observed.map(({ tagName }) => tagName)).toEqual(['UL', 'LI']);
});

test('after another run came to the front, or others came before it', () => {
  const { container, rerender } = render(<List count={12} front={0} />);
  rerender(<List count={12} front={11} />);
  expect(rowAt(container)).toBeLessThanOrEqual(72 - ROW);
  rerender(<List count={12} front={0} />);
  expect(rowAt(container)).toBe(0);
});

test('while nothing of that happens the list stays where the reader put it', () => {
  const { container, rerender } = render(<List count={12} front={0} />);
  const list = container.querySelector('ul') as HTMLElement;
  list.scrollTop = 60;
  rerender(<List count={12} front={0} />);
  expect(list.scrollTop).toBe(60);
});
