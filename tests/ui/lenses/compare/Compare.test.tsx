/** The table of runs: what differs, what each came to, sorting by keys and clicks, and what is in front and drawn. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import type { LiveRun } from '../../../../src/store/liveRun.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Compare from '../../../../src/ui/lenses/compare/Compare.tsx';
import { metricsAt } from '../../../metrics.ts';
import { renderInPage } from '../../inPage.tsx';
import { run } from './runs.ts';

beforeEach(() => startI18n('en'));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  speak('en');
});

const config = defaultConfig();
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));
const seed = (n: number) => ({ ...config, seed: n });
const lr = (step: number, value: number) => ({ step, patch: { 'optimizer.lr': value } });

function table(runs: readonly LiveRun[], front = runs[0] as LiveRun) {
  const { page } = renderInPage(<Compare run={front} shown />);
  act(() => page.bench.store.setState({ runs, front, places: new Map(runs.map(({ id }, i) => [id, i])) }));
  return page;
}
const plain = (words: string | null): string => (words ?? '').replaceAll('\u00a0', ' ').replace(/[▲▼]/, '');
const headings = (): string[] => screen.getAllByRole('columnheader').map(({ textContent }) => plain(textContent));
const RESULTS = ['memorised, step', 'grokked, step', 'delay, steps', 'at step', 'weight norm', 'train accuracy', 'validation accuracy'];
/** Rows of the body: the letter, and the cells behind it. */
const rows = (): string[][] =>
  within(screen.getAllByRole('rowgroup')[1] as HTMLElement)
    .getAllByRole('row')
    .map((row) => [...row.querySelectorAll('b, td')].map(({ textContent }) => plain(textContent)));
const column = (label: string): string[] => rows().map((row) => row[headings().indexOf(label)] as string);
const letters = (): string => column('Run').join('');
const heading = (name: string): HTMLElement => screen.getByRole('columnheader', { name });
const press = (name: string): unknown => fireEvent.click(within(heading(name)).getByRole('button'));

const three = (): LiveRun[] => [
  run('a', seed(5), { passed: { memorised: 100, grokked: 1000 }, value: 30 }),
  run('b', seed(3), { passed: { memorised: 90 }, value: 20 }),
  run('c', seed(4), { passed: { fitted: 50, generalised: 500 }, value: 40 }),
];

test('only what differs has a column, before what each run has come to', () => {
  table(three());
  expect(headings()).toEqual(['Run', 'seed', ...RESULTS]);
  expect(rows()).toEqual([
    ['A', '5', '100', '1,000', '900 (×10)', '1,000', '30.0', '30.0 %', '15.0 %'],
    ['B', '3', '90', 'not by 1,000', '–', '1,000', '20.0', '20.0 %', '10.0 %'],
    ['C', '4', '50 (learned)', '500 (generalised)', 'none', '1,000', '40.0', '40.0 %', '20.0 %'],
  ]);
});

test('runs of the same settings say so; one alone asks for another', () => {
  const [one, other] = [run('a', config), run('b', config)];
  const page = table([one, other]);
  expect(headings()).toEqual(['Run', ...RESULTS]);
  expect(screen.getByText('These runs have the same settings.')).toBeTruthy();
  act(() => page.bench.store.setState({ runs: [one] }));
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.getByText(/^There is one run\./)).toBeTruthy();
});

test('a change on the way is a difference, with its step, made or planned', () => {
  const first = String(config.optimizer['lr']);
  table([run('a', config), run('b', config, { made: [lr(500, 0.0003)] }), run('c', config, { plan: [lr(2000, 0.0003)] })]);
  expect(column('learning rate')).toEqual([first, `${first} → 0.0003 at 500`, `${first} → 0.0003 at 2,000, planned`]);
});

test('two fields of one name say what they are of, and values read as in the form', () => {
  const other = { ...config, adversarial: { ...config.adversarial, epsilon: 0.3 } } as typeof config;
  const probes = { ...other.probes, localComplexity: { ...other.probes['localComplexity'], radius: 0.5 } } as typeof config.probes;
  table([run('a', config), run('b', { ...other, probes })]);
  expect(headings()).toContain('Local complexity: radius');
  expect(headings()).toContain('Adversarial training: radius');
});

test('steps of rare evaluations are upper bounds, and no ratio is told', () => {
  table([run('a', seed(1), { passed: { memorised: 100, grokked: 1000 }, steps: [0, 100, 1000] }), run('b', seed(2), { over: false })]);
  expect(rows()[0]?.slice(2, 5)).toEqual(['≤ 100', '≤ 1,000', 'delayed']);
  expect(rows()[1]?.slice(2, 5)).toEqual(['not yet', 'not yet', '–']);
});

test('a heading sorts upwards, downwards and back, and says so; what has not come is last both ways', () => {
  table(three());
  const sort = (name: string) => heading(name).getAttribute('aria-sort');
  expect([letters(), sort('seed')]).toEqual(['ABC', 'none']);
  press('seed');
  expect([letters(), sort('seed')]).toEqual(['BCA', 'ascending']);
  press('seed');
  expect([letters(), sort('seed')]).toEqual(['ACB', 'descending']);
  press('seed');
  expect([letters(), sort('seed')]).toEqual(['ABC', 'none']);
  press('grokked, step');
  expect([letters(), sort('grokked, step'), sort('seed')]).toEqual(['CAB', 'ascending', 'none']);
  press('grokked, step');
  expect(letters()).toBe('ACB');
  press('Run');
  press('Run');
  expect(letters()).toBe('CBA');
  // Buttons: whatever presses a button sorts, a key as well.
  expect(within(heading('seed')).getByRole('button').tagName).toBe('BUTTON');
});

