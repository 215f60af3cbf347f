/** Dead neurons counted one by one on the host. */
import { describe, expect, test } from 'vitest';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { deadNeurons } from '../../../src/engine/probes/deadNeurons.ts';
import { measuring } from '../../../src/engine/probes/measuring.ts';
import { HOST_DEVICES } from '../../devices.ts';
import { configOf, DIGITS, MLP, MOLECULES, networkOf, TRANSFORMER } from '../looks/networks.ts';
import { measuredBy } from './measured.ts';

/** Of all sites of hidden neurons, the share that is 0 for every training example. */
function expected({ model, parameters, dataset: { train } }: NetworkAt): number {
  let [dead, all] = [0, 0];
  const count = (values: Float64Array): undefined => {
    const width = values.length / train.count;
    for (let j = 0; j < width; j++) {
      all++;
      if (Array.from({ length: train.count }, (_, i) => values[i * width + j] as number).every((x) => x <= 0)) dead++;
    }
    return undefined;
  };
  const sites = model.sites.filter(({ id }) => id.endsWith('preactivations')).map(({ id }) => id);
  model.forward(parameters, train, Object.fromEntries(sites.map((id) => [id, count])));
  return dead / all;
}

/** With the biases of half of its hidden neurons far below. */
function pushed(network: NetworkAt): NetworkAt {
  const parameters = network.parameters.map((values, i) => {
    const { name, shape } = network.model.parameters[i] as (typeof network.model.parameters)[number];
    return shape.length === 1 && /hidden|in\.bias|layer|conv|head/.test(name) && !/out/.test(name) ? values.map((x, j) => (j % 2 === 0 ? x - 100 : x)) : values;
  });
  return { ...network, parameters };
}

describe.each(HOST_DEVICES)('on %s', (on) => {
  test.each(Object.entries({ MLP, TRANSFORMER, DIGITS, MOLECULES }))('%s, as it starts and with half of its biases far below', async (_, config) => {
    const network = networkOf(config);
    const shares: number[] = [];
    for (const one of [network, pushed(network)]) {
      const wanted = expected(one);
      shares.push(wanted);
      expect((await measuredBy(deadNeurons, one, on))['deadNeurons']).toBeCloseTo(wanted, 6);
    }
    expect(shares[1] as number).toBeGreaterThan(shares[0] as number);
  });
});

test.each(['gelu', 'leakyRelu', 'tanh', 'quadratic'])('%s is never silent, and it says so', (activation) => {
  const config = configOf({ 'model.id': 'mlp', 'model.activation': activation, 'probes.deadNeurons.measure': 'on' });
  expect(deadNeurons.lacks?.(config)?.en).toMatch(/ReLU/);
  expect(measuring(config).map(({ def }) => def.id)).not.toContain('deadNeurons');
});

test('it is off unless asked for', () => expect(measuring(configOf({})).map(({ def }) => def.id)).not.toContain('deadNeurons'));
