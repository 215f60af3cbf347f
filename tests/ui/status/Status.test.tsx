/** A run that was asked for and does not begin: whatever it waits for, the page says after a while that it takes long, and asks nobody to press Run. */
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { createConfig } from '../../../src/store/config.ts';
import { frontOf } from '../../../src/store/front.ts';
import { createPage, type Page } from '../../../src/store/page.ts';

import { Charts } from '../../../src/ui/charts/Charts.tsx';
import { en } from '../../../src/ui/i18n/en.ts';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { Status } from '../../../src/ui/status/Status.tsx';
import type { Phase } from '../../../src/worker/protocol.ts';
import { Table } from '../../store/table.ts';
import { renderInPage } from '../inPage.tsx';

startI18n('en');
let table: Table;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
  table = new Table();
  const front = frontOf(table.bench);
  const page = { ...createPage(), bench: table.bench, config: createConfig(), front, calm: front } as unknown as Page;
  renderInPage(
    <>
      <Status />
      <Charts record={null} axis="log" />
    </>,
    page,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const said = (): string => document.querySelector('.sentence')?.textContent ?? '';
const SLOW = en.status.startingSlow;

test.each<Phase | null>([null, 'reloading', 'data', 'backend'])(
  'phase %s: after ten seconds that it takes long, and not again before another ten of what comes next',
  (phase) => {
    act(() => {
      table.bench.start(defaultConfig());
      table.settle();
      if (phase !== null) table.say({ type: 'phase', phase });
    });
    act(() => void vi.advanceTimersByTime(8000));
    expect(said()).not.toContain(SLOW);
    act(() => void vi.advanceTimersByTime(2500));
    expect(said()).toContain(SLOW);
    act(() => table.say({ type: 'phase', phase: 'training' }));
    expect(said()).not.toContain(SLOW);
  },
);

test('once a run was asked for, no sketch says to press Run', async () => {
  await act(async () => void (await vi.advanceTimersByTimeAsync(500)));
  expect(document.body.textContent).toContain('sketch — press Run');
  await act(async () => {
    table.bench.start(defaultConfig());
    await vi.advanceTimersByTimeAsync(500);
  });
  expect(document.body.textContent).toContain('sketch');
  expect(document.body.textContent).not.toContain('press Run');
});
