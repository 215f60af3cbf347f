/** A reader's own sentence: asked as it is typed and as the network trains, with words it is not shown told apart. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Text } from '../../../../src/engine/text.ts';
import { tasks } from '../../../../src/engine/tasks/index.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import { Own } from '../../../../src/ui/lenses/examples/Own.tsx';
import { configOf, networkOf } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { LooksHere, putInFront } from '../running.ts';

const here = new LooksHere();
vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: (_crew: unknown, _seated: unknown, receive: Parameters<LooksHere['connect']>[0]) => here.connect(receive),
}));

const config = configOf({ 'task.id': 'reviews', 'task.trainSize': 60, 'task.valSize': 20, 'model.id': 'lstm', 'model.width': 8, 'model.embedding': 8 });
const word = networkOf(config).dataset.texts?.words[0] as string;
const nameOf = (label: number): string => (tasks.get('reviews').answer?.(label) as Text | undefined)?.en ?? '';

beforeAll(() => startI18n('en'));
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  speak('en');
});

const passing = (): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(700)));

async function show(task = 'reviews', shown = true): Promise<{ readonly page: Page; readonly goOn: () => void }> {
  const page = createPage();
  const goOn = putInFront(page, config);
  renderInPage(<Own task={task} shown={shown} nameOf={nameOf} />, page);
  await passing();
  return { page, goOn };
}

test('a sample stands there, each class has its share, and they add up', async () => {
  await show();
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write a sentence of a review' }).value).toContain('food');
  const shares = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(shares).toHaveLength(2);
  expect(shares[0]).toMatch(/^negative.*%$/);
  const total = shares.reduce((sum, words) => sum + Number.parseFloat(words.replaceAll(/[^0-9.]/g, '')), 0);
  expect(total).toBeGreaterThan(98);
  expect(total).toBeLessThan(102);
});

test('what is typed is asked at once; words that the network is not shown are told apart', async () => {
  await show();
  const before = here.asked.length;
  fireEvent.change(screen.getByRole('textbox'), { target: { value: `${word} zyzzyva` } });
  expect(here.asked.length).toBe(before + 1);
  await passing();
  expect(Array.from(document.querySelectorAll('s'), ({ textContent }) => textContent)).toEqual(['zyzzyva']);
  expect(screen.getByText('Not shown to the network: zyzzyva.')).toBeTruthy();
  expect(screen.queryByText(/knows none of these words/)).toBeNull();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'zyzzyva' } });
  await passing();
  expect(screen.getByText(/knows none of these words/)).toBeTruthy();
});

test('it is asked again while the run goes on, and not out of sight', async () => {
  const { goOn } = await show();
  const before = here.asked.length;
  for (let i = 0; i < 3; i++) {
    act(goOn);
    await passing();
  }
  expect(here.asked.length).toBeGreaterThanOrEqual(before + 3);
  cleanup();
  const quiet = here.asked.length;
  await show('reviews', false);
  expect(here.asked.length).toBe(quiet);
});

test('what was written is there when the lens is opened again, and in Japanese it is said that it is to be English', async () => {
  const { page } = await show();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'good good' } });
  await passing();
  cleanup();
  speak('ja');
  renderInPage(<Own task="reviews" shown nameOf={nameOf} />, page);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /英語/ }).value).toBe('good good');
});

test('a task without words for it has no such field, and nobody is asked', async () => {
  const before = here.asked.length;
  await show('modular');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(here.asked.length).toBe(before);
});
