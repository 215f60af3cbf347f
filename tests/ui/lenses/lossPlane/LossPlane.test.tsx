/** The lens of the path: what it waits for, what it asks, and what it says. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { lossPlane } from '../../../../src/engine/looks/lossPlane/lossPlane.ts';
import type { LossPlaneQuestion } from '../../../../src/engine/looks/lossPlane/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import type { Run } from '../../../../src/store/run.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import LossPlane from '../../../../src/ui/lenses/lossPlane/LossPlane.tsx';
import type { Moment } from '../../../../src/ui/lenses/lossPlane/corners.ts';
import { viewOf } from '../../../../src/ui/lenses/lossPlane/view.ts';
import { useDevice } from '../../../devices.ts';
import { MLP, networkOf, seenBy } from '../../../engine/looks/networks.ts';
import { renderInPage } from '../../inPage.tsx';
import { MOMENTS } from './moments.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const DEVICE = await useDevice('cpu');
const page = createPage();
const { viewer, path, chosen, update } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  update(null);
  viewer.store.setState(viewer.store.getInitialState(), true);
  chosen.setState({ side: 'val', step: null });
  // No worker answers here.
  vi.spyOn(viewer, 'show').mockReturnValue(undefined);
  // happy-dom lays nothing out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

/** A run that has kept these moments. */
function runOf(kept: readonly Moment[]): Run & { grow(more: readonly Moment[]): void } {
  const snapshots = { all: kept };
  const store = createStore(() => ({ tick: 0 }));
  const grow = (more: readonly Moment[]): void => {
    snapshots.all = more;
    store.setState(({ tick }) => ({ tick: tick + 1 }));
  };
  return { id: 'run', config: MLP, snapshots, store, grow } as unknown as ReturnType<typeof runOf>;
}

const show = (run: Run | null) => renderInPage(<LossPlane run={run} shown />, page);
const said = (): string => document.body.textContent;
const laid = (): Promise<void> => vi.waitFor(() => expect(path.getState().path).toHaveLength(MOMENTS.length));
function answer(question: LossPlaneQuestion): void {
  const seen = seenBy(lossPlane, networkOf(MLP), question, DEVICE).answer;
  act(() => viewer.store.setState({ seen: { subject: 'run', config: MLP, step: 900, question, answer: seen, took: 1 } }));
}

test('it says what it waits for, and asks for the plane once all three moments are there', () => {
  const ask = vi.spyOn(viewer, 'ask');
  const run = runOf(MOMENTS.slice(0, 2));
  show(run);
  expect(said()).toContain('Waits for the run to memorise');
  act(() => run.grow(MOMENTS.slice(0, 4)));
  expect(said()).toContain('It knows its training data; waits for the run to grok');
  expect(ask).not.toHaveBeenCalled();
  act(() => run.grow(MOMENTS));
  expect(said()).toContain('The plane is being worked out');
  const [first, , memorised, , grokked] = MOMENTS.map(({ parameters }) => parameters);
  expect(ask).toHaveBeenCalledWith({ corners: [first, memorised, grokked], grid: 5 });
  act(() => run.grow([...MOMENTS]));
  expect(ask).toHaveBeenCalledTimes(1);
});

test('coarse first, then finer; with the path, its distance, and whether the line has a barrier', async () => {
  const ask = vi.spyOn(viewer, 'ask');
  show(runOf(MOMENTS));
  const question = ask.mock.calls[0]?.[0] as LossPlaneQuestion;
  answer(question);
  expect(ask).toHaveBeenLastCalledWith({ ...question, grid: 9 });
  await laid();
  expect(said()).toMatch(/Straight from step 100 to step 900, training loss goes from .* (a|no) barrier on this line\./);
  expect(said()).toContain('the farthest; the second moment and the third are');
  const overlay = document.querySelector('.path-overlay') as SVGSVGElement;
  expect([...overlay.querySelectorAll('text')].map((one) => one.textContent)).toEqual(['start', 'memorised 100', 'grokked 900']);
  expect(overlay.querySelectorAll('.path-dot')).toHaveLength(5);
  fireEvent.click(screen.getByRole('radio', { name: 'training loss' }));
  expect(chosen.getState().side).toBe('train');
});

test('the moments of the path are read by keys', async () => {
  const ask = vi.spyOn(viewer, 'ask');
  show(runOf(MOMENTS));
  answer(ask.mock.calls[0]?.[0] as LossPlaneQuestion);
  await laid();
  expect(said()).toContain('Step 900: 0');
  const map = screen.getByRole('application');
  fireEvent.keyDown(map, { key: 'ArrowLeft' });
  expect(said()).toMatch(/Step 400: \d/);
  fireEvent.keyDown(map, { key: 'Home' });
  expect(said()).toContain('Step 0: 0');
});

test('three moments on a line have no plane', () => {
  const [first, , memorised] = MOMENTS as [Moment, Moment, Moment];
  const half = memorised.parameters.map((part, i) => part.map((value, j) => (value + ((first.parameters[i] as Float32Array)[j] as number)) / 2));
  show(runOf([first, { ...memorised, parameters: half }, { ...(MOMENTS[4] as Moment), parameters: memorised.parameters }]));
  expect(said()).toContain('lie on one line');
});

test('what failed is said, and tried again', () => {
  const again = vi.spyOn(viewer, 'again');
  show(null);
  act(() => viewer.store.setState({ failed: text('too large', '大きすぎます') }));
  expect(said()).toContain('The losses could not be worked out: too large.');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalled();
});

test('all of it speaks Japanese', async () => {
  act(() => speak('ja'));
  const ask = vi.spyOn(viewer, 'ask');
  show(runOf(MOMENTS));
  expect(said()).toContain('スケッチ');
  answer(ask.mock.calls[0]?.[0] as LossPlaneQuestion);
  await laid();
  expect(said()).toContain('ステップ 100 から 900 までまっすぐ進むと');
});