test('a press on a run brings it to the front; its eye takes it off the charts and leaves the front alone', () => {
  const runs = three();
  const page = table(runs);
  const pressed = (): (string | null)[] =>
    ['A', 'B', 'C'].map((letter) => screen.getByRole('button', { name: new RegExp(`^${letter} `) }).getAttribute('aria-pressed'));
  expect(pressed()).toEqual(['true', 'false', 'false']);
  fireEvent.click(screen.getByRole('button', { name: /^B / }));
  expect(page.bench.store.getState().front).toBe(runs[1]);
  expect(pressed()).toEqual(['false', 'true', 'false']);
  fireEvent.click(screen.getByRole('button', { name: /^Hide «C/ }));
  expect([...page.bench.store.getState().hidden]).toEqual(['c']);
  expect(page.bench.store.getState().front).toBe(runs[1]);
  fireEvent.click(screen.getAllByRole('cell').at(-1) ?? document.body);
  expect(page.bench.store.getState()).toMatchObject({ front: runs[2], hidden: new Set() });
});

test('figures follow a run that trains, not as fast as it does, and not at all out of sight', () => {
  vi.useFakeTimers();
  const runs = [run('a', seed(1)), run('b', seed(2), { over: false, value: 10 })];
  const { page, rerender } = renderInPage(<Compare run={null} shown />);
  act(() => page.bench.store.setState({ runs, front: runs[1] as LiveRun }));
  pass(1000);
  const norm = (): string | undefined => column('weight norm')[1];
  const measure = (step: number, weightNorm: number): void =>
    act(() => {
      runs[1]?.hear({ type: 'event', run: 'b', event: metricsAt(step, { train: { loss: 1, accuracy: 0 }, val: { loss: 1, accuracy: 0 }, weightNorm }) });
      vi.advanceTimersByTime(50);
    });
  measure(1100, 11);
  measure(1200, 12);
  expect(norm()).toBe('10.0');
  pass(500);
  expect(norm()).toBe('12.0');
  rerender(<Compare run={null} shown={false} />);
  measure(1300, 13);
  pass(1000);
  expect(norm()).toBe('12.0');
  rerender(<Compare run={null} shown />);
  pass(1000);
  expect(norm()).toBe('13.0');
});

test('grouped, runs that differ in nothing but the seed have one line with their medians', () => {
  const other = { ...config, init: { ...config.init, scale: 3 } };
  const page = table([...three(), run('d', { ...other, seed: 1 }), run('e', { ...config, seed: 9 })]);
  expect(screen.getAllByRole('table')).toHaveLength(1);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Group runs that differ in nothing but the seed' }));
  expect(page.preferences.getState().grouped).toBe(true);
  const groups = screen.getAllByRole('table')[1] as HTMLElement;
  const cells = [...groups.querySelectorAll('tbody tr')].map((row) => [...row.children].map(({ textContent }) => plain(textContent)));
  expect([...groups.querySelectorAll('thead th')].map(({ textContent }) => textContent).slice(0, 3)).toEqual(['Runs', 'init scale', 'memorised, step']);
  expect(cells).toEqual([
    [
      'ABCE',
      '1',
      '95 (80 – not by their ends), some learned without memorising',
      'not by their ends (875 – not by their ends), some generalised without a delay',
      'not by their ends',
      '1,000',
      '25.0 (17.5 – 32.5)',
      '25.0 % (17.5 % – 32.5 %)',
      '12.5 % (8.8 % – 16.3 %)',
    ],
    ['D', '3', '–', '–', '–', '–', '–', '–', '–'],
  ]);
  expect(screen.getByText(/Median, and quartiles in brackets/)).toBeTruthy();
  act(() => page.bench.store.setState({ runs: page.bench.store.getState().runs.slice(0, 2) }));
  expect(screen.getByText(/need three runs or more/)).toBeTruthy();
});

test('in Japanese', () => {
  speak('ja');
  table(three());
  expect(headings().slice(0, 4)).toEqual(['実行', '乱数シード', '暗記（ステップ）', 'グロッキング（ステップ）']);
  expect(rows()[1]?.[3]).toBe('1,000 までになし');
  expect(rows()[2]?.slice(2, 4)).toEqual(['50（暗記ではなく学習）', '500（遅れなく汎化）']);
});

test('at a moment of the past every run is told as it was then, or as it ended before', () => {
  const page = table([
    run('a', seed(5), { passed: { memorised: 100, grokked: 1000 }, value: 30 }),
    run('b', seed(3), { passed: { memorised: 90 }, value: 20 }),
  ]);
  expect(rows().map((row) => [row[5], row[2], row[3]])).toEqual([
    ['1,000', '100', '1,000'],
    ['1,000', '90', 'not by 1,000'],
  ]);
  act(() => page.moment.store.setState({ step: 95 }));
  act(() => page.calmMoment.setState({ step: 95 }));
  expect(screen.getByText(/^All runs as of step 95/)).toBeTruthy();
  expect(rows().map((row) => [row[5], row[2], row[3]])).toEqual([
    ['95', 'not by 95', 'not by 95'],
    ['95', '90', 'not by 95'],
  ]);
});
