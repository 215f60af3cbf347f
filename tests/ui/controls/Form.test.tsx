import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
  type(p, '1');
  press(p, 'Enter');
  expect(p.value).toBe('1');
  expect(p.getAttribute('aria-invalid')).toBe('true');
  const problem = screen.getByRole('alert');
  expect(problem.textContent).toBe('Must be a whole number from 2 to 199. Until then 43 stands.');
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

describe('a slider', () => {
  const slider = (name = 'learning rate'): HTMLElement => screen.getByRole('slider', { name });
  const said = (of = slider()): string[] => ['aria-valuetext', 'aria-valuenow'].map((name) => of.getAttribute(name) ?? '');

  test('says the value that it has, also between its stops', () => {
    expect(said()).toEqual(['0.003', '0.003']);
    expect([slider().getAttribute('aria-valuemin'), slider().getAttribute('aria-valuemax')]).toEqual(['0.000001', '1']);
  });

  test.each([
    ['ArrowRight', 0.005],
    ['ArrowUp', 0.005],
    ['ArrowLeft', 0.002],
    ['ArrowDown', 0.002],
    ['PageUp', 0.1],
    ['PageDown', 0.0001],
    ['Home', 0.000001],
    ['End', 1],
  ])('%s goes from the value to a stop, and the field follows', (key, value) => {
    press(slider(), key);
    expect([at('optimizer.lr'), field(/learning rate/).value, ...said()]).toEqual([value, String(value), String(value), String(value)]);
  });

  test('does not hold its field fast: whatever comes after a key is shown by both', () => {
    const rate = field(/learning rate/);
    const shown = () => [rate.value, said()[0]];
    for (const key of ['ArrowRight', 'Home', 'End', 'PageDown', 'Tab', 'a']) press(slider(), key);
    type(rate, '0.0123');
    press(rate, 'Enter');
    expect(shown()).toEqual(['0.0123', '0.0123']);
    press(slider(), 'ArrowLeft');
    expect(shown()).toEqual(['0.01', '0.01']);
    act(() => page.actions.choosePreset('nanda-113'));
    expect(shown()).toEqual(['0.001', '0.001']);
    press(slider(), 'ArrowLeft');
    act(() => void page.actions.set('optimizer.lr', 0.7));
    expect(shown()).toEqual(['0.7', '0.7']);
  });

  test('leaves the browser its keys', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      // Not prevented: Alt and an arrow go back a page.
      expect(fireEvent.keyDown(slider(), { key: 'ArrowLeft', ...held })).toBe(true);
    }
    expect([at('optimizer.lr'), field(/learning rate/).value]).toEqual([0.003, '0.003']);
  });

  test('is not taken for dragged by whatever else moves it', () => {
    fireEvent.keyDown(slider().closest('.slider') as HTMLElement, { key: 'ArrowRight' });
    act(() => void page.actions.set('optimizer.lr', 0.7));
    expect([field(/learning rate/).value, said()[0]]).toEqual(['0.7', '0.7']);
  });

  test.each([
    ['is let go', (root: Element) => fireEvent.lostPointerCapture(root)],
    ['is taken away by a scroll', (root: Element) => fireEvent.pointerCancel(root)],
  ])('that is dragged and %s follows again', (_, end) => {
    const root = slider().closest('.slider') as HTMLElement;
    fireEvent.pointerDown(root, { pointerId: 1, clientX: 0 });
    end(root);
    act(() => void page.actions.set('optimizer.lr', 0.7));
    expect([field(/learning rate/).value, said()[0]]).toEqual(['0.7', '0.7']);
  });
});

describe('an input method', () => {
  const composing = [
    ['as browsers say', { isComposing: true }],
    ['as Safari says', { keyCode: 229 }],
  ] as const;
  test.each(composing)('keeps Escape and Enter to itself, %s', (_, marked) => {
    const rate = field(/learning rate/);
    type(rate, '０。０');
    fireEvent.keyDown(rate, { key: 'Escape', ...marked });
    fireEvent.keyDown(rate, { key: 'Enter', ...marked });
    expect([rate.value, at('optimizer.lr')]).toEqual(['０。０', 0.003]);
  });

  test('writes numbers as they are read', () => {
    const rate = field(/learning rate/);
    for (const [typed, value] of [
      ['０．０１', 0.01],
      ['０。０２', 0.02],
      ['１ｅー３', 0.001],
      ['0,05', 0.05],
    ] as const) {
      type(rate, typed);
      press(rate, 'Enter');
      expect([at('optimizer.lr'), rate.value]).toEqual([value, String(value)]);
    }
  });

  test('a number that can be read as two is refused in place, with both', () => {
    const rate = field(/learning rate/);
    type(rate, '1,000');
    press(rate, 'Enter');
    expect([at('optimizer.lr'), rate.value]).toEqual([0.003, '1,000']);
    expect(screen.getByRole('alert').textContent).toBe('Must be written so that it cannot be read as two numbers: as 1 or as 1000. Until then 0.003 stands.');
  });
});

test('a changed field shows a dot that leads back', () => {
  press(field(/weight decay/), 'ArrowUp');
  fireEvent.click(screen.getByRole('button', { name: 'Changed. Back to the preset’s 1' }));
  expect(at('optimizer.weightDecay')).toBe(1);
  expect(screen.queryByRole('button', { name: /Changed/ })).toBeNull();
});

test('a word may stand in place of a number', () => {
  const optimiser = screen.getByRole('button', { name: /Optimiser/ }).closest('section') as HTMLElement;
  fireEvent.click(within(optimiser).getByRole('button', { name: 'Show more' }));
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
  act(() => page.front.setState({ status: 'running', asked: page.config.store.getState().config }));
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
  expect(model().textContent).toMatch(/MLP · input one-hot/);
});
