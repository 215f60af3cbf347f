/** Permutations in the lens of circles: shares beside chance, what stands out, and what is said where there is nothing to see. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { RepresentationsSeen, RepresentationsShown } from '../../../../src/engine/looks/representations/representations.ts';
import { text, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Body from '../../../../src/ui/lenses/circles/Body.tsx';
import { draw } from '../../../../src/ui/lenses/circles/figure.tsx';
import { outstandingIn, standing } from '../../../../src/ui/lenses/circles/representations.ts';
import { representationsOf } from '../../../../src/ui/lenses/circles/view.ts';
import { configOf } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { renderInPage } from '../../inPage.tsx';
import { onPaper } from '../onPaper.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const viewer = representationsOf(page);
const S5 = configOf({ 'task.id': 's5', 'model.id': 'mlp', 'model.input': 'embedding' });

const table = (sign: string, ...shares: number[]): RepresentationsShown['rows'] => ({
  sign,
  label: text(`table ${sign}`, `${sign} の表`),
  shares: Float32Array.from(shares),
  constant: 0.125,
});
/** (4,1), (3,2), (3,1,1), (2,2,1), (2,1,1,1), (1,1,1,1,1) */
const GROKKED: RepresentationsShown = { rows: table('W_E', 0.5, 0.05, 0.1, 0.05, 0.25, 0.05), outputs: table('W_L', 0.6, 0.05, 0.1, 0, 0.25, 0) };
const EVEN: RepresentationsShown = { rows: table('W_E', 0.13, 0.21, 0.31, 0.21, 0.13, 0.01), outputs: table('W_L', 0.9, 0.02, 0.02, 0.02, 0.02, 0.02) };

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(viewer.store.getInitialState(), true);
  page.actions.choosePreset('power-s5');
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  act(() => speak('en'));
});

const shown = () => renderInPage(<Body run={null} shown={false} />, page);
const see = (answer: RepresentationsSeen) =>
  act(() => viewer.store.setState({ seen: { subject: 'run', config: S5, step: 2400, question: {}, answer, took: 1 } }));
const said = (): string => document.body.textContent;

test('what stands out does so in both tables, the largest first', () => {
  expect(outstandingIn(GROKKED).map(standing)).toEqual(['(4,1)', '(2,1,1,1)']);
  expect(outstandingIn(EVEN)).toEqual([]);
});

test('each representation has its name, dimension and shares; what stands out is told', () => {
  shown();
  expect(said()).toMatch(/^Sketch/);
  see(GROKKED);
  expect(said()).toContain('Step 2,400: (4,1) (50\u00a0%), (2,1,1,1) (25\u00a0%) stand out in both tables.');
  const rows = screen.getAllByRole('row').slice(1);
  expect(rows.map((row) => row.querySelector('td')?.textContent)).toEqual(['4', '5', '6', '5', '4', '1']);
  expect(rows[0]?.textContent).toContain('50\u00a0% in, 60\u00a0% out, 13\u00a0% by chance');
  expect(rows[0]?.querySelector('.circles-in')?.getAttribute('width')).toBe('100');
  expect(rows[0]?.querySelector('.circles-chance')?.getAttribute('d')).toBe('M26.89 0V18');
  see(EVEN);
  expect(said()).toContain('no representation stands out in both tables');
});

test('numbers have circles as before', () => {
  page.actions.choosePreset('default');
  shown();
  expect(said()).toMatch(/^sketch: a few tall bars/);
});

test('what stands in the way is said, in either language', () => {
  const again = vi.spyOn(viewer, 'again');
  shown();
  see({ problem: text('weights are gone', '重みがありません') });
  expect(said()).toBe('weights are gone');
  act(() => viewer.store.setState({ seen: null, failed: text('no worker', 'ワーカーがありません') }));
  expect(said()).toContain('no worker');
  fireEvent.click(screen.getByRole('button'));
  expect(again).toHaveBeenCalledOnce();
  act(() => viewer.store.setState({ failed: null, lacks: text('no table', '表がありません') }));
  act(() => speak('ja'));
  expect(said()).toBe('表がありません');
  act(() => viewer.store.setState({ lacks: null }));
  see(GROKKED);
  expect(said()).toContain('ステップ 2,400: 両方の表で目立つのは (4,1)');
});

test.each(['en', 'ja'] as const)('a figure has all six, or says why there is none, %s', async (language: Language) => {
  const drawn = (): Promise<string> => onPaper(draw, { page, title: 'Circles', language });
  await expect(drawn()).rejects.toThrow('no representations are there yet');
  see({ problem: text('gone', '消えました') });
  await expect(drawn()).rejects.toThrow('gone');
  see(GROKKED);
  const elements = expectFigure(await drawn());
  const found = elements.map((one) => one.words);
  expect(found.filter((line) => /^\(\d(,\d)+\)/.test(line))).toHaveLength(6);
  expect(found.some((line) => line.endsWith('step 2400'))).toBe(true);
});
