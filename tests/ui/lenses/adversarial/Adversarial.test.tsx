/** The lens of adversarial examples: what it says, what its controls ask, and what stands there where there is nothing to see. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { AttackQuestion } from '../../../../src/engine/looks/adversarial/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Adversarial from '../../../../src/ui/lenses/adversarial/Adversarial.tsx';
import { FIRST, viewOf } from '../../../../src/ui/lenses/adversarial/view.ts';
import { DIGITS, REGRESSION, TRANSFORMER } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { offerOf, sampleOf, seenOf } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { viewer, sample, offer, asked } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(viewer.store.getInitialState(), true);
  sample.store.setState(sample.store.getInitialState(), true);
  offer.store.setState(offer.store.getInitialState(), true);
  asked.setState(FIRST, true);
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const show = () => renderInPage(<Adversarial run={null} shown={false} />, page);
const said = (): string => document.body.textContent;
function see(config: RunConfig, question: Partial<AttackQuestion> = {}): void {
  act(() => {
    viewer.store.setState({ seen: seenOf(config, question) });
    offer.store.setState({ seen: offerOf(config) });
  });
}

test('before the first answer it sketches what there will be', () => {
  show();
  expect(said()).toMatch(/^sketch/);
});

test('a picture, the change and the changed picture, with what is said to each, and how likely every class is', () => {
  show();
  see(DIGITS);
  expect(said()).toContain('Step 1,530: ');
  expect(document.querySelectorAll('.fool-pictures canvas')).toHaveLength(3);
  expect(document.querySelector('.fool-pictures')?.textContent).toContain('at most 0.1, shown × 5');
  const rows = within(screen.getAllByRole('table')[0] as HTMLElement).getAllByRole('row');
  expect(rows).toHaveLength(11);
  expect(rows.filter((row) => row.textContent.includes('✓ right'))).toHaveLength(1);
  expect(said()).toContain('Attacking the sample.');
});

test('the slider and the kind of attack ask anew, by keyboard as well', () => {
  const ask = vi.spyOn(viewer, 'ask');
  const askSample = vi.spyOn(sample, 'ask');
  show();
  see(DIGITS);
  const slider = screen.getByRole('slider');
  expect(slider.getAttribute('aria-valuenow')).toBe('0.1');
  fireEvent.keyDown(slider, { key: 'ArrowRight' });
  expect(asked.getState().epsilon).toBe(0.15);
  expect(ask).toHaveBeenLastCalledWith({ ...FIRST, epsilon: 0.15 });
  expect(askSample).toHaveBeenLastCalledWith({ epsilon: 0.15, method: 'pgd' });
  fireEvent.keyDown(slider, { key: 'Home' });
  expect(asked.getState().epsilon).toBe(0);
  see(DIGITS, { epsilon: 0 });
  expect(said()).toContain('with ε = 0 nothing is moved');
  fireEvent.click(screen.getByRole('radio', { name: 'FGSM' }));
  expect(asked.getState().method).toBe('fgsm');
  expect(said()).toContain('FGSM: one step');
});

test('examples of both sets are chosen from, each with what becomes of it', () => {
  const askSample = vi.spyOn(sample, 'ask');
  show();
  see(DIGITS);
  const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.fool-item input')];
  expect(items()).toHaveLength(12);
  expect(items()[5]?.getAttribute('aria-label')).toMatch(/^never seen: /);
  const seen = sampleOf(DIGITS);
  act(() => sample.store.setState({ seen }));
  const fate = ['wrong already', 'is fooled', 'stays right'][seen.answer.val.fates[1] as number] as string;
  expect(items()[5]?.getAttribute('aria-label')).toContain(fate);
  fireEvent.click(items()[5] as HTMLElement);
  expect(asked.getState()).toEqual({ ...FIRST, set: 'val', index: 1 });
  expect(askSample).not.toHaveBeenCalled();
});

test('how many of the sample are fooled stands in a table, with a doubt where there is one', () => {
  show();
  see(DIGITS);
  const seen = sampleOf(DIGITS);
  const fates = Uint8Array.from([0, 1, 1, 2]);
  const set = { count: 4, fates, changed: 3, still: 0 };
  act(() => sample.store.setState({ seen: { ...seen, answer: { train: set, val: set, doubt: null } } }));
  expect(said()).toContain('75\u00a0% (3 of 4)');
  expect(said()).toContain('25\u00a0% (1 of 4)');
  expect(said()).toContain('An upper bound');
  act(() => sample.store.setState({ seen: { ...seen, answer: { train: set, val: set, doubt: 'masked' } } }));
  expect(said()).toContain('only looks robust');
});

test('of tokens it shows the plane of the embedding with the moved ones', () => {
  show();
  see(TRANSFORMER);
  const plane = document.querySelector('.fool-plane') as SVGSVGElement;
  expect(plane.querySelectorAll('circle')).toHaveLength(7);
  expect(plane.querySelectorAll('.fool-arrow')).toHaveLength(2);
  expect(plane.getAttribute('aria-label')).toMatch(/a = \d: the nearest embedding is/);
  fireEvent.click(screen.getByRole('radio', { name: 'widest directions' }));
  expect(asked.getState().plane).toBe('principal');
  see(TRANSFORMER, { plane: 'principal' });
  expect(document.querySelector('.fool-join')).toBeNull();
  expect(screen.getByRole('radio', { name: 'strongest circle' })).toBeTruthy();
});

test('values stand side by side', () => {
  show();
  see(REGRESSION);
  const table = screen.getAllByRole('table')[0] as HTMLElement;
  expect(within(table).getAllByRole('row')).toHaveLength(2);
  expect(said()).toContain('it is wrong without any help');
});

test('what failed is said, and tried again; what is lacking is said', () => {
  const again = vi.spyOn(viewer, 'again');
  show();
  act(() => viewer.store.setState({ failed: text('too large', '大きすぎます') }));
  expect(said()).toContain('The attack could not be worked out: too large.');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalled();
  act(() => viewer.store.setState({ lacks: text('nothing there', '何もありません') }));
  expect(said()).toBe('nothing there');
});

test('all of it speaks Japanese', () => {
  act(() => speak('ja'));
  show();
  see(TRANSFORMER);
  expect(said()).toContain('ステップ 1,530: ');
  expect(said()).toContain('埋め込み');
});
