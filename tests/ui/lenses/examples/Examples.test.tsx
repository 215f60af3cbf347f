/** The lens of examples: questions, right answers and the network's, before a run and in one. */
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { VectorShape } from '../../../../src/engine/data/dataset.ts';
import { text } from '../../../../src/engine/text.ts';
import { examples as look, type ExamplesSeen } from '../../../../src/engine/looks/examples.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { createPage } from '../../../../src/store/page.ts';
import { dataOf } from '../../../../src/store/subject.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Examples from '../../../../src/ui/lenses/examples/Examples.tsx';
import { renderInPage } from '../../inPage.tsx';
import { configOf, DIGITS, MOLECULES, networkOf, seenBy } from '../../../engine/looks/networks.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { examples } = page;
const config = configOf({ 'task.p': 7 });
const ASKED = { train: 3, val: 2 };
const initial = { sample: examples.sample.store.getInitialState(), answers: examples.answers.store.getInitialState() };

beforeAll(() => startI18n('en'));
beforeEach(() => {
  // happy-dom draws nothing.
  HTMLCanvasElement.prototype.getContext = () => null;
  examples.sample.store.setState(initial.sample, true);
  examples.answers.store.setState(initial.answers, true);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function sample(of: RunConfig, answer: ExamplesSeen = seenBy(look, networkOf(of), ASKED).answer): ExamplesSeen {
  act(() => examples.sample.store.setState({ seen: { subject: dataOf(of), config: of, step: 0, question: ASKED, answer, took: 1 } }));
  return answer;
}

/** The network says these classes. */
function say(of: RunConfig, step: number, train: readonly number[], val: readonly number[]): void {
  const set = (classes: readonly number[]) =>
    ({ kind: 'class', answers: Int32Array.from(classes), probabilities: new Float32Array(0), ofRight: new Float32Array(0) }) as const;
  const answer = { train: set(train), val: set(val) };
  act(() => examples.answers.store.setState({ seen: { subject: 'run', config: of, step, question: ASKED, answer, took: 1 } }));
}

test('each question stands with its answer; right and wrong are told by words, and counted', () => {
  renderInPage(<Examples run={null} shown={false} />, page);
  const { train, val } = sample(config);
  const [a, b] = train.first.inputs;
  const section = (name: RegExp) => within(screen.getByRole('heading', { name }).closest('section') as HTMLElement);
  expect(section(/Trained on/).getAllByRole('listitem')).toHaveLength(3);
  expect(section(/Never seen/).getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByText(`${a} + ${b} =`)).toBeTruthy();
  expect(screen.getByText(/has not been asked yet/)).toBeTruthy();
  const right = [...train.first.targets];
  say(
    config,
    1234,
    right,
    [...val.first.targets].map((label) => (label + 1) % 7),
  );
  expect(section(/Trained on/).getByText('3 of 3 right')).toBeTruthy();
  expect(section(/Never seen/).getByText('0 of 2 right')).toBeTruthy();
  const label = val.first.targets[0] as number;
  expect(section(/Never seen/).getByText(`answered ${(label + 1) % 7}, right is ${label}`)).toBeTruthy();
  expect(screen.getByText(/at step 1,234/)).toBeTruthy();
});

test('answers to other data are not shown beside these examples', () => {
  renderInPage(<Examples run={null} shown={false} />, page);
  sample(config);
  say(configOf({ 'task.p': 5 }), 10, [1, 1, 1], [1, 1]);
  expect(screen.getByText(/has not been asked yet/)).toBeTruthy();
});

test('images are drawn, and those who made them are named', () => {
  renderInPage(<Examples run={null} shown={false} />, page);
  const shape: VectorShape = { kind: 'vectors', dimension: 4, image: { rows: 2, columns: 2 }, domain: [0, 1], target: { kind: 'class' }, outputs: 10 };
  const seen = (count: number) => ({
    count: 9,
    classes: new Int32Array(9),
    tokens: null,
    first: { count, inputs: new Float32Array(4 * count), targets: new Int32Array(count) },
  });
  sample(DIGITS, { shape, train: seen(3), val: seen(2) });
  expect(document.querySelectorAll('canvas.digit')).toHaveLength(5);
  expect(document.body.textContent).toMatch(/digits|UCI/i);
});

test('sentences stand as they were written, with how sure the network is of its answer to each', () => {
  const of = configOf({ 'task.id': 'reviews', 'task.trainSize': 60, 'task.valSize': 20, 'model.id': 'lstm', 'model.width': 8, 'model.embedding': 8 });
  renderInPage(<Examples run={null} shown={false} />, page);
  const { train, val } = sample(of);
  const texts = networkOf(of).dataset.texts?.train ?? [];
  const items = within(screen.getByRole('heading', { name: /Trained on/ }).closest('section') as HTMLElement).getAllByRole('listitem');
  expect(items.map(({ textContent }, i) => textContent.startsWith(texts[i] as string))).toEqual([true, true, true]);
  expect(screen.getByText(/struck through/)).toBeTruthy();
  const classes = (targets: ArrayLike<number>) =>
    ({ kind: 'class', answers: Int32Array.from(targets), probabilities: new Float32Array(3).fill(0.83), ofRight: new Float32Array(3) }) as const;
  const answer = { train: classes(train.first.targets), val: classes(Array.from(val.first.targets, (label) => 1 - label)) };
  act(() => examples.answers.store.setState({ seen: { subject: 'run', config: of, step: 7, question: ASKED, answer, took: 1 } }));
  expect(screen.getAllByText(/83\s%/)).toHaveLength(5);
  expect(screen.getByText('3 of 3 right')).toBeTruthy();
  const label = val.first.targets[0] === 1 ? 'positive' : 'negative';
  expect(screen.getAllByText(new RegExp(`answered .*, right is ${label}`)).length).toBeGreaterThan(0);
  act(() => speak('ja'));
  expect(document.body.textContent).toContain(val.first.targets[0] === 1 ? '肯定的' : '否定的');
  act(() => speak('en'));
});

test('what stands in the way is said, in either language', () => {
  renderInPage(<Examples run={null} shown={false} />, page);
  expect(screen.getByText(/Loading/)).toBeTruthy();
  act(() => examples.sample.store.setState({ lacks: text('nothing to draw', '描けません') }));
  expect(screen.getByText('nothing to draw')).toBeTruthy();
  act(() => examples.sample.store.setState({ lacks: null, failed: text('offline', 'オフライン') }));
  expect(screen.getByText(/offline/)).toBeTruthy();
  const [sampled, answered] = [vi.spyOn(examples.sample, 'again'), vi.spyOn(examples.answers, 'again')];
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect([sampled.mock.calls.length, answered.mock.calls.length]).toEqual([1, 1]);
  act(() => speak('ja'));
  expect(screen.getByText('例を表示できませんでした。オフライン。')).toBeTruthy();
  act(() => speak('en'));
});

test('answers that could not be had are said beside the examples, and tried again', () => {
  renderInPage(<Examples run={null} shown={false} />, page);
  sample(config);
  act(() => examples.answers.store.setState({ failed: text('offline', 'オフライン') }));
  expect(screen.getByText('The network could not be asked: offline.')).toBeTruthy();
  expect(screen.queryByText(/has not been asked yet/)).toBeNull();
  const again = vi.spyOn(examples.answers, 'again');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(again).toHaveBeenCalledTimes(1);
});

test('molecules are drawn one after another, named by their formulas, with what is true and what is predicted', async () => {
  renderInPage(<Examples run={null} shown={false} />, page);
  const { train, val } = sample(MOLECULES);
  const pictures = screen.getAllByRole('img', { name: /^[CHFNO₀-₉]+$/ });
  expect(pictures).toHaveLength(5);
  await waitFor(() => expect(pictures.filter((picture) => picture.querySelector('path, text') === null)).toEqual([]));
  const told = (x: number): string => `${x.toPrecision(4)} a₀³`;
  const truths = [...train.first.targets, ...val.first.targets];
  for (const truth of truths) expect(screen.getByText(`true ${told(truth)}`)).toBeTruthy();
  expect(screen.queryByText(/predicted/)).toBeNull();
  // Off by a little, and by more than a quarter of a standard deviation (2.35).
  const values = (targets: ArrayLike<number>, off: number) => ({ kind: 'value', values: Float32Array.from(targets, (x) => x + off) }) as const;
  const answer = { train: values(train.first.targets, 2.3), val: values(val.first.targets, -2.4) };
  act(() => examples.answers.store.setState({ seen: { subject: 'run', config: MOLECULES, step: 40, question: ASKED, answer, took: 1 } }));
  expect(screen.getByText('3 of 3 right')).toBeTruthy();
  expect(screen.getByText('0 of 2 right')).toBeTruthy();
  expect(screen.getByText(`predicted ${told(Math.fround((train.first.targets[0] as number) + 2.3))}`)).toBeTruthy();
  expect(screen.getAllByText(/too far off/)).toHaveLength(2);
  expect(screen.getByText(/within a quarter of the property/)).toBeTruthy();
  expect(document.body.textContent).toMatch(/Ramakrishnan.*chemprop/);
});
