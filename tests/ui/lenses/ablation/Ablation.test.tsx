/** The lens that switches parts off: what it says, what its switches ask, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { AblationSeen } from '../../../../src/engine/looks/ablation/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Ablation from '../../../../src/ui/lenses/ablation/Ablation.tsx';
import { ALL_ON, viewOf } from '../../../../src/ui/lenses/ablation/view.ts';
import { DIGITS } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { CONFIG, seenOf, seenOfImages } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { viewer, effects, switches, chosen } = viewOf(page);
const initial = viewer.store.getInitialState();

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(initial, true);
  switches.setState(ALL_ON, true);
  chosen.setState({ group: 'waves', ranked: false });
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const show = () => renderInPage(<Ablation run={null} shown={false} />, page);
function see(answer: AblationSeen, config: RunConfig = CONFIG, step = 1530): void {
  act(() => viewer.store.setState({ seen: { subject: 'run', config, step, question: switches.getState(), answer, took: 1 } }));
}
const said = (): string => document.body.textContent;
const button = (name: string | RegExp): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name });

test('before the first answer it sketches what there will be', () => {
  show();
  expect(said()).toMatch(/^sketch/);
});

test('a frequency is switched off and on by its button; all are switched on by one', () => {
  const ask = vi.spyOn(viewer, 'ask');
  show();
  see(seenOf());
  expect(said()).toContain('Step 1,530: everything is on.');
  expect(button('Everything on again').disabled).toBe(true);
  fireEvent.click(button(/^◆ 2/));
  expect(switches.getState().waves).toEqual([2]);
  expect(ask).toHaveBeenCalledWith({ ...ALL_ON, waves: [2] });
  see(seenOf({ waves: [2] }));
  expect(said()).toMatch(/without frequency 2, validation accuracy goes from /);
  expect(button(/^◆ 2/).getAttribute('aria-pressed')).toBe('false');
  expect(button(/^◆ 2/).textContent).toContain('off');
  expect(button(/^3/).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(button(/^3/));
  expect(switches.getState().waves).toEqual([2, 3]);
  fireEvent.click(button('Everything on again'));
  expect(switches.getState()).toEqual(ALL_ON);
});

test('key frequencies, and all others, from the embedding or from the logits', () => {
  show();
  see(seenOf());
  fireEvent.click(button('◆ Key frequencies off'));
  expect(switches.getState().waves).toBe('keys');
  see(seenOf({ waves: 'keys' }));
  expect(said()).toContain('without 2 frequencies (2, 5)');
  fireEvent.click(screen.getByRole('radio', { name: 'the logits' }));
  see(seenOf({ waves: 'keys', from: 'logits' }));
  expect(said()).toContain('without the key frequencies, the excluded loss is');
  fireEvent.click(button(/^Restricted loss/));
  expect(switches.getState()).toEqual({ ...ALL_ON, waves: 'others', from: 'logits' });
  see(seenOf({ waves: 'others', from: 'logits' }));
  expect(said()).toContain('by the key frequencies alone, the restricted loss is');
  // One of these switched on again: the others stay off.
  fireEvent.click(button(/^3/));
  expect(switches.getState().waves).toEqual([1, 4, 6]);
  fireEvent.click(button(/^Restricted loss/));
  fireEvent.click(button(/^Restricted loss/));
  expect(switches.getState().waves).toEqual([]);
});

test('numbers of the whole stand beside those of what is left, and the answers in a table', () => {
  show();
  see(seenOf({ waves: 'keys' }));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows.map((row) => row.children.length)).toEqual([5, 5, 5]);
  expect(rows[1]?.textContent).toMatch(/^whole/);
  expect(rows[2]?.textContent).toMatch(/^switched off/);
  const cells = document.querySelector('.ablation-cells') as SVGSVGElement;
  const drawn = [...cells.querySelectorAll('path')].map((path) => (path.getAttribute('d') as string).split('M').length - 1);
  expect(drawn.reduce((sum, one) => sum + one, 0)).toBe(13 * 13);
});

test('neurons of images: what stands in their place is chosen, and what each does is sorted', () => {
  show();
  const answer = seenOfImages();
  see(answer, DIGITS);
  expect(screen.queryByRole('button', { name: /Key frequencies/ })).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: '0' }));
  expect(switches.getState().by).toBe('zero');
  fireEvent.click(screen.getByRole('radio', { name: 'activations of layer 2' }));
  fireEvent.click(button(/^7/));
  expect(switches.getState().units).toEqual([{ site: 'hidden2.activations', index: 6 }]);
  see(seenOfImages({ units: switches.getState().units }), DIGITS);
  expect(said()).toContain('without 7 of «activations of layer 2»');
  fireEvent.click(screen.getByRole('checkbox'));
  expect(said()).toContain('Switching off one by one.');
  const drops = Float32Array.from({ length: 24 }, (_, i) => (i === 9 ? 0.5 : 0));
  const question = { of: { site: 'hidden2.activations' }, from: 'embedding', by: 'zero' } as const;
  act(() => effects.store.setState({ seen: { subject: 'run', config: DIGITS, step: 1, question, answer: { drops, asked: 30 }, took: 1 } }));
  expect(document.querySelector('.ablation-switch')?.textContent).toMatch(/^10−50/);
  expect(said()).toContain('on 30 examples');
});

test('what stands in the way is said, in either language', () => {
  const again = vi.spyOn(viewer, 'again');
  show();
  act(() => viewer.store.setState({ seen: null, failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('could not be worked out: no worker');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
  act(() => viewer.store.setState({ failed: null, lacks: text('nothing', '何もありません') }));
  act(() => speak('ja'));
  expect(said()).toBe('何もありません');
  act(() => viewer.store.setState({ lacks: null }));
  see(seenOf());
  expect(said()).toContain('すべて入っています');
});
