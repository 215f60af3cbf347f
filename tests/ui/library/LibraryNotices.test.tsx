/** What is said of kept runs without being asked, in either language, and what can be done about it there. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPage, type Page } from '../../../src/store/page.ts';
import type { LibraryState } from '../../../src/store/library/list.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { LibraryNotices } from '../../../src/ui/library/LibraryNotices.tsx';
import { renderInPage } from '../inPage.tsx';
import { keptRun } from './keptRun.ts';

startI18n('en');
beforeEach(() => speak('en'));
afterEach(cleanup);

/** A page with what there is to say, whose library only notes what it is asked for. */
function told(state: Partial<LibraryState>): { readonly page: Page; readonly asked: () => readonly string[] } {
  const page = createPage();
  const asked: string[] = [];
  for (const deed of ['makeRoom', 'undoRoom'] as const)
    vi.spyOn(page.library, deed).mockImplementation(() => {
      asked.push(deed);
      return Promise.resolve();
    });
  for (const deed of ['acceptRoom', 'hush', 'dismiss'] as const) vi.spyOn(page.library, deed).mockImplementation(() => void asked.push(deed));
  renderInPage(<LibraryNotices />, page);
  act(() => page.library.store.setState(state));
  return { page, asked: () => asked };
}
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

test.each([
  ['en', { runs: 0, networks: 1 }, 'Room was made: the snapshots of an older run went, and it cannot go on.'],
  ['en', { runs: 0, networks: 12 }, 'Room was made: the snapshots of 12 older runs went, and these cannot go on.'],
  ['en', { runs: 1, networks: 0 }, 'Room was made: an older run went.'],
  ['en', { runs: 3, networks: 0 }, 'Room was made: 3 older runs went.'],
  ['en', { runs: 2, networks: 1 }, 'Room was made: the snapshots of an older run went, and it cannot go on. Room was made: 2 older runs went.'],
  ['ja', { runs: 0, networks: 1 }, '空きを作りました。古い実行 1 件のスナップショットを消したため、その続きは計算できません。'],
  ['ja', { runs: 3, networks: 0 }, '空きを作りました。古い実行を 3 件消しました。'],
] as const)('%s: room was made by %o', (language, freed, words) => {
  speak(language);
  told({ freed });
  expect(screen.getByText(words)).toBeTruthy();
});

test('room that was made can be taken back, or done without', () => {
  const { page, asked } = told({ freed: { runs: 1, networks: 0 } });
  press('Undo');
  expect(asked()).toEqual(['undoRoom']);
  press(/Dismiss/);
  expect(asked()).toEqual(['undoRoom', 'acceptRoom']);
  act(() => page.library.store.setState({ freed: null }));
  expect(screen.queryByText(/Room was made/)).toBeNull();
});

test.each([
  ['en', 1, /One of the runs that made room could not come back whole/],
  ['en', 2, /2 of the runs that made room could not come back whole/],
  ['ja', 2, /実行のうち 2 件は、容量が足りず元どおりには戻せませんでした/],
] as const)('%s: %d that could not come back', (language, unreturned, words) => {
  speak(language);
  told({ unreturned });
  expect(screen.getByText(words)).toBeTruthy();
});

test('a full storage offers to make room, as long as something may go', () => {
  const { page, asked } = told({ failed: { what: 'QuotaExceededError', full: true } });
  press('Make room');
  expect(asked()).toEqual(['makeRoom']);
  act(() => page.library.store.setState({ nothingToGo: true }));
  expect(screen.getByText(/there is nothing left that may go by itself/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Make room' })).toBeNull();
  press(/Dismiss/);
  expect(asked()).toEqual(['makeRoom', 'hush']);
  act(() => page.library.store.setState({ quiet: true }));
  expect(screen.queryByText(/storage is full/)).toBeNull();
});

test.each([
  ['elsewhere', /«Mine · The whole story · seed [^»]*» is open in another tab/],
  ['damaged', /What is kept of «Mine · The whole story · seed [^»]*» is damaged/],
  ['partly', /A part of what was kept of «Mine · The whole story · seed [^»]*» is damaged/],
] as const)('one that is %s is named', (why, words) => {
  told({ entries: [keptRun(1, { name: 'Mine' })], unopened: { id: 'run-1', why } });
  expect(screen.getByText(words)).toBeTruthy();
});
