import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { valueAt } from '../../../src/engine/config/config.ts';
import type { Page } from '../../../src/store/page.ts';
import { Form } from '../../../src/ui/controls/Form.tsx';
import { renderInPage } from '../inPage.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';

let page: Page;
const at = (path: string) => valueAt(page.config.store.getState().config, path);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  ({ page } = renderInPage(<Form />));
});
afterEach(cleanup);

const field = (name: RegExp | string): HTMLInputElement => screen.getByRole('textbox', { name });
const type = (input: HTMLElement, value: string): void => {
  fireEvent.change(input, { target: { value } });
};
const press = (input: HTMLElement, key: string): void => {
  fireEvent.keyDown(input, { key });
};

test('a number is taken on Enter, and not while it is typed', () => {
  const rate = field(/learning rate/);
  type(rate, '0.0');
  expect(at('optimizer.lr')).toBe(0.003);
  type(rate, '0.001');
  press(rate, 'Enter');
  expect(at('optimizer.lr')).toBe(0.001);
});

test('a number is taken on leaving the field; Escape gives it up', () => {
  const rate = field(/learning rate/);
  type(rate, '0.01');
  fireEvent.blur(rate);
  expect(at('optimizer.lr')).toBe(0.01);
  type(rate, '0.5');
  press(rate, 'Escape');
  expect(rate.value).toBe('0.01');
  expect(at('optimizer.lr')).toBe(0.01);
});

test('an invalid number stays, says why, and what holds meanwhile', () => {
  const p = field(/modulus/);
  type(p, '44');
  press(p, 'Enter');
  expect(p.value).toBe('44');
  expect(p.getAttribute('aria-invalid')).toBe('true');
  const problem = screen.getByRole('alert');
  expect(problem.textContent).toBe('Must be a prime number from 5 to 113. Until then 43 stands.');
  expect(p.getAttribute('aria-describedby')).toContain(problem.id);
  expect(at('task.p')).toBe(43);
  press(p, 'Escape');
  expect(p.value).toBe('43');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('arrows go to the next stop', () => {
  const decay = field(/weight decay/);
  press(decay, 'ArrowUp');
  expect(at('optimizer.weightDecay')).toBe(2);
  press(decay, 'ArrowDown');
  press(decay, 'ArrowDown');
  expect(at('optimizer.weightDecay')).toBe(0.5);
});

test('the slider has the field’s name, says its value, and follows the keyboard', () => {
  const slider = screen.getByRole('slider', { name: 'init scale' });
  expect(slider.getAttribute('aria-valuetext')).toBe('1');
  fireEvent.keyDown(slider, { key: 'ArrowRight' });
  expect(at('init.scale')).toBe(2);
});

test('a changed field shows a dot that leads back', () => {
  press(field(/weight decay/), 'ArrowUp');
  fireEvent.click(screen.getByRole('button', { name: 'Changed. Back to the preset’s 1' }));
  expect(at('optimizer.weightDecay')).toBe(1);
  expect(screen.queryByRole('button', { name: /Changed/ })).toBeNull();
});

test('a word may stand in place of a number', () => {
  const optimiser = screen.getByRole('button', { name: /Optimiser/ }).closest('section') as HTMLElement;
  fireEvent.click(within(optimiser).getByRole('button', { name: 'More' }));
  const chip = screen.getByRole('button', { name: 'full batch', pressed: true });
  fireEvent.click(chip);
  expect(typeof at('optimizer.batchSize')).toBe('number');
  fireEvent.click(screen.getByRole('button', { name: 'full batch', pressed: false }));
  expect(at('optimizer.batchSize')).toBe('full');
});

test('choosing another entry shows its fields', () => {
  expect(field(/weight decay/)).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'Adam' }));
  expect(at('optimizer.id')).toBe('adam');
  expect(screen.queryByRole('textbox', { name: /weight decay/ })).toBeNull();
});

test('folded groups show their values', () => {
  expect(screen.getByRole('button', { name: /Model.*Transformer · layers 1/ }).getAttribute('aria-expanded')).toBe('false');
});

test('every control has a name', () => {
  for (const role of ['slider', 'combobox', 'radiogroup', 'button'] as const) {
    for (const element of screen.queryAllByRole(role)) expect(element.getAttribute('aria-label') ?? element.textContent).not.toBe('');
  }
  for (const input of screen.getAllByRole<HTMLInputElement>('textbox')) expect(input.labels?.length).toBe(1);
});

test('a change while a run is on offers to begin again', () => {
  act(() => page.front.setState({ status: 'running', config: page.config.store.getState().config }));
  expect(screen.queryByRole('button', { name: 'Restart with these settings' })).toBeNull();
  press(field(/modulus/), 'ArrowUp');
  expect(screen.getByRole('button', { name: 'Restart with these settings' })).toBeTruthy();
  expect(screen.getByText('1 setting applies to the next run. This run keeps its own.')).toBeTruthy();
});

test('a field that means nothing for the task is not shown', () => {
  act(() => void page.config.setField('task.id', 'digits'));
  const model = (): HTMLElement => screen.getByRole('button', { name: /^Model/ });
  expect(model().textContent).toMatch(/MLP · hidden layers 2/);
  act(() => void page.config.setField('task.id', 'modular'));
  expect(model().textContent).toMatch(/MLP · one-hot/);
});
