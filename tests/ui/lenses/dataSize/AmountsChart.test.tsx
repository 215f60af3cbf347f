/** The curves of several data sizes: one line each, named where it ends. */
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { AmountRun } from '../../../../src/store/dataSize.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { AmountsChart } from '../../../../src/ui/lenses/dataSize/AmountsChart.tsx';
import { runOf, waiting } from './runs.ts';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

function chart(...runs: readonly AmountRun[]): SVGElement {
  const { container } = render(<AmountsChart runs={runs} width={500} height={250} write={String} steps="step" tick={0} />);
  return container.querySelector('svg') as SVGElement;
}
const names = (svg: SVGElement): string[] => [...svg.querySelectorAll('.amounts-name')].map(({ textContent }) => textContent ?? '');
const at = (element: Element | null | undefined, name: string): number => Number(element?.getAttribute(name));

test('a run that has begun has its two curves and its name; one that waits has none', () => {
  const svg = chart(waiting(0.4), runOf(0.5, 400), runOf(0.6, null));
  expect(svg.querySelectorAll('path[stroke-dasharray]')).toHaveLength(2);
  expect(names(svg)).toEqual(['0.5', '0.6']);
});

test('where it grokked its name stands above, else beside its end', () => {
  const svg = chart(runOf(0.5, 400), runOf(0.6, null));
  const [above, beside] = [...svg.querySelectorAll('.amounts-name')];
  expect([at(above, 'y'), above?.getAttribute('text-anchor')]).toEqual([13, 'middle']);
  expect(at(beside, 'y')).toBeGreaterThan(44);
  const [grokked, open] = [...svg.querySelectorAll('circle')];
  expect([at(grokked, 'r'), at(open, 'r')]).toEqual([4, 3]);
  expect(at(grokked, 'cx')).toBeLessThan(at(open, 'cx'));
});

test('names that would stand on each other are spread', () => {
  const svg = chart(runOf(0.5, 400), runOf(0.6, 401), runOf(0.7, 402));
  const places = [...svg.querySelectorAll('.amounts-name')].map((name) => at(name, 'x'));
  expect(names(svg)).toEqual(['0.5', '0.6', '0.7']);
  expect(Math.min((places[1] as number) - (places[0] as number), (places[2] as number) - (places[1] as number))).toBeGreaterThan(15);
});
