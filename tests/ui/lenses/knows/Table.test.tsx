/** The table of all questions as a lens: what it says of a moment, and of the cell that is pointed at, moved to or typed. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import type { Run } from '../../../../src/store/run.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import { Table } from '../../../../src/ui/lenses/knows/Table.tsx';
import { viewOf } from '../../../../src/ui/lenses/knows/view.ts';
import { configOf } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { memorised, see } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { sample, answers, chosen } = viewOf(page);
const initial = { sample: sample.store.getInitialState(), answers: answers.store.getInitialState() };
const RUN = {} as Run;
const ADD = configOf({ 'task.p': 7 });
const DIVIDE = configOf({ 'task.p': 7, 'task.operation': 'divide' });

beforeAll(() => startI18n('en'));
beforeEach(() => {
  // happy-dom draws and lays out nothing.
  HTMLCanvasElement.prototype.getContext = () => null;
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(140);
  sample.store.setState(initial.sample, true);
  answers.store.setState(initial.answers, true);
  chosen.setState({ passed: null, cell: null });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const shown = (run: Run | null = RUN) => renderInPage(<Table run={run} shown={false} />, page);
const said = (): string => document.body.textContent;
const reading = (): string => document.querySelector('.knows-reading')?.textContent ?? '';
const cells = (): HTMLElement => screen.getByRole('application');

test('before a run it sketches what there will be, and asks nobody', () => {
  const show = vi.spyOn(answers, 'show');
  renderInPage(<Table run={null} shown />, page);
  expect(said()).toMatch(/at firstmemorisedgrokkedSketch: one cell for each question/);
  expect(show).not.toHaveBeenCalledWith(true);
  act(() => see(page, ADD));
  expect(said()).toMatch(/Sketch/);
});

test('memorised, beginning to know, and knowing are told apart, with how many of each are right', () => {
  shown();
  act(() => see(page, ADD, 52, memorised(ADD)));
  expect(said()).toMatch(/Step 52: of what it is told (\d+) of \1 are right, of what it is never told 0 of \d+ \(0\u00a0%\)\./);
  expect(said()).toContain('Memorised: it knows only what it was told.');
  expect(said()).toMatch(/Never toldright0wrong0sure and wrong\d+/);
  act(() => see(page, ADD, 300, memorised(ADD, 2)));
  expect(said()).toContain('It begins to know what it was never told.');
  act(() => see(page, ADD, 630, memorised(ADD, 1)));
  expect(said()).toContain('It knows what it was never told.');
  act(() => see(page, ADD, 0));
  expect(said()).toContain('It is learning what it is told.');
});

test('a cell that is pointed at is read: question, answer, right answer, probabilities, and whether it was told', () => {
  shown();
  act(() => see(page, ADD, 52, memorised(ADD)));
  const { inputs } = sample.store.getState().seen?.answer.val.first ?? { inputs: [] };
  const [a, b] = inputs as unknown as [number, number];
  const told = sample.store.getState().seen?.answer.train.first.inputs as Int32Array;
  cells().getBoundingClientRect = () => ({ left: 0, top: 0, width: 70, height: 70 }) as DOMRect;
  fireEvent.pointerMove(cells(), { clientX: 10 * b + 5, clientY: 10 * a + 5 });
  expect(reading()).toBe(`${a} + ${b} = ${(a + b + 1) % 7}✗right: ${(a + b) % 7}95\u00a0% sure; gives the right answer 2.0\u00a0%Never told.`);
  fireEvent.pointerDown(cells(), { clientX: 10 * (told[1] as number) + 5, clientY: 10 * (told[0] as number) + 5 });
  fireEvent.pointerLeave(cells());
  expect(reading()).toMatch(/✓right100\u00a0% sureTold: it trains on this question\.$/);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Ask it' }).value).toBe(`${told[0]} + ${told[1]}`);
});

test('arrow keys move through the table, and what they come to is spoken', () => {
  shown();
  act(() => see(page, ADD, 52, memorised(ADD, 1)));
  expect(reading()).toMatch(/^2 \+ 4 = 6✓/);
  fireEvent.keyDown(cells(), { key: 'ArrowRight' });
  expect(reading()).toMatch(/^2 \+ 5 = 0✓/);
  fireEvent.keyDown(cells(), { key: 'ArrowDown' });
  expect(reading()).toMatch(/^3 \+ 5 = 1✓/);
  expect(document.querySelector('output')?.textContent).toMatch(/^3 \+ 5 = 1, right\. 100\u00a0% sure\. (Told|Never told)\.$/);
  fireEvent.keyDown(cells(), { key: 'ArrowDown', ctrlKey: true });
  expect(reading()).toMatch(/^3 \+ 5/);
});

test('what is typed is asked; what is wrong with it is said by field, once it is typed', () => {
  shown();
  act(() => see(page, ADD, 52, memorised(ADD, 1)));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Ask it' });
  expect(field.value).toBe('2 + 4');
  fireEvent.change(field, { target: { value: '6 + 6' } });
  expect(reading()).toMatch(/^6 \+ 6 = 5✓/);
  fireEvent.change(field, { target: { value: '6 + 9' } });
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.blur(field);
  expect(screen.getByRole('alert').textContent).toBe('b: "9" is not allowed; it must be a whole number from 0 to 6');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(reading()).toMatch(/^6 \+ 6/);
  // Another cell is chosen: the field follows.
  fireEvent.keyDown(cells(), { key: 'ArrowLeft' });
  expect(field.value).toBe('6 + 5');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('where a table has a gap it says that nothing is asked there', () => {
  shown();
  act(() => see(page, DIVIDE));
  fireEvent.change(screen.getByRole('textbox', { name: 'Ask it' }), { target: { value: '3 / 0' } });
  expect(reading()).toBe('3 / 0 has no answer: it is not in the table.');
});

test('answers that are values are read as values', () => {
  shown();
  const config = configOf({ 'task.id': 'sums', 'task.p': 6, 'task.answer': 'place', 'loss.id': 'mse', 'model.id': 'mlp', 'model.width': 8 });
  act(() => see(page, config));
  expect(reading()).toMatch(/^2 \+ 3 = -?\d+\.\d(✗right: 5\.0|✓right)(Told|Never told)/);
  expect(said()).not.toContain('sure and wrong');
  expect(said()).not.toContain('by the right answer');
});

test('permutations are written as the task writes them, and their order is said; in Japanese as well', () => {
  shown();
  const config = configOf({ 'task.id': 's5', 'model.id': 'mlp', 'model.width': 4 });
  act(() => see(page, config));
  expect(said()).toContain('lexicographic order');
  expect(reading()).toMatch(/^\d{5}·\d{5} = \d{5}/);
  act(() => speak('ja'));
  expect(said()).toContain('置換は辞書式順序で並びます。');
});

test('what stands in the way is said, and can be tried again', () => {
  const again = vi.spyOn(answers, 'again');
  shown();
  act(() => answers.store.setState({ failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('The answers could not be had: no worker.');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
});
