import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { groupsOf } from '../../../../src/engine/looks/neurons/groups.ts';
import { Bars } from '../../../../src/ui/lenses/neurons/Bars.tsx';
import { WAVES } from './seen.ts';

afterEach(cleanup);

test('bars are as high as there are neurons, those of a single frequency below the others', () => {
  const shares = WAVES.shares.map((share, j) => (j % 8 === 0 ? 0.5 : share));
  const { container } = render(<Bars groups={groupsOf({ ...WAVES, shares })} shown={5} width={336} height={132} label="bars" onChoose={() => undefined} />);
  const heights = (name: string) => [...container.querySelectorAll(name)].map((bar) => Number(bar.getAttribute('height')));
  const unit = (132 - 40) / 32;
  expect(heights('.neurons-single')).toEqual([0, 10, 0, 0, 25, 0].map((count) => expect.closeTo(count * unit, 6)));
  expect(heights('.neurons-others')).toEqual([0, 5, 0, 0, 0, 0].map((count) => expect.closeTo(count * unit, 6)));
  expect([...container.querySelectorAll('.neurons-name')].map(({ textContent }) => textContent).toSorted()).toEqual(['10', '25']);
});

test('a click takes the frequency under it, also where the picture is drawn smaller', () => {
  const onChoose = vi.fn<(k: number) => void>();
  const { container } = render(<Bars groups={groupsOf(WAVES)} shown={0} width={336} height={132} label="bars" onChoose={onChoose} />);
  const svg = container.querySelector('svg') as SVGSVGElement;
  svg.getBoundingClientRect = () => ({ left: 100, top: 0, width: 168, height: 66 }) as DOMRect;
  // 30 on the left, then 50 for each; at half the size.
  for (const clientX of [110, 116, 141, 264, 267]) fireEvent.click(svg, { clientX });
  expect(onChoose.mock.calls.map(([k]) => k)).toEqual([1, 2, 6]);
});
