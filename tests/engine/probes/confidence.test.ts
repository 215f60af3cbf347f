/** Logit margin and softmax collapse against float64, and float32 one operation at a time. */
import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { confidence, logitMargin, softmaxCollapse } from '../../../src/engine/probes/confidence.ts';
import { measuring } from '../../../src/engine/probes/measuring.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { configOf, DIGITS, MLP, MOLECULES, networkOf, REGRESSION, TRANSFORMER } from '../looks/networks.ts';
import { measuredBy } from './measured.ts';

const ON = { 'probes.confidence.measure': 'on' } as const;

function rowsOf({ model, parameters, dataset }: NetworkAt, side: 'train' | 'val') {
  const flat = model.forward(parameters, dataset[side]);
  const width = flat.length / dataset[side].count;
  return Array.from(dataset[side].targets, (label, i) => ({ label, z: [...flat.subarray(i * width, (i + 1) * width)] }));
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
const leadOf = ({ label, z }: ReturnType<typeof rowsOf>[number]): number => (z[label] as number) - Math.max(...z.toSpliced(label, 1));

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each([
    ['MLP', MLP],
    ['transformer', TRANSFORMER],
    ['digits', DIGITS],
  ])('%s: the margin of either side, and no collapse', async (_, config) => {
    const network = networkOf(config);
    const measured = await measuredBy(confidence, network, on);
    for (const side of ['train', 'val'] as const) {
      expect(Math.abs((measured[`logitMargin.${side}`] as number) - mean(rowsOf(network, side).map(leadOf)))).toBeLessThan(1e-4);
    }
    expect(measured['softmaxCollapse.train']).toBe(0);
  });

  test('with its output two thousand times as large, the share of rows whose others are below half a bit of 1', async () => {
    const network = networkOf(MLP);
    const large = {
      ...network,
      parameters: network.parameters.map((values, i) =>
        network.model.parameters[i]?.name.startsWith('output') === true ? values.map((x) => 2000 * x) : values,
      ),
    };
    const share = mean(
      rowsOf(large, 'train').map(({ z }) => {
        const top = Math.max(...z);
        return z.reduce((sum, x) => Math.fround(sum + Math.fround(Math.exp(x - top))), 0) === 1 ? 1 : 0;
      }),
    );
    expect([share > 0.2, share < 1]).toEqual([true, true]);
    expect((await measuredBy(confidence, large, on))['softmaxCollapse.train']).toBeCloseTo(share, 6);
  });

  test('rows by hand', async () => {
    await useDevice(on);
    const logits = tensor2d([30, 0, 0, 10, 0, 0, 5, 5, -40, -3, 200, -50], [4, 3]);
    expect(softmaxCollapse(logits).dataSync<'float32'>()[0]).toBe(0.5);
    expect(logitMargin(logits, tensor1d([0, 1, 0, 1], 'int32')).dataSync<'float32'>()[0]).toBeCloseTo((30 - 10 + 0 + 203) / 4, 4);
    expect(logitMargin(tensor2d([-7, -9], [1, 2]), tensor1d([0], 'int32')).dataSync<'float32'>()[0]).toBe(2);
  });
});

test('where answers are values there is nothing to compare; it is off unless asked for', () => {
  for (const config of [REGRESSION, MOLECULES]) expect(confidence.lacks?.(config)?.en).toMatch(/values/);
  expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('confidence');
  expect(measuring(configOf(ON)).map(({ def }) => def.id)).toContain('confidence');
});
