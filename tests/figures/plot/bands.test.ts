import { expect, test } from 'vitest';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { bandsOf, footOf } from '../../../src/figures/plot/bands.ts';
import { boxOf, sceneOf } from '../../../src/figures/plot/scene.ts';

const box = boxOf({ width: 600, height: 200, column: 0, labelled: true }, false, true);
const scene = sceneOf(null, accuracy, 'linear', box, 1000, [0, 1]);

test('a name lies where its band is wide enough, stands in a narrow one within the plot, and is left out of a sliver', () => {
  const [wide, narrow, sliver] = bandsOf(
    [
      { phase: 'memorising', from: 0, to: 600 },
      { phase: 'generalising', from: 600, to: 650 },
      { phase: 'grokked', from: 650, to: 655 },
    ],
    scene,
    'en',
  );
  expect(wide).toMatchObject({ lying: true, upright: null });
  expect(narrow?.lying).toBe(false);
  expect(sliver).toMatchObject({ lying: false, upright: null });
  const upright = narrow?.upright;
  if (upright === undefined || upright === null) throw new Error('it does not stand');
  expect((upright.left + upright.right) / 2).toBeCloseTo((narrow?.x ?? 0) + (narrow?.width ?? 0) / 2, 9);
  expect(footOf(upright)).toBeLessThan(200 - box.margin.bottom);
});

test('only the chart with a ribbon names its phases', () => {
  const small = sceneOf(null, accuracy, 'linear', boxOf({ width: 600, height: 90, column: 0, labelled: false }, false, false), 1000, [0, 1]);
  for (const { lying, upright } of bandsOf([{ phase: 'memorising', from: 0, to: 600 }], small, 'ja')) expect([lying, upright]).toEqual([false, null]);
});
