/** Squares by tensor: they are there when asked for, add up to the square of the norm, and change nothing else. */
import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { chartsOf } from '../../../src/engine/probes/measuring.ts';
import { useDevice } from '../../devices.ts';
import { configOf, networkOf } from '../looks/networks.ts';

const SMALL = { 'task.p': 7, 'model.width': 8, 'model.ffn': 8, 'probes.localComplexity.measure': 'off' } as const;

test('squares by tensor', async () => {
  const device = await useDevice('wasm');
  const [plain, split] = await Promise.all(
    (['off', 'on'] as const).map(async (tensors) => {
      const config = configOf({ ...SMALL, 'probes.weightNorm.tensors': tensors });
      const network = networkOf(config);
      const trainer = createTrainer(config, network.dataset, device, null);
      const { values } = await trainer.measure();
      trainer.dispose();
      return { values, network, charts: chartsOf(config) };
    }),
  );
  if (plain === undefined || split === undefined) throw new Error('not measured');
  const squares = Object.entries(split.values).filter(([key]) => key.startsWith('weightSquares.'));
  split.network.parameters.forEach((values, i) => {
    const name = `weightSquares.${split.network.model.parameters[i]?.name}`;
    expect(split.values[name], `squares ${name}`).toBeCloseTo(
      values.reduce((sum, x) => sum + x * x, 0),
      4,
    );
  });
  expect(squares).toHaveLength(split.network.parameters.length);
  expect(squares.reduce((sum, [, value]) => sum + value, 0)).toBeCloseTo((split.values['weightNorm'] as number) ** 2, 3);
  expect(Object.fromEntries(Object.entries(split.values).filter(([key]) => !key.startsWith('weightSquares.')))).toEqual(plain.values);
  expect(split.charts.map(({ id }) => id).filter((id) => !plain.charts.some((chart) => chart.id === id))).toEqual(['weightSquares']);
});
