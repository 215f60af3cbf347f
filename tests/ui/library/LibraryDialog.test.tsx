/** The drawer of kept runs where there are hundreds: what a window shows stands at once, the others come, and all of them can be gone to. */
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../../src/store/library/entry.ts';
import { LibraryDialog } from '../../../src/ui/library/LibraryDialog.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { renderInPage } from '../inPage.tsx';
import { keptRun } from './keptRun.ts';

startI18n('en');

const entryOf = (i: number): Entry => keptRun(i, { name: `Run no. ${i}` });

const names = (): readonly string[] => screen.getAllByText(/^Run no\. \d+$/).map(({ textContent }) => textContent);
const expected = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `Run no. ${i}`);

afterEach(cleanup);

/** The drawer, open, with so many runs. */
function opened(count: number): ReturnType<typeof renderInPage> {
  const view = renderInPage(<LibraryDialog open={false} onOpenChange={() => undefined} />);
  view.page.library.store.setState({ entries: Array.from({ length: count }, (_, i) => entryOf(i)) });
  view.rerender(<LibraryDialog open onOpenChange={() => undefined} />);
  return view;
}

const areThere = (wanted: readonly string[]): Promise<void> => waitFor(() => expect(names()).toEqual(wanted), { timeout: 20_000 });

test('the first of hundreds stand at once, and all of them after a while, in their order', async () => {
  opened(60);
  const first = names().length;
  expect(first).toBeGreaterThanOrEqual(4);
  expect(first).toBeLessThan(20);
  expect(names()).toEqual(expected(first));
  await areThere(expected(60));
  const last = [...document.querySelectorAll<HTMLElement>('.library-run button')].at(-1);
  last?.focus();
  expect(document.activeElement).toBe(last);
});

test('one that comes meanwhile, or goes, leaves the others in their places', async () => {
  const { page } = opened(40);
  await areThere(expected(40));
  const { store } = page.library;
  act(() => store.setState(({ entries }) => ({ entries: [{ ...entryOf(99), changed: 2e12 }, ...(entries ?? []).slice(1)] })));
  await areThere(['Run no. 99', ...expected(40).slice(1)]);
});

test('few stand at once', () => {
  opened(3);
  expect(names()).toEqual(expected(3));
});
