/** Gromov's network, written down (2023, §3): each neuron a wave of a and one of b, squared, and put out by the wave of the sum of their phases. */
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { bareNetwork } from '../circles/random.ts';
import { configOf } from '../networks.ts';

export interface Written {
  readonly frequency: number;
  /** In turns. */
  readonly a: number;
  readonly b: number;
}

/** @param sign of φ_b on the way out: −1 subtracts. @param order of the tokens in a group of n; as they are where it is left out */
export function writtenDown(
  p: number,
  neurons: readonly Written[],
  {
    operation = 'add',
    sign = 1,
    order = Int32Array.from({ length: p }, (_, t) => t),
  }: { readonly operation?: string; readonly sign?: number; readonly order?: Int32Array } = {},
): NetworkAt {
  const network = bareNetwork(
    configOf({
      'task.operation': operation,
      'task.p': p,
      'model.id': 'mlp',
      'model.depth': 1,
      'model.width': neurons.length,
      'model.activation': 'quadratic',
      'model.bias': false,
    }),
  );
  const n = order.length;
  const wave = (token: number, { frequency: k }: Written, phase: number): number => {
    const e = order.indexOf(token);
    return e < 0 ? 0.3 : Math.cos(2 * Math.PI * ((k * e) / n - phase));
  };
  const parameters = network.model.parameters.map(({ name, shape }) => {
    const columns = shape[1] as number;
    return Float32Array.from({ length: (shape[0] as number) * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      if (name === 'output.weight') return 0.5 * wave(column, neurons[row] as Written, (neurons[row] as Written).a + sign * (neurons[row] as Written).b);
      const neuron = neurons[column] as Written;
      return name.endsWith('.0') ? 2 * wave(row, neuron, neuron.a) : 1.5 * wave(row, neuron, neuron.b);
    });
  });
  return { ...network, parameters };
}
