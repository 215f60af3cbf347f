/** The figures of several data sizes: what happened when, what has not, and by when it had not. */
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { AmountRun } from '../../../../src/store/dataSize.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { AmountsTable } from '../../../../src/ui/lenses/dataSize/AmountsTable.tsx';
import { runOf, waiting } from './runs.ts';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

function row(run: AmountRun): string[] {
  cleanup();
  const { container } = render(<AmountsTable runs={[run]} write={(amount) => `${amount} of it`} name="train fraction" />);
  return [...container.querySelectorAll('tbody th, tbody td')].map(({ textContent }) => textContent ?? '');
}

test('a run that grokked has its steps, and how many times as late it understood', () => {
  expect(row(runOf(0.5, 400))).toEqual(['0.5 of it', '100', '400', '×4']);
  // Evaluated too rarely to say how many.
  expect(row(runOf(0.5, 400, { fine: false }))[3]).toBe('delayed');
  // No delay worth the name, here as in the status line.
  expect(row(runOf(0.5, 149))[3]).toBe('none');
});

test.each<[string, AmountRun, string[]]>([
  ['waits', waiting(0.5), ['–', '', '']],
  ['is on', runOf(0.5, null, { status: 'running', steps: 1200, memorised: null }), ['now at 1,200', '', '']],
  ['is on and has memorised', runOf(0.5, null, { status: 'running', steps: 1200 }), ['100', 'now at 1,200', '']],
  ['never grokked', runOf(0.5, null), ['100', 'not by 5,000', '']],
  ['never memorised', runOf(0.5, null, { memorised: null }), ['not by 5,000', '', '']],
  ['failed', runOf(0.5, null, { status: 'failed', memorised: null }), ['failed', '', '']],
])('one that %s says so', (_, run, figures) => expect(row(run).slice(1)).toEqual(figures));
