/** The lens of local complexity: what it says, how a cell is read, and what stands there where there is nothing to see. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Complexity from '../../../../src/ui/lenses/complexity/Complexity.tsx';
import { viewOf } from '../../../../src/ui/lenses/complexity/view.ts';
import { DIGITS, MLP, TRANSFORMER } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { offerOf, seenOf } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { viewer, offer, chosen } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(viewer.store.getInitialState(), true);
  offer.store.setState(offer.store.getInitialState(), true);
  chosen.setState({ layer: null, cell: null });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const show = () => renderInPage(<Complexity run={null} shown={false} />, page);
const said = (): string => document.body.textContent;
function see(config: RunConfig) {
  const seen = seenOf(config);
  act(() => {
    viewer.store.setState({ seen });
    offer.store.setState({ seen: offerOf(config) });
  });
  return seen.answer;
}

test('before the first answer it sketches what there will be', () => {
  show();
  expect(said()).toMatch(/^sketch/);
});

test('a cell of the map is read by keys: the question, whether it is told, and the neurons of each layer', () => {
  show();
  const { table } = see(MLP);
  expect(said()).toContain('Step 1,530: around an example it trains on');
  const map = screen.getByRole('application');
  fireEvent.keyDown(map, { key: 'ArrowDown' });
  fireEvent.keyDown(map, { key: 'ArrowRight' });
  expect(chosen.getState().cell).toBe(8);
  const [first, second] = [table?.counts[8] as number, table?.counts[49 + 8] as number];
  expect(said()).toContain(
    `1 + 1, ${table?.told[8] === 1 ? 'trained on' : 'never seen'}: ${first + second} switch nearby (layer 1 ${first}, layer 2 ${second})`,
  );
  fireEvent.click(screen.getByRole('radio', { name: 'layer 2' }));
  expect(said()).toContain(`: ${second} switch nearby`);
});

test('every pair is measured where the reader asks for it', () => {
  const ask = vi.spyOn(viewer, 'ask');
  show();
  see(TRANSFORMER);
  expect(screen.queryByRole('radio', { name: 'layer 1' })).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: 'every pair' }));
  expect(ask).toHaveBeenCalledWith({ detail: 'whole' });
  act(() => viewer.store.setState({ share: 0.25 }));
  expect(said()).toContain('Measuring: 25');
});

test('pictures have their numbers beneath them', () => {
  show();
  const { val } = see(DIGITS);
  expect(document.querySelectorAll('.folds-grid canvas')).toHaveLength(36);
  const numbers = [...document.querySelectorAll('.folds-grid b')].map((one) => Number(one.textContent));
  expect(numbers[12]).toBe((val.counts[0] as number) + (val.counts[val.count] as number));
});

test('what failed is said and tried again; what is lacking is said', () => {
  const again = vi.spyOn(viewer, 'again');
  show();
  act(() => viewer.store.setState({ failed: text('too large', '大きすぎます') }));
  expect(said()).toContain('Local complexity could not be worked out: too large.');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalled();
  act(() => viewer.store.setState({ lacks: text('nothing there', '何もありません') }));
  expect(said()).toBe('nothing there');
});

test('all of it speaks Japanese', () => {
  act(() => speak('ja'));
  show();
  see(MLP);
  expect(said()).toContain('ステップ 1,530: 近くで切り替わるニューロン');
});
