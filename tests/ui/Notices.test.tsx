/** What the page has to say about itself goes when it is dismissed. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { broughtTo } from '../../src/store/notices.ts';
import { createPage } from '../../src/store/page.ts';
import { followAddress } from '../../src/store/url.ts';
import { speak, startI18n } from '../../src/ui/i18n/index.ts';
import { Notices } from '../../src/ui/Notices.tsx';
import { renderInPage } from './inPage.tsx';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

test('an error of the page itself is told with what it was, in either language', () => {
  const page = createPage();
  renderInPage(<Notices />, page);
  expect(screen.queryByRole('alert')).toBeNull();
  act(() => page.notices.setState({ fault: 'Error: ours' }));
  expect(screen.getByRole('alert').textContent).toContain('Something went wrong in the page itself: Error: ours.');
  act(() => speak('ja'));
  expect(screen.getByRole('alert').textContent).toContain('ページ自体にエラーが起きました（Error: ours）');
  act(() => speak('en'));
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['unmade', 'gives the page no worker'],
  ['unloaded', 'Check the connection'],
] as const)('no trainer because it is %s: what is the case, and what helps', (kind, words) => {
  const page = createPage();
  renderInPage(<Notices />, page);
  act(() => page.bench.store.setState({ lost: { kind, what: '' } }));
  expect(screen.getByRole('alert').textContent).toContain(words);
});

test('presets that a link compares with are named and offered, and gone when somebody starts or dismisses them', () => {
  const page = createPage();
  const raced: (readonly string[])[] = [];
  const watched = { ...page, actions: { ...page.actions, raceBeside: (ids: readonly string[]) => void raced.push(ids) } };
  renderInPage(<Notices />, watched);
  act(() => page.beside.setState(['no-decay', 'small-init'], true));
  expect(screen.getByRole('status').textContent).toContain('This link compares it with: “Without weight decay”, “');
  fireEvent.click(screen.getByRole('button', { name: 'Start all side by side' }));
  expect([raced, page.beside.getState()]).toEqual([[['no-decay', 'small-init']], []]);
  act(() => page.beside.setState(['no-decay'], true));
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect([raced.length, page.beside.getState()]).toEqual([1, []]);
});

test('a measurement that the settings ask for and that means nothing there is named, with the reason, and taken back with one click', () => {
  const page = createPage();
  renderInPage(<Notices />, page);
  expect(screen.queryByRole('status')).toBeNull();
  act(() => void followAddress(page, '#preset=digits-alpha-1&probes.fourier.measure=on&probes.progress.measure=on'));
  const words = screen.getByRole('status').textContent;
  expect(words).toContain('Not measured: Fourier components, Restricted and excluded loss. Circles are looked for among the numbers');
  act(() => speak('ja'));
  expect(screen.getByRole('status').textContent).toContain('測れません: フーリエ成分');
  act(() => speak('en'));
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('status')).toBeNull();
  act(() => void followAddress(page, '#preset=power-s5&probes.fourier.measure=on'));
  fireEvent.click(screen.getByRole('button', { name: 'Do not ask for it' }));
  expect([screen.queryByRole('status'), page.config.store.getState().config.probes['fourier']?.['measure']]).toEqual([null, 'off']);
});

test('a link whose operation somebody wrote says which it is, in either language, until another takes its place; one of a preset says nothing', () => {
  const page = createPage();
  renderInPage(<Notices />, page);
  const go = (hash: string): void =>
    act(() => {
      followAddress(page, hash);
      page.notices.setState({ brought: broughtTo(page) });
    });
  go('#preset=default&task.id=formula&task.formula=a*b%2B5');
  expect(screen.getByRole('status').textContent).toContain('This link brings settings that somebody wrote: formula a*b+5.');
  act(() => speak('ja'));
  expect(screen.getByRole('status').textContent).toContain('このリンクには、書き込まれた設定があります');
  expect(screen.getByRole('status').textContent).toContain('a*b+5');
  act(() => speak('en'));
  act(() => void page.actions.set('task.formula', 'a+b'));
  expect(screen.queryByRole('status')).toBeNull();
  go('#preset=default&task.operation=subtract');
  expect(screen.queryByRole('status')).toBeNull();
  go('#preset=default&task.id=formula&task.formula=a*b%2B5');
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('status')).toBeNull();
});
