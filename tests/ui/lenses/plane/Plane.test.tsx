/** The lens of the plane: what it says of an answer, how a pair is chosen, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { PlaneSeen } from '../../../../src/engine/looks/plane/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Plane from '../../../../src/ui/lenses/plane/Plane.tsx';
import { viewOf } from '../../../../src/ui/lenses/plane/view.ts';
import { renderInPage } from '../../inPage.tsx';
import { FLAT, GROKKED, HELD, LINE, MOD, RING, SIDE } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { viewer, chosen } = viewOf(page);
const [initial, first] = [viewer.store.getInitialState(), chosen.getInitialState()];

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(initial, true);
  chosen.setState(first, true);
  page.actions.choosePreset('plane-sums');
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const shown = () => renderInPage(<Plane run={null} shown={false} />, page);
function see(answer: PlaneSeen, config: RunConfig = LINE, step = 1530): void {
  act(() => viewer.store.setState({ seen: { subject: 'run', config, step, question: { held: 0 }, answer, took: 1 } }));
}
const said = (): string => document.body.textContent;
const map = () => screen.getByRole('application', { name: /^The plane with \d tokens/ });

test('before the first answer it sketches what there will be', () => {
  shown();
  expect(said()).toMatch(/^Sketch: numbers lie anyhow at first/);
});

test('what is right is told, and the pair that is looked at', () => {
  shown();
  see(GROKKED);
  expect(said()).toContain(`Step 1,530: of what it is told ${GROKKED.told} of ${GROKKED.told} are right`);
  expect(said()).toContain('It knows what it was never told.');
  expect(said()).toContain('2 + 2 = 4✓right');
  // Sums with the same answer: 0 + 4, 1 + 3, 2 + 2.
  expect(document.querySelectorAll('.plane-map .plane-sign')).toHaveLength(3);
  expect(document.querySelectorAll('.plane-same')).toHaveLength(3);
  see(FLAT);
  expect(said()).toContain('It is learning what it is told.');
});

test('arrow keys, lists and the pointer choose a pair', () => {
  shown();
  see(GROKKED);
  fireEvent.keyDown(map(), { key: 'ArrowRight' });
  fireEvent.keyDown(map(), { key: 'ArrowDown' });
  expect(said()).toContain('3 + 1 = 4');
  fireEvent.change(screen.getByLabelText('a'), { target: { value: '0' } });
  fireEvent.change(screen.getByLabelText('b'), { target: { value: '4' } });
  expect(said()).toContain('0 + 4 = 4');
  fireEvent.keyDown(map(), { key: 'ArrowLeft' });
  expect(said()).toContain('4 + 4 = 8');
  fireEvent.keyDown(map(), { key: 'ArrowLeft', ctrlKey: true });
  fireEvent.keyDown(map(), { key: 'a' });
  expect(said()).toContain('4 + 4 = 8');
  const svg = map();
  svg.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 400 }) as DOMRect;
  // Number 1 stands at 115, 200.
  fireEvent.pointerMove(svg, { clientX: 117, clientY: 202, pointerType: 'mouse' });
  expect(said()).toContain('4 + 1 = 5');
  fireEvent.pointerLeave(svg);
  expect(said()).toContain('4 + 4 = 8');
  fireEvent.pointerDown(svg, { clientX: 117, clientY: 202, pointerType: 'touch' });
  expect(chosen.getState().pair).toEqual([1, 4]);
  expect(said()).toContain('1 + 4 = 5');
});

test('sums are drawn of one answer, all, or none; tokens are joined as the reader says', () => {
  shown();
  see(GROKKED);
  fireEvent.click(screen.getByRole('radio', { name: 'all' }));
  expect(document.querySelectorAll('.plane-map .plane-sign')).toHaveLength(15);
  expect(document.querySelectorAll('.plane-same')).toHaveLength(0);
  fireEvent.click(screen.getByRole('radio', { name: 'none' }));
  expect(document.querySelectorAll('.plane-map .plane-sign')).toHaveLength(0);
  expect(screen.queryByRole('radio', { name: /·a$/ })).toBeNull();
  expect(document.querySelector('.plane-join')?.getAttribute('d')).not.toMatch(/Z$/);
  fireEvent.click(screen.getByRole('radio', { name: 'not' }));
  expect(document.querySelector('.plane-join')).toBeNull();
});

test('numbers mod p are joined round their wave', () => {
  shown();
  see(RING, MOD);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: `by ${RING.frequency ?? 0}·a` }).checked).toBe(true);
  expect(document.querySelector('.plane-join')?.getAttribute('d')).toMatch(/Z$/);
});

test('where tokens are not added, the background is of the one that is held', () => {
  shown();
  see(HELD, SIDE);
  expect(said()).toContain('if a stood at that place and b were 3');
  expect(document.querySelector('.plane-map .plane-sign')).toBeNull();
  expect(screen.queryByRole('radio', { name: 'with this answer' })).toBeNull();
});

test('a network without a plane says so and offers one that has it', () => {
  const choose = vi.spyOn(page.actions, 'choosePreset');
  page.actions.choosePreset('default');
  shown();
  expect(said()).toContain('has 128 numbers for each token');
  fireEvent.click(screen.getByRole('button', { name: 'Open «Sums in a plane»' }));
  expect(choose).toHaveBeenLastCalledWith('plane-sums');
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
  act(() => viewer.store.setState({ failed: null }));
  act(() => speak('ja'));
  see(GROKKED);
  expect(said()).toContain('教えていない問いにも答えられます。');
  expect(said()).toContain('2 + 2 = 4✓正解');
});
