/** The lens around its picture: figures, key, the three points, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../../../src/engine/text.ts';
import { pairShape } from '../../../../src/engine/tasks/split.ts';
import { createPage } from '../../../../src/store/page.ts';
import type { RegionsState, SliceAt } from '../../../../src/store/regions.ts';
import Regions from '../../../../src/ui/lenses/regions/Regions.tsx';
import { renderInPage } from '../../inPage.tsx';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';

// The picture's worker has no place here: the test says what it would.
vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const offered = {
  count: 3,
  classes: Int32Array.of(7, 5, 7),
  tokens: Int32Array.of(3, 4, 2, 3, 6, 1),
  first: { count: 0, inputs: new Int32Array(0), targets: new Int32Array(0) },
};
const anchor = (index: number, answer: number) => ({
  at: { set: 'train' as const, index },
  x: index - 1,
  y: 0,
  label: offered.classes[index] as number,
  answer,
  pixels: null,
  near: 10 + index,
});
const ANCHORS: RegionsState['anchors'] = [
  { set: 'train', index: 0 },
  { set: 'train', index: 1 },
  { set: 'train', index: 2 },
];
const seen: SliceAt = {
  subject: 'run-1',
  at: { anchors: ANCHORS, x: 0, y: 0, zoom: 1, aspect: 1 },
  step: 1234,
  slice: {
    view: { u: 0, v: 0, halfWidth: 1, halfHeight: 1 },
    complete: true,
    covered: 1,
    regions: 4321,
    regionsByLayer: [1000, 4321],
    offsets: Int32Array.of(0),
    corners: new Float64Array(0),
    classes: new Int32Array(0),
    regionOf: new Int32Array(0),
    edges: [new Float64Array(0), new Float64Array(0)],
    boundary: new Float64Array(0),
  },
  outputs: 43,
  places: [],
  anchors: [anchor(0, 7), anchor(1, 9), anchor(2, 7)],
  nearby: { count: 0, places: new Float64Array(0), sets: new Uint8Array(0), indexes: new Int32Array(0) },
  part: null,
  space: text('space', '空間'),
  dimension: 2,
  took: 41.7,
};

const shown: Partial<RegionsState> = {
  anchors: ANCHORS,
  seen,
  offer: { shape: pairShape(43), train: offered, val: offered },
};

const page = createPage();
const { regions } = page;
const initial = regions.store.getInitialState();
beforeAll(() => startI18n('en'));
beforeEach(() => {
  // happy-dom draws nothing.
  HTMLCanvasElement.prototype.getContext = () => null;
  regions.store.setState(initial, true);
});
afterEach(cleanup);

function mount(state: Partial<RegionsState> = shown): void {
  regions.store.setState(state);
  renderInPage(
    <Tooltip.Provider>
      <Regions run={null} shown={false} />
    </Tooltip.Provider>,
    page,
  );
}

test('it says how many regions there are, in sight and after each layer, at which step, and near each point', () => {
  mount();
  expect(screen.getByText('4,321')).toBeTruthy();
  expect(screen.getByText(/step 1,234 · cut exactly in 42 ms/)).toBeTruthy();
  expect(screen.getByText(/layer 1 → 1,000 regions/)).toBeTruthy();
  expect(screen.getByText(/layer 2 → 4,321 regions/)).toBeTruthy();
  expect(screen.getByText(/Regions in each circle/).parentElement?.textContent).toMatch(/A 10.*B 11.*C 12/);
});

test('each point is named as its task asks it, with what the network answers, right or wrong', () => {
  mount();
  expect(screen.getByRole('group', { name: 'Point A' }).textContent).toContain('3 + 4 → 7');
  expect(within(screen.getByRole('group', { name: 'Point A' })).getByText(/✓/).textContent).toContain('answers 7');
  expect(within(screen.getByRole('group', { name: 'Point B' })).getByText(/✗/).textContent).toContain('answers 9');
});

test('points are exchanged: next, previous round the end, the same class, the other set', () => {
  mount();
  const choose = (name: string): void => {
    fireEvent.click(within(screen.getByRole('group', { name: 'Point A' })).getByRole('button', { name }));
  };
  const a = () => regions.store.getState().anchors[0];
  choose('Next example');
  expect(a()).toEqual({ set: 'train', index: 1 });
  choose('Previous example');
  choose('Previous example');
  expect(a()).toEqual({ set: 'train', index: 2 });
  choose('Another of the same class');
  expect(a()).toEqual({ set: 'train', index: 0 });
  fireEvent.click(within(screen.getByRole('radiogroup', { name: 'Set of point A' })).getByRole('radio', { name: 'validation' }));
  expect(a().set).toBe('val');
});

test('the picture is moved and zoomed with keys, and with buttons', () => {
  mount();
  const picture = screen.getByRole('application');
  const frame = () => regions.store.getState().frame;
  fireEvent.keyDown(picture, { key: '+' });
  expect(frame().zoom).toBeCloseTo(1.5);
  fireEvent.keyDown(picture, { key: 'ArrowRight' });
  expect(frame().x).toBeGreaterThan(0);
  fireEvent.keyDown(picture, { key: 'ArrowDown' });
  expect(frame().y).toBeLessThan(0);
  fireEvent.click(screen.getByRole('button', { name: 'Zoom out' }));
  expect(frame().zoom).toBeCloseTo(1);
  fireEvent.keyDown(picture, { key: '0' });
  expect(frame()).toEqual({ x: 0, y: 0, zoom: 1 });
});

test('following is a choice', () => {
  mount();
  fireEvent.click(screen.getByRole('checkbox', { name: 'follow training' }));
  expect(regions.store.getState().following).toBe(false);
});

test('a slice that was given up says so', () => {
  mount({ ...shown, seen: { ...seen, slice: { ...seen.slice, complete: false } } });
  expect(screen.getByText(/only a part is drawn/)).toBeTruthy();
});

test('what stands in the way is said in the picture', () => {
  mount({ ...shown, seen: null, flat: text('The three points lie on one line.', '一直線') });
  expect(screen.getByText('The three points lie on one line.')).toBeTruthy();
});

test('a slice that could not be cut says why, and is tried again', () => {
  const again = vi.spyOn(regions, 'again');
  mount({ failed: text('offline', 'オフライン') });
  expect(screen.getByText('The slice could not be cut: offline.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(again).toHaveBeenCalledTimes(1);
});

test('a network without regions says why, and offers a preset that has them', () => {
  mount({ none: text('There are no linear regions here.', '線形領域がありません。') });
  expect(screen.getByText('There are no linear regions here.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /Open «A plain MLP»/ }));
  expect(page.config.store.getState().config.model.id).toBe('mlp');
});

test('the counts near the points become a curve once there are some', () => {
  mount();
  expect(screen.queryByRole('img', { name: /Mean number/ })).toBeNull();
  act(() =>
    regions.store.setState({
      counts: [
        { step: 0, near: 20 },
        { step: 10, near: 30 },
        { step: 100, near: 5 },
      ],
    }),
  );
  expect(screen.getByRole('img', { name: /20\.0 at first, 5\.0 at step 100/ })).toBeTruthy();
});

test('every word is there in Japanese, too', () => {
  mount();
  act(() => speak('ja'));
  expect(screen.getByText(/個の線形領域が見えています/)).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/regions\.|linear regions/);
  act(() => speak('en'));
});
