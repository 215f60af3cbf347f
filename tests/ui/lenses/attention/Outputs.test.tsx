import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Outputs } from '../../../../src/ui/lenses/attention/Outputs.tsx';

afterEach(cleanup);

test('bars are as high as shares; those that stand out differ by hue, mark and number', () => {
  const { container } = render(<Outputs shares={Float32Array.of(0.05, 0.375, 0.125, 0.25)} threshold={0.2} width={244} height={130} label="bars" />);
  const heights = [...container.querySelectorAll('.attention-bar')].map((bar) => Number(bar.getAttribute('height')));
  expect(heights).toEqual([0.05, 0.375, 0.125, 0.25].map((share) => expect.closeTo((share * 80) / 0.4, 4)));
  expect([...container.querySelectorAll('.attention-bar')].map(({ classList }) => classList.contains('key'))).toEqual([false, true, false, true]);
  expect([...container.querySelectorAll('.attention-name')].map(({ textContent }) => textContent)).toEqual(['2', '4']);
  expect(container.querySelectorAll('.attention-mark')).toHaveLength(2);
  expect(container.textContent).toContain('40 %');
});
