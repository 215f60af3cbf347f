/** The panel: what is known before a run, sentences of the run in front, and what a click on an offer does. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { REASONS } from '../../../../src/engine/why/index.ts';
import type { Forks } from '../../../../src/store/forks.ts';
import type { LiveRun } from '../../../../src/store/liveRun.ts';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import Why from '../../../../src/ui/lenses/why/Why.tsx';
import { renderInPage } from '../../inPage.tsx';
import { run } from '../compare/runs.ts';

beforeEach(() => startI18n('en'));
afterEach(() => {
  cleanup();
  speak('en');
});

const config = defaultConfig();
const undecayed: RunConfig = { ...config, optimizer: { ...config.optimizer, weightDecay: 0 } };

function panelOf(front: LiveRun | null) {
  const page = createPage();
  const asked: unknown[] = [];
  const forks: Forks = { ...page.forks, as: (preset) => void asked.push(preset.plan({ record: (front as LiveRun).record, shown: 300 }, 0)) };
  const actions = { ...page.actions, restart: () => void asked.push(page.config.store.getState().config) };
  renderInPage(<Why run={front} shown />, { ...page, forks, actions });
  act(() => void (front !== null && page.bench.store.setState({ runs: [front], front })));
  return { page, asked };
}

const said = (): string => document.querySelector('.why')?.textContent ?? '';

test('before a run: what is known, and nothing that would be about one', () => {
  panelOf(null);
  for (const { label, known } of REASONS) expect(said()).toContain(`${label.en}${known.en}`);
  expect([screen.queryAllByRole('button'), document.querySelectorAll('.why-grade').length]).toEqual([[], 0]);
  act(() => speak('ja'));
  for (const { known } of REASONS) expect(said()).toContain(known.ja);
});

test('one that waits: where it stands, what speaks against it, and offers', () => {
  const { asked, page } = panelOf(run('a', undecayed, { passed: { memorised: 100 }, value: 30 }));
  expect(said()).toContain('Its training examples it has known since step 100, 900 steps ago: training 30 %, validation 15 %.');
  expect(said()).toContain('Nothing pulls the weights down. The weight norm is 30; its highest was 30, at step 0.');
  expect(document.querySelector('[data-grade=against]')?.textContent).toBe('speaks against it');
  fireEvent.click(screen.getByRole('button', { name: 'Try: weight decay 1 from here' }));
  expect(asked).toEqual([{ ok: true, step: 300, patch: { 'optimizer.weightDecay': 1 } }]);
  fireEvent.click(screen.getByRole('button', { name: 'Try: a new run with 85 % of the table' }));
  expect(asked.at(-1)).toEqual({ ...undecayed, task: { ...config.task, trainFraction: 0.85 } });
  fireEvent.click(screen.getByRole('button', { name: 'Go and measure the LU landscape' }));
  expect(page.preferences.getState()).toMatchObject({ lens: 'landscape', lensOpen: true });
});

test('one that has grokked is not asked why it has not, and nothing is offered', () => {
  panelOf(run('a', config, { passed: { memorised: 100, grokked: 1000 }, value: 30 }));
  expect(said()).toContain('It has: at step 1,000, 10 times as late as it memorised (100).');
  expect(said()).toContain('go back to a moment before');
  expect([screen.queryAllByRole('button'), document.querySelectorAll('.why-grade').length]).toEqual([[], 0]);
});

test('one that cannot says so', () => {
  panelOf(run('a', { ...config, task: { ...config.task, labelNoise: 1 } }, { value: 30 }));
  expect(said()).toContain('It cannot: All training answers are random');
});
