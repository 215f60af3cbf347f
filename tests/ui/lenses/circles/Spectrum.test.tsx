import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Spectrum } from '../../../../src/ui/lenses/circles/Spectrum.tsx';
import { FRESH, WAVES } from './seen.ts';

afterEach(cleanup);

function drawn(seen: typeof WAVES, onChoose: (k: number) => void = () => undefined) {
  const { container } = render(<Spectrum seen={seen} shown={5} width={344} height={176} label="bars" even="even" onChoose={onChoose} />);
  const heights = (name: string) => [...container.querySelectorAll(name)].map((bar) => Number(bar.getAttribute('height')));
  return { svg: container.querySelector('svg') as SVGSVGElement, container, heights };
}

test('bars are as high as shares, up on the way in and down on the way out', () => {
  const { heights } = drawn(FRESH);
  for (const [name, { shares }] of [
    ['.circles-in', FRESH.rows],
    ['.circles-out', FRESH.outputs],
  ] as const) {
    const bars = heights(name);
    expect(bars).toHaveLength(6);
    bars.forEach((height, i) => expect(height / (bars[0] as number)).toBeCloseTo((shares[i] as number) / (shares[0] as number), 5));
  }
});

test('key frequencies differ by hue, mark and number; where there are none the even share is named', () => {
  const waves = drawn(WAVES);
  expect(waves.container.querySelectorAll('.circles-in.key, .circles-out.key')).toHaveLength(4);
  expect(waves.container.querySelectorAll('.circles-mark')).toHaveLength(2);
  expect([...waves.container.querySelectorAll('.circles-name')].map(({ textContent }) => textContent)).toEqual(['2', '5']);
  expect(waves.container.textContent).not.toContain('even');
  cleanup();
  const fresh = drawn(FRESH);
  expect(fresh.container.querySelectorAll('.circles-mark, .key')).toHaveLength(0);
  expect(fresh.container.textContent).toContain('even');
});

test('a click takes the frequency under it, also where the picture is drawn smaller', () => {
  const onChoose = vi.fn<(k: number) => void>();
  const { svg } = drawn(WAVES, onChoose);
  svg.getBoundingClientRect = () => ({ left: 100, top: 0, width: 172, height: 88 }) as DOMRect;
  // 38 on the left, then 50 for each; at half the size.
  for (const clientX of [100 + 10, 100 + 20, 100 + 43, 100 + 45, 100 + 168, 100 + 171]) fireEvent.click(svg, { clientX });
  expect(onChoose.mock.calls.map(([k]) => k)).toEqual([1, 1, 2, 6]);
});
