/** Values against the true ones as a lens, and as a figure: what it says of a moment and of a point, in both languages. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { examples as look } from '../../../../src/engine/looks/examples.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { text } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import type { Run } from '../../../../src/store/run.ts';
import { dataOf } from '../../../../src/store/subject.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import { drawScatter } from '../../../../src/ui/lenses/knows/scatterFigure.ts';
import { Values } from '../../../../src/ui/lenses/knows/Values.tsx';
import { isListed, isValued, valuesOf } from '../../../../src/ui/lenses/knows/valued.ts';
import { DIGITS, MOLECULES, networkOf, REGRESSION, seenBy } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { renderInPage } from '../../inPage.tsx';
import { onPaper } from '../onPaper.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { sample, answers, chosen } = valuesOf(page);
const initial = { sample: sample.store.getInitialState(), answers: answers.store.getInitialState() };
const RUN = { id: 'run' } as Run;
const ALL = { train: 1000, val: 1000 };

beforeAll(() => startI18n('en'));
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(362);
  sample.store.setState(initial.sample, true);
  answers.store.setState(initial.answers, true);
  chosen.setState({ passed: null, dot: null });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

/** Off by so much where it is told, and where it never is. */
function see(config: RunConfig, told: number, fresh: number): void {
  const network = networkOf(config);
  const { train, val } = network.dataset;
  const values = (targets: ArrayLike<number>, off: number) => ({ kind: 'value', values: Float32Array.from(targets, (x) => x + off) }) as const;
  const common = { config, question: ALL, took: 1 };
  sample.store.setState({ seen: { ...common, subject: dataOf(config), step: 0, answer: seenBy(look, network, ALL).answer } });
  answers.store.setState({
    seen: { ...common, subject: 'run', step: 40, answer: { train: values(train.targets, told), val: values(val.targets, fresh) } },
  });
}
const shown = (run: Run | null = RUN) => renderInPage(<Values run={run} shown={false} />, page);
const said = (): string => document.body.textContent;
const reading = (): string => document.querySelector('.scatter-reading')?.textContent ?? '';

test('before a run it sketches what there will be, and asks nobody', () => {
  const show = vi.spyOn(answers, 'show');
  renderInPage(<Values run={null} shown />, page);
  expect(said()).toMatch(/at firstmemorisedgrokkedSketch: one point for each value/);
  expect(show).not.toHaveBeenCalledWith(true);
});

test('molecules: how far off, how many are right, axes in the unit, and a point with its molecule', () => {
  shown();
  act(() => see(MOLECULES, 0.5, 3));
  expect(said()).toContain('Step 40: where it is told it is off by 0.5 a₀³ on average, where it never is by 3 a₀³. Right: 12 of 12 told, 0 of 10 never told.');
  expect(said()).toContain('true isotropic polarisability α, a₀³ →');
  expect(said()).toContain('↑ predicted isotropic polarisability α, a₀³');
  expect(said()).toContain('counts as right');
  expect(document.querySelectorAll('.scatter-dots')).toHaveLength(2);
  const truth = networkOf(MOLECULES).dataset.val.targets[0] as number;
  expect(reading()).toContain(`true ${truth.toPrecision(4)} a₀³predicted ${(truth + 3).toPrecision(4)} a₀³off by 3 a₀³Never told.`);
  expect(screen.getByRole('img', { name: /^[CHFNO₀-₉]+$/ })).toBeTruthy();
});

test('keys lead from point to point, and what they come to is spoken', () => {
  shown();
  act(() => see(MOLECULES, 0, 3));
  const plot = screen.getByRole('application', { name: 'Predictions against the truth, 22 points' });
  fireEvent.keyDown(plot, { key: 'Home' });
  const { train, val } = networkOf(MOLECULES).dataset;
  const least = Math.min(...train.targets, ...val.targets);
  expect(reading()).toContain(`true ${least.toPrecision(4)} a₀³`);
  expect(document.querySelector('output')?.textContent).toContain(`true ${least.toPrecision(4)} a₀³, predicted`);
  fireEvent.keyDown(plot, { key: 'End' });
  expect(reading()).toContain(`true ${Math.max(...train.targets, ...val.targets).toPrecision(4)} a₀³`);
});

test('points of bare numbers: every value, no band, and the rule by its number; in Japanese as well', () => {
  shown();
  act(() => see(REGRESSION, 0, 0));
  expect(said()).toContain('Right is a mean squared error below 0.001.');
  expect(said()).not.toContain('counts as right');
  expect(reading()).toMatch(/value 1 of 5true/);
  act(() => speak('ja'));
  expect(said()).toContain('平均二乗誤差が 0.001 未満なら正解とみなします。');
  expect(said()).toContain('↑ 予測した値');
});

test('what stands in the way is said, and can be tried again', () => {
  const again = vi.spyOn(answers, 'again');
  shown();
  act(() => answers.store.setState({ failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('The answers could not be had: no worker.');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
});

test('which tasks have values, and whose examples are listed one by one', () => {
  expect([MOLECULES, REGRESSION, DIGITS].map(isValued)).toEqual([true, true, false]);
  expect([MOLECULES, REGRESSION, DIGITS].map(isListed)).toEqual([true, false, true]);
});

test.each(['en', 'ja'] as const)('on paper: both signs, the diagonal, and what it comes to, %s', async (language) => {
  see(MOLECULES, 0.5, 3);
  const svg = await onPaper(drawScatter, { page, title: 'What it knows', language });
  expectFigure(svg);
  expect(svg).toContain('step 40');
  expect(svg.match(/m-3 -3h6v6h-6z/g)).toHaveLength(12 + 1);
  expect(svg.match(/m-3 0a3/g)).toHaveLength(10 + 1);
  expect(svg).toContain(language === 'ja' ? '正解の等方分極率 α（a₀³）' : 'true isotropic polarisability α, a₀³');
});

test('on paper there is nothing before there are answers', async () => {
  await expect(onPaper(drawScatter, { page: createPage(), title: 'x', language: 'en' })).rejects.toThrow('no answers are there yet');
});
