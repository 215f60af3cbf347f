/** The lens of neurons: what it says of an answer, what a reader can choose, by pointer and by keys, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { NeuronsSeen } from '../../../../src/engine/looks/neurons/question.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Neurons from '../../../../src/ui/lenses/neurons/Neurons.tsx';
import { viewOf } from '../../../../src/ui/lenses/neurons/view.ts';
import { renderInPage } from '../../inPage.tsx';
import { ASKED, CONFIG, FRESH, waves, WAVES } from './seen.ts';

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

const shown = () => renderInPage(<Neurons run={null} shown={false} />, page);
function see(answer: NeuronsSeen, step = 1530): void {
  act(() => viewer.store.setState({ seen: { subject: 'run', config: CONFIG, step, question: chosen.getState().asked, answer, took: 1 } }));
}
const said = (): string => document.body.textContent;
const pictures = () => within(screen.getByRole('radiogroup', { name: /^Neurons, each as a picture/ })).getAllByRole<HTMLInputElement>('radio');
const asked = () => chosen.getState().asked;

test('before the first answer it sketches what there will be', () => {
  shown();
  expect(said()).toMatch(/^sketch/);
});

test('neurons are counted in a sentence, and the first of a page is taken apart', () => {
  shown();
  see(WAVES);
  expect(said()).toContain(
    'Step 1,530: 40 of 40 neurons (100\u00a0%) are of a single frequency: one wave has over 85\u00a0% of their variance. By frequency: 5 (25), 2 (15).',
  );
  expect(said()).toContain('Their phase on the way out is φa + φb, half of them within 0.0°');
  const all = pictures();
  expect(all).toHaveLength(18);
  const [first] = WAVES.order;
  expect(all.filter(({ checked }) => checked).map(({ value }) => value)).toEqual([String(first)]);
  expect(all[0]?.getAttribute('aria-label')).toBe(`Neuron ${first}, frequency 2, 100\u00a0%`);
  expect(said()).toContain('frequency 2; its wave has 100\u00a0% of the variance');
  expect(screen.getByRole('img', { name: new RegExp(`^Activations of neuron ${first} over all pairs`) })).toBeTruthy();
  expect(screen.getByRole('img', { name: /^Neuron \d+, frequency 2: a at .*°, b at .*°, out at .*°; φa \+ φb is .*°$/ })).toBeTruthy();
});

test('a picture is chosen by its button, others by arrow keys, page by page', () => {
  shown();
  see(WAVES);
  fireEvent.click(pictures()[5] as HTMLElement);
  expect(asked().neuron).toBe(WAVES.order[5]);
  const group = screen.getByRole('radiogroup', { name: /^Neurons, each as a picture/ });
  see(waves({ neuron: WAVES.order[17] as number }));
  fireEvent.keyDown(group, { key: 'ArrowRight' });
  expect(asked()).toMatchObject({ neuron: WAVES.order[18], from: 18 });
  pictures()[17]?.focus();
  see(waves({ neuron: WAVES.order[18] as number, from: 18 }));
  // The focus goes with it.
  expect((document.activeElement as HTMLInputElement).value).toBe(String(WAVES.order[18]));
  fireEvent.keyDown(group, { key: 'ArrowLeft' });
  expect(asked()).toMatchObject({ neuron: WAVES.order[17], from: 0 });
  fireEvent.keyDown(group, { key: 'End' });
  expect(asked()).toMatchObject({ neuron: WAVES.order[39], from: 36 });
  fireEvent.keyDown(group, { key: 'Home', ctrlKey: true });
  expect(asked()).toMatchObject({ neuron: WAVES.order[39] });
  expect(said()).toContain('19–36 of 40');
  fireEvent.click(screen.getByRole('button', { name: 'Neurons after' }));
  expect(asked().from).toBe(36);
  fireEvent.click(screen.getByRole('button', { name: 'Neurons before' }));
  expect(asked().from).toBe(0);
});

test('a frequency’s bar leads to its neurons; they are sorted by number as well', () => {
  shown();
  see(WAVES);
  const bars = screen.getByRole('img', { name: /^Neurons whose strongest frequency/ });
  bars.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 132 }) as DOMRect;
  fireEvent.click(bars, { clientX: 230 });
  expect(asked()).toMatchObject({ neuron: WAVES.order[15], from: 0 });
  fireEvent.click(screen.getByRole('radio', { name: 'number' }));
  expect(asked()).toMatchObject({ sort: 'number', from: 0 });
});

test('under the pointer the pair is told, with what the wave alone would be there', () => {
  shown();
  see(waves({ neuron: 0 }));
  const picture = screen.getByRole('img', { name: /^Activations of neuron 0/ });
  picture.getBoundingClientRect = () => ({ left: 0, top: 0, width: 130, height: 130 }) as DOMRect;
  fireEvent.pointerMove(picture, { clientX: 35, clientY: 5 });
  expect(said()).toContain('a = 0, b = 3:');
  fireEvent.click(screen.getByRole('radio', { name: 'round its wave' }));
  // The wave of frequency 2 goes 0, 7, 1, 8, …
  fireEvent.pointerMove(picture, { clientX: 35, clientY: 15 });
  expect(said()).toContain('a = 7, b = 8:');
  fireEvent.pointerLeave(picture);
  expect(said()).toContain('paper');
});

test('layers are chosen where there are several; one that does not reach the answers says so', () => {
  shown();
  see({ ...FRESH, layer: 0, clock: { ...FRESH.clock, out: null } });
  expect(said()).toMatch(/no neuron is of a single frequency/);
  expect(said()).toContain('no phase on the way out');
  fireEvent.click(screen.getByRole('radio', { name: '2' }));
  expect(asked()).toMatchObject({ layer: 1, from: 0, neuron: null });
});

test('waves are asked for over the other operation, and it is said how tokens stand', () => {
  shown();
  see(WAVES);
  fireEvent.click(screen.getByRole('radio', { name: 'multiplication' }));
  expect(asked().under).toBe('multiplication');
  see(waves({ under: 'multiplication' }));
  expect(said()).toContain('Tokens stand as powers of 2 mod 13');
  see({ problem: text('no', 'いいえ') });
  expect(said()).toContain('no');
  fireEvent.click(screen.getByRole('radio', { name: 'addition' }));
  expect(asked().under).toBe('addition');
});

test('what stands in the way is said, in either language', () => {
  const again = vi.spyOn(viewer, 'again');
  shown();
  act(() => viewer.store.setState({ failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('could not be worked out: no worker');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
  act(() => viewer.store.setState({ failed: null, lacks: text('no pairs', '組ではありません') }));
  act(() => speak('ja'));
  expect(said()).toBe('組ではありません');
  act(() => viewer.store.setState({ lacks: null }));
  see(WAVES);
  expect(said()).toContain('ステップ 1,530: 40 個中 40 個（100\u00a0%）のニューロンが単一周波数です');
  expect(asked()).toEqual(ASKED);
});
