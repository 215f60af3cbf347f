/** The lens of several data sizes as a reader meets it, with a pool that the test speaks for. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ownAmount } from '../../../../src/engine/sweeps/amounts.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import DataSize from '../../../../src/ui/lenses/dataSize/DataSize.tsx';
import type { SweepListener } from '../../../../src/worker/sweepPool.ts';
import { FakePool } from '../../../store/fakePool.ts';
import { renderInPage } from '../../inPage.tsx';

const seat = vi.hoisted(() => ({ pool: null as FakePool | null }));
vi.mock('../../../../src/worker/sweepPool.ts', () => ({
  poolSize: () => 1,
  createSweepPool: (_: unknown, listener: SweepListener) => seat.pool?.connect(listener),
}));

let page: Page;
let pool: FakePool;

beforeAll(() => startI18n('en'));
beforeEach(() => {
  vi.useFakeTimers();
  pool = seat.pool = new FakePool();
  page = createPage();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const field = (): HTMLInputElement => screen.getByRole('textbox');
const press = (name: RegExp | string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const given = (): number[] => pool.tasks.map(({ config }) => ownAmount(config));

async function open(): Promise<void> {
  renderInPage(<DataSize run={null} shown />, page);
  await pass(100);
}

function type(words: string): void {
  fireEvent.change(field(), { target: { value: words } });
  fireEvent.keyDown(field(), { key: 'Enter' });
}

test('a few amounts around the config’s own are run, the most first; what is done is not run again', async () => {
  await open();
  expect(field().value).toBe('0.45, 0.6, 0.75, 0.9, 0.95');
  press('Run with 5 amounts of data');
  expect(given()).toEqual([0.95, 0.9, 0.75, 0.6, 0.45]);
  expect(field().disabled).toBe(true);
  act(() => pool.finish(2));
  await pass(300);
  press('Cancel');
  press('Run the other 3');
  expect(given()).toEqual([0.75, 0.6, 0.45]);
  act(() => pool.finish(3));
  await pass(300);
  expect(screen.getByText('All done. Change the amounts or the settings to run others.')).toBeTruthy();
});

test.each([{ isComposing: true }, { keyCode: 229 }])('keys of an input method are its own: %o', async (marked) => {
  await open();
  fireEvent.change(field(), { target: { value: '０、５' } });
  fireEvent.keyDown(field(), { key: 'Escape', ...marked });
  fireEvent.keyDown(field(), { key: 'Enter', ...marked });
  expect(field().value).toBe('０、５');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what can be read in two ways is said to be so', async () => {
  await open();
  act(() => page.actions.choosePreset('mnist-omnigrok'));
  fireEvent.change(field(), { target: { value: '1,000' } });
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(screen.getByRole('alert').textContent).toBe(
    '«1,000» can be read in more than one way. Write numbers with a decimal point and put a space between them.',
  );
});

test('other amounts are typed; what will not do is said, and given up with Escape', async () => {
  await open();
  type('.5 0.7、0.5');
  expect(field().value).toBe('0.5, 0.7');
  expect(screen.getByRole('button', { name: 'Run with 2 amounts of data' })).toBeTruthy();
  type('0.5, 7');
  expect(screen.getByRole('alert').textContent).toContain('«7»');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect([field().value, screen.queryByRole('alert')]).toEqual(['0.5, 0.7', null]);
});

test('it follows the settings', async () => {
  await open();
  act(() => void page.config.setField('task.id', 'teacher-student'));
  expect(field().value).toBe('25, 50, 100, 200, 400');
  press('Run with 5 amounts of data');
  act(() => void page.config.setField('landscape.steps', 7));
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
  act(() => void page.config.setField('seed', 4));
  expect(screen.getByRole('button', { name: 'Run with 5 amounts of data' })).toBeTruthy();
  expect(pool.told).toEqual(['start', 'stop']);
});

test('a run that fails is told', async () => {
  await open();
  press('Run with 5 amounts of data');
  act(() => pool.fail('no memory'));
  await pass(300);
  expect(screen.getByText(/The run with 0.95 failed \(no memory\)/)).toBeTruthy();
});
