/** The page's keys on any layout, and without them. */
import { act, cleanup, fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPage, type Page } from '../../src/store/page.ts';
import { characterOf, useKeys } from '../../src/ui/keys.ts';
import { renderInPage } from './inPage.tsx';

let page: Page;
const help = vi.fn<() => void>();
function Keys() {
  useKeys(help);
  return <input />;
}
const reset = vi.fn<() => void>();

beforeEach(() => {
  vi.clearAllMocks();
  page = createPage();
  renderInPage(<Keys />, { ...page, actions: { ...page.actions, reset } });
});
afterEach(cleanup);

test.each([
  ['QWERTY', { key: 'r', code: 'KeyR' }],
  ['capitals', { key: 'R', code: 'KeyR' }],
  ['Dvorak, where R stands elsewhere', { key: 'r', code: 'KeyO' }],
  ['Russian', { key: 'к', code: 'KeyR' }],
  ['Greek', { key: 'ρ', code: 'KeyR' }],
  ['Hebrew', { key: 'ר', code: 'KeyR' }],
  ['Arabic', { key: 'ق', code: 'KeyR' }],
  ['Korean', { key: 'ㄱ', code: 'KeyR' }],
  ['kana', { key: 'す', code: 'KeyR' }],
])('R on %s', (_, key) => {
  fireEvent.keyDown(document.body, key);
  expect(reset).toHaveBeenCalledTimes(1);
});

test.each([
  ['where R stands on QWERTY, Dvorak writes P', { key: 'p', code: 'KeyR' }],
  ['an input method’s key', { key: 'す', code: 'KeyR', keyCode: 229 }],
  ['with a modifier', { key: 'r', code: 'KeyR', ctrlKey: true }],
  ['a key without a name', { key: 'Unidentified', code: 'KeyR' }],
])('no R: %s', (_, key) => {
  fireEvent.keyDown(document.body, key);
  expect(reset).not.toHaveBeenCalled();
});

test('a question mark where no layout writes it', () => {
  expect(characterOf({ key: '؟', code: 'Slash', shiftKey: true })).toBe('?');
  expect(characterOf({ key: 'ю', code: 'Period', shiftKey: false })).toBe('.');
  expect(characterOf({ key: 'F1', code: 'F1', shiftKey: false })).toBe('f1');
});

test('switched off, no key does anything', () => {
  act(() => page.preferences.setState({ shortcuts: false }));
  for (const key of ['r', '?', 'к']) fireEvent.keyDown(document.body, { key, code: 'KeyR' });
  expect(reset).not.toHaveBeenCalled();
  expect(help).not.toHaveBeenCalled();
  act(() => page.preferences.setState({ shortcuts: true }));
  fireEvent.keyDown(document.body, { key: '?' });
  expect(help).toHaveBeenCalledTimes(1);
});

test('Escape leads back from the past wherever the keyboard is, but where it means something else', () => {
  const goTo = vi.spyOn(page.moment, 'goTo');
  const press = (on: Element | null): number => {
    goTo.mockClear();
    act(() => page.moment.store.setState({ step: 20 }));
    fireEvent.keyDown(on ?? document.body, { key: 'Escape' });
    return goTo.mock.calls.length;
  };
  expect([press(document.body), press(document.querySelector('input'))]).toEqual([1, 1]);
  act(() => page.preferences.setState({ shortcuts: false }));
  expect(press(document.body)).toBe(1);
  const dialog = document.body.appendChild(document.createElement('div'));
  dialog.setAttribute('role', 'dialog');
  dialog.dataset['state'] = 'open';
  expect(press(document.body)).toBe(0);
  dialog.remove();
  goTo.mockClear();
  act(() => page.moment.store.setState({ step: null }));
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(goTo).not.toHaveBeenCalled();
});
