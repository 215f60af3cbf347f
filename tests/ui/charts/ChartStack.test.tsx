import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { chartsOf } from '../../../src/engine/probes/measuring.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { renderInPage } from '../inPage.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { Charts } from '../../../src/ui/charts/Charts.tsx';
import { metricsAt } from '../../metrics.ts';

startI18n('en');

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function run(): RunRecord {
  const record = createRecord('a', defaultConfig());
  for (const step of [0, 1, 2, 5, 10, 20, 50, 100]) {
    const localComplexity = step % 10 === 0 ? { train: 3, val: 3.5, random: 4 } : null;
    record.take(
      metricsAt(step, { train: { loss: 1 / (step + 1), accuracy: step / 100 }, val: { loss: 4, accuracy: 0.03 }, weightNorm: 25 + step / 10, localComplexity }),
    );
  }
  record.take({ type: 'milestone', kind: 'memorised', step: 90 });
  return record;
}

const pass = (ms: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');

test('before a run there is a sketch, named as one, and no numbers', async () => {
  renderInPage(<Charts record={null} axis="log" />);
  await pass(500);
  expect(screen.getByText('sketch — press Run')).toBeTruthy();
  expect(screen.queryAllByRole('slider', { name: /read out/ })).toHaveLength(0);
});

test('all charts show the run, and the keys move one cursor for all of them', async () => {
  renderInPage(<Charts record={run()} axis="log" />);
  await pass(500);
  const sliders = screen.getAllByRole('slider', { name: /read out/ });
  expect(sliders).toHaveLength(4);
  // Charts of what this run has no numbers of are still sketches.
  expect(screen.queryAllByText(/sketch/)).toHaveLength(chartsOf(defaultConfig()).length - sliders.length);
  expect(screen.getByText('memorised 90')).toBeTruthy();
  expect(sliders.map((s) => s.getAttribute('aria-valuetext'))).toEqual(['live', 'live', 'live', 'live']);

  const [accuracy, , norm, complexity] = sliders as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  fireEvent.keyDown(accuracy, { key: 'ArrowLeft' });
  expect(plain(accuracy.getAttribute('aria-valuetext'))).toBe('50: train 50.0 %, validation 3.0 %');
  expect(plain(norm.getAttribute('aria-valuetext'))).toBe('50: weight norm 30.0');
  fireEvent.keyDown(norm, { key: 'ArrowLeft', shiftKey: true });
  // Local complexity was not measured at 5: what is told of it is the last before, and says so.
  expect(plain(complexity.getAttribute('aria-valuetext'))).toBe('5: train 3.00 (0), validation 3.50 (0), random 4.00 (0)');
  fireEvent.keyDown(norm, { key: 'Escape' });
  expect(accuracy.getAttribute('aria-valuetext')).toBe('live');
});

test('captions and the text alternative follow once a second, and when the news stops', async () => {
  const record = run();
  renderInPage(<Charts record={record} axis="linear" />);
  await pass(500);
  const summary = (): string => plain(document.querySelector('.chart-summary')?.textContent ?? null);
  expect(summary()).toContain('At step 100: train 100 %');
  record.take({ ...(record.latest as NonNullable<typeof record.latest>), step: 120 });
  await pass(100);
  expect(summary()).toContain('At step 100');
  await pass(400);
  expect(summary()).toContain('At step 120');
});
