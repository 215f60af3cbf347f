/** A line of text in a small language: an operation of the reader's own. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { valueAt } from '../../../src/engine/config/config.ts';
import type { Page } from '../../../src/store/page.ts';
import { Form } from '../../../src/ui/controls/Form.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { renderInPage } from '../inPage.tsx';

startI18n('en');
let page: Page;
let formula: HTMLInputElement;
const held = () => valueAt(page.config.store.getState().config, 'task.formula');

beforeEach(() => {
  ({ page } = renderInPage(<Form />));
  act(() => void page.actions.set('task.id', 'formula'));
  formula = screen.getByRole('combobox', { name: 'formula' });
});
afterEach(cleanup);

function typeIn(value: string): void {
  fireEvent.change(formula, { target: { value } });
}

test('it is taken on Enter or on leaving the field, and shown as it is written', () => {
  typeIn('ａ² ＋ 2b');
  expect(held()).toBe('a*b+a+3');
  fireEvent.keyDown(formula, { key: 'Enter' });
  expect(held()).toBe('a^2+2*b');
  expect(formula.value).toBe('a^2+2*b');
  typeIn('a-b');
  fireEvent.blur(formula);
  expect(held()).toBe('a-b');
});

test('what it cannot be stays as it was typed and says at which column; Escape gives it up', () => {
  typeIn('a + (b');
  fireEvent.keyDown(formula, { key: 'Enter' });
  expect(formula.value).toBe('a + (b');
  expect(formula.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('alert').textContent).toContain('at column 5 a bracket opens that is never closed');
  expect(held()).toBe('a*b+a+3');
  fireEvent.keyDown(formula, { key: 'Escape' });
  expect(formula.value).toBe('a*b+a+3');
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([{ isComposing: true }, { keyCode: 229 }])('keys of an input method are its own: %o', (marked) => {
  typeIn('a-b');
  fireEvent.keyDown(formula, { key: 'Enter', ...marked });
  expect(held()).toBe('a*b+a+3');
  fireEvent.keyDown(formula, { key: 'Escape', ...marked });
  expect(formula.value).toBe('a-b');
});
