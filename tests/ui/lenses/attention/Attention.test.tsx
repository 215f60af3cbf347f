/** The lens of attention: what it says of an answer, what a reader can choose, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { AttentionSeen } from '../../../../src/engine/looks/attention/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Attention from '../../../../src/ui/lenses/attention/Attention.tsx';
import { headOf, viewOf } from '../../../../src/ui/lenses/attention/view.ts';
import { renderInPage } from '../../inPage.tsx';
import { CONFIG, DEEP, MULTIPLIED, WAVES } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { viewer, chosen } = viewOf(page);
const initial = [viewer.store.getInitialState(), chosen.getInitialState()] as const;

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(initial[0], true);
  chosen.setState(initial[1], true);
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const shown = () => renderInPage(<Attention run={null} shown={false} />, page);
function see(answer: AttentionSeen): void {
  act(() => viewer.store.setState({ seen: { subject: 'run', config: CONFIG, step: 1530, question: chosen.getState().asked, answer, took: 1 } }));
}
const said = (): string => document.body.textContent;

test('before the first answer it sketches what there will be', () => {
  shown();
  expect(said()).toMatch(/^sketch/);
});

test('heads are told in a sentence, and chosen by their buttons', () => {
  shown();
  see(WAVES);
  expect(said()).toContain(
    'Step 1,530: from «=» heads look on average at a 50\u00a0%, b 40\u00a0%, = 10\u00a0%. It changes most in head 1, whose weight on b goes from 2.0\u00a0% to 90\u00a0%',
  );
  const heads = within(screen.getByRole('radiogroup', { name: /^Heads/ })).getAllByRole<HTMLInputElement>('radio');
  expect(heads.map((one) => [one.value, one.checked])).toEqual([
    ['0', true],
    ['1', false],
    ['all', false],
  ]);
  expect(heads[0]?.getAttribute('aria-label')).toBe('Head 0: a 40\u00a0%, b 50\u00a0%, = 10\u00a0%');
  expect(screen.getByRole('img', { name: 'Head 0. In the output stand out: 2 (70\u00a0%).' })).toBeTruthy();
  fireEvent.click(heads[1] as HTMLElement);
  expect(screen.getByRole('img', { name: 'Head 1. In the output stand out: 5 (60\u00a0%), 2 (34\u00a0%).' })).toBeTruthy();
  fireEvent.click(heads[2] as HTMLElement);
  expect(screen.getByRole('img', { name: /^All heads\. In the output/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: /^All heads\. Attention to a over all pairs.*: 50\u00a0% on average, from 40\u00a0% to 70\u00a0%$/ })).toBeTruthy();
});

test('under the pointer the weights of the pair are told', () => {
  shown();
  see(WAVES);
  const picture = screen.getByRole('img', { name: /^Head 0\. Attention to b/ });
  picture.getBoundingClientRect = () => ({ left: 0, top: 0, width: 130, height: 130 }) as DOMRect;
  fireEvent.pointerMove(picture, { clientX: 35, clientY: 5 });
  expect(said()).toContain('a = 0, b = 3: a 40\u00a0%, b 50\u00a0%, = 10\u00a0%');
  fireEvent.pointerLeave(picture);
  expect(said()).not.toContain('a = 0, b = 3');
});

test('layers and the other operation are asked for, where there are any', () => {
  shown();
  see(DEEP);
  fireEvent.click(screen.getByRole('radio', { name: '1' }));
  expect(chosen.getState().asked).toEqual({ under: null, layer: 0 });
  see(WAVES);
  fireEvent.click(screen.getByRole('radio', { name: 'multiplication' }));
  expect(chosen.getState().asked).toEqual({ under: 'multiplication', layer: 0 });
  see(MULTIPLIED);
  expect(said()).toContain('Tokens stand as powers of 2 mod 13');
  see({ problem: text('no', 'いいえ') });
  fireEvent.click(screen.getByRole('radio', { name: 'addition' }));
  expect(chosen.getState().asked.under).toBe('addition');
});

test('a head that this network lacks is its last one', () => {
  expect([headOf(WAVES, 7).head, headOf(WAVES, null).head, headOf(WAVES, 0).seen]).toEqual([1, null, WAVES.heads[0]]);
});

test('what stands in the way is said, in either language', () => {
  const again = vi.spyOn(viewer, 'again');
  shown();
  act(() => viewer.store.setState({ failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('could not be worked out: no worker');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
  act(() => viewer.store.setState({ failed: null, lacks: text('no heads', 'ヘッドがありません') }));
  act(() => speak('ja'));
  expect(said()).toBe('ヘッドがありません');
  act(() => viewer.store.setState({ lacks: null }));
  see(WAVES);
  expect(said()).toContain('「=」からの注意は、平均で a 50\u00a0%、b 40\u00a0%、= 10\u00a0% です。');
});
