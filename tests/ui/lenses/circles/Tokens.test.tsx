import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { roundBy } from '../../../../src/engine/looks/circles/group.ts';
import { Tokens } from '../../../../src/ui/lenses/circles/Tokens.tsx';
import { WAVES } from './seen.ts';

afterEach(cleanup);

const K = 5;
function drawn(pointed: number | null = null, named = true) {
  const onPoint = vi.fn<(token: number | null) => void>();
  const { places } = WAVES.circles[K - 1] as (typeof WAVES.circles)[number];
  const { container } = render(
    <Tokens
      places={places}
      tokens={WAVES.tokens}
      order={roundBy(K, 13)}
      p={13}
      size={300}
      label="a circle"
      named={named}
      pointed={pointed}
      onPoint={onPoint}
    />,
  );
  return { container, onPoint, svg: container.querySelector('svg') as SVGSVGElement };
}

test('tokens of a wave stand on a circle and are joined neighbour by neighbour', () => {
  const { container } = drawn();
  const circles = [...container.querySelectorAll('circle')].map((one) => [Number(one.getAttribute('cx')), Number(one.getAttribute('cy'))] as const);
  expect(circles).toHaveLength(13);
  for (const [x, y] of circles) expect(Math.hypot(x - 150, y - 150)).toBeCloseTo(126, 1);
  const line = [...(container.querySelector('.circles-join')?.getAttribute('d') ?? '').matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  const side = 2 * 126 * Math.sin(Math.PI / 13);
  for (const [i, [x, y]] of line.entries()) {
    const [nextX, nextY] = line[(i + 1) % 13] as readonly [number, number];
    expect(Math.hypot(nextX - x, nextY - y)).toBeCloseTo(side, 1);
  }
});

test('each has a hue of its own and its number; pointed at, it is larger and named wherever it is', () => {
  const { container } = drawn();
  const fills = [...container.querySelectorAll('circle')].map((one) => one.getAttribute('style'));
  expect(new Set(fills).size).toBe(13);
  expect(container.querySelectorAll('text')).toHaveLength(13);
  cleanup();
  const one = drawn(4, false);
  expect([...one.container.querySelectorAll('text')].map(({ textContent, classList }) => [textContent, classList.contains('pointed')])).toEqual([['4', true]]);
  expect([...one.container.querySelectorAll('circle')].map((circle) => circle.getAttribute('r') === '7')).toEqual(
    Array.from({ length: 13 }, (_, i) => i === 4),
  );
});

test('the pointer takes the nearest token, and leaves it', () => {
  const { svg, onPoint } = drawn();
  svg.getBoundingClientRect = () => ({ left: 10, top: 20, width: 300, height: 300 }) as DOMRect;
  fireEvent.pointerMove(svg, { clientX: 10 + 276, clientY: 20 + 152 });
  fireEvent.pointerMove(svg, { clientX: 10 + 150, clientY: 20 + 150 });
  fireEvent.pointerLeave(svg);
  expect(onPoint.mock.calls.map(([token]) => token)).toEqual([0, null, null]);
});
