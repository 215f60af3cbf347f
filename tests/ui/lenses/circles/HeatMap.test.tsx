/** The history of the spectrum: kept steps as columns, the moment as a line, key frequencies by their names. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { SpectrumSeen } from '../../../../src/engine/looks/circles/history.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { HeatMap } from '../../../../src/ui/lenses/circles/HeatMap.tsx';
import { viewOf } from '../../../../src/ui/lenses/circles/view.ts';
import { renderInPage } from '../../inPage.tsx';
import { FRESH, WAVES } from './seen.ts';

vi.mock('../../../../src/worker/looks/client.ts', () => ({
  createLooksClient: () => ({ network: () => 0, ask: () => 0, rest: () => undefined, dispose: () => undefined }),
}));

const page = createPage();
const { history, chosen } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  history.store.setState(history.store.getInitialState(), true);
  chosen.setState({ heat: 'rows' });
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(384);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const shares = (...of: number[]): SpectrumSeen => ({
  under: 'addition',
  rows: Float32Array.from(of),
  outputs: new Float32Array(of.length).fill(1 / of.length),
});
const see = (seen: ReadonlyMap<number, SpectrumSeen>) => act(() => history.store.setState({ run: 'run', seen }));

test('before there are two it says what there will be', () => {
  renderInPage(<HeatMap seen={WAVES} step={99} />, page);
  expect(document.body.textContent).toContain('Here each kept step becomes a column');
  see(new Map([[0, shares(1, 0, 0, 0, 0, 0)]]));
  expect(document.querySelector('canvas')).toBeNull();
});

test('key frequencies are named, and the line stands at the moment', () => {
  renderInPage(<HeatMap seen={WAVES} step={9} />, page);
  see(
    new Map([
      [0, shares(0.5, 0.1, 0.1, 0.1, 0.1, 0.1)],
      [99, shares(0, 0.6, 0, 0, 0.4, 0)],
    ]),
  );
  const picture = screen.getByRole('img', { name: /at 2 kept steps.*step 9\. Key frequencies of this moment: 2, 5\.$/ });
  expect([...picture.querySelectorAll('.circles-name')].map(({ textContent }) => textContent)).toEqual(['◆ 2', '◆ 5']);
  // Half of the way on the log axis of 100 steps, of a picture of 300 pixels behind 38.
  expect(picture.querySelector('.circles-moment')?.getAttribute('d')).toMatch(/^M188\.0 /);
  expect(document.body.textContent).toContain('ink: 60\u00a0%');
  expect(document.querySelector('canvas')?.width).toBe(300);
});

test('spectra over the other operation are not mixed in; without key frequencies it says so', () => {
  renderInPage(<HeatMap seen={FRESH} step={0} />, page);
  see(
    new Map([
      [0, shares(1, 0, 0, 0, 0, 0)],
      [5, { ...shares(1, 0, 0, 0, 0, 0), under: 'multiplication' as const }],
    ]),
  );
  expect(document.querySelector('canvas')).toBeNull();
  see(
    new Map([
      [0, shares(1, 0, 0, 0, 0, 0)],
      [5, shares(1, 0, 0, 0, 0, 0)],
    ]),
  );
  expect(screen.getByRole('img', { name: /No key frequency at this moment/ })).toBeTruthy();
});

test('the map to the outputs has spectra of its own, by choice', () => {
  renderInPage(<HeatMap seen={WAVES} step={9} />, page);
  see(
    new Map([
      [0, shares(0.5, 0.1, 0.1, 0.1, 0.1, 0.1)],
      [99, shares(0, 0.6, 0, 0, 0.4, 0)],
    ]),
  );
  const [embedding, unembedding] = screen.getAllByRole<HTMLInputElement>('radio') as [HTMLInputElement, HTMLInputElement];
  expect(embedding.checked).toBe(true);
  fireEvent.click(unembedding);
  // All even: the largest share that is told is twice that.
  expect(document.body.textContent).toContain('ink: 33\u00a0%');
  expect(chosen.getState().heat).toBe('outputs');
  expect(screen.getByRole('img', { name: new RegExp(`^${WAVES.outputs.label.en.slice(0, 4)}.*: shares of the frequencies at 2 kept steps`) })).toBeTruthy();
});
