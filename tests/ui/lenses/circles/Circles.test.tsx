/** The lens of circles: what it says of an answer, what a reader can choose, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { CirclesQuestion, CirclesSeen } from '../../../../src/engine/looks/circles/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Circles from '../../../../src/ui/lenses/circles/Circles.tsx';
import { viewOf } from '../../../../src/ui/lenses/circles/view.ts';
import { bareNetwork } from '../../../engine/looks/circles/random.ts';
import { configOf } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { answerOf, CONFIG, FRESH, WAVES } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { viewer, chosen } = viewOf(page);
const initial = viewer.store.getInitialState();

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(initial, true);
  chosen.setState({ frequency: null, token: null });
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const shown = () => renderInPage(<Circles run={null} shown={false} />, page);
function see(answer: CirclesSeen, question: CirclesQuestion = { under: null }, step = 1530): void {
  act(() => viewer.store.setState({ seen: { subject: 'run', config: CONFIG, step, question, answer, took: 1 } }));
}
const said = (): string => document.body.textContent;

test('before the first answer it sketches what there will be', () => {
  shown();
  expect(said()).toMatch(/^sketch/);
});

test('key frequencies are told, and the strongest one’s circle is shown; others are chosen by their buttons', () => {
  shown();
  see(WAVES);
  expect(said()).toContain('Step 1,530: of 6 frequencies 2 stand out: 2, 5. Together they make up 100\u00a0% on the way in and 100\u00a0% on the way out.');
  const buttons = within(screen.getByRole('radiogroup', { name: /Frequency of the circle/ })).getAllByRole<HTMLInputElement>('radio');
  expect(buttons.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['5']);
  expect(said()).toContain('Frequency 5');
  expect(said()).toContain('in the order of 5·a mod 13');
  // 5·a is 0, 1, 2, … for these.
  expect(screen.getByRole('img', { name: /joined in the order that begins with 0, 8, 3, 11, 6, 1$/ })).toBeTruthy();
  fireEvent.click(buttons.find(({ value }) => value === '2') as HTMLElement);
  expect(chosen.getState().frequency).toBe(2);
  expect(said()).toContain('Frequency 2');
  expect(screen.getByRole('img', { name: /joined in the order that begins with 0, 7, 1, 8, 2, 9$/ })).toBeTruthy();
  // Also of the next moment, whatever is the strongest then.
  see(FRESH, { under: null }, 0);
  expect(said()).toContain('Frequency 2');
  expect(said()).toMatch(/Step 0: no frequency is a key one\. The strongest, \d,/);
});

test('what is pointed at in one picture is brought out in the other', () => {
  shown();
  see(WAVES);
  const ring = screen.getByRole('img', { name: /joined in the order/ });
  ring.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 300 }) as DOMRect;
  fireEvent.pointerMove(ring, { clientX: 276, clientY: 150 });
  expect(document.querySelectorAll('.circles-number.pointed')).toHaveLength(2);
  fireEvent.pointerLeave(ring);
  expect(document.querySelectorAll('.circles-number.pointed')).toHaveLength(0);
});

test('waves are asked for over the other operation, where there is one', () => {
  const ask = vi.spyOn(viewer, 'ask');
  shown();
  see(WAVES);
  fireEvent.click(screen.getByRole('radio', { name: 'multiplication' }));
  expect(ask).toHaveBeenCalledWith({ under: 'multiplication' });
  const multiplied = answerOf(bareNetwork(CONFIG), { under: 'multiplication' });
  see(multiplied, { under: 'multiplication' });
  expect(said()).toMatch(/number 2ᵉ mod 13 stands at \d·e\/12 of a turn\. 0 has no logarithm/);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'multiplication' }).checked).toBe(true);
  const composite = bareNetwork(configOf({ 'task.p': 15, 'model.width': 8 }));
  see(answerOf(composite));
  expect(screen.queryByRole('radio', { name: 'multiplication' })).toBeNull();
  // Chosen for another run: the way back stays.
  see(answerOf(composite, { under: 'multiplication' }), { under: 'multiplication' });
  expect(said()).toContain('15 is not a prime');
  fireEvent.click(screen.getByRole('radio', { name: 'addition' }));
  expect(ask).toHaveBeenLastCalledWith({ under: 'addition' });
});

test('what stands in the way is said, in either language', () => {
  const again = vi.spyOn(viewer, 'again');
  shown();
  see({ problem: text('weights are gone', '重みがありません') });
  expect(said()).toBe('weights are gone');
  act(() => viewer.store.setState({ seen: null, failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('could not be worked out: no worker');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
  act(() => viewer.store.setState({ failed: null, lacks: text('no circle', '円になりません') }));
  act(() => speak('ja'));
  expect(said()).toBe('円になりません');
  act(() => viewer.store.setState({ lacks: null }));
  see(WAVES);
  expect(said()).toContain('ステップ 1,530: 6 個の周波数のうち 2 個（2、5）が目立ちます。');
});
