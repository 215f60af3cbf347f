/** The layers of a model whose neurons act on pairs. */
import type { Model } from '../../models/model.ts';
import type { PlainPass, Site } from '../../models/plain/pass.ts';
import type { Place } from '../pairs/sums.ts';

export interface NeuronLayer {
  readonly preactivations: Site;
  readonly activations: Site;
  readonly neurons: number;
  /** Where an example's neurons stand at either site: at its last position, where a network reads positions. */
  readonly place: Place;
}

/** In the order of the pass. */
export function layersOf({ sites }: Pick<PlainPass, 'sites'>): NeuronLayer[] {
  return sites.flatMap((activations): NeuronLayer[] => {
    const preactivations = sites.find(({ id }) => id === activations.id.replace(/\.activations$/, '.preactivations'));
    const axis = activations.axes.at(-1);
    if (preactivations === undefined || preactivations === activations || axis?.kind !== 'neuron') return [];
    const stride = activations.axes.reduce((product, { size }) => product * size, 1);
    return [{ preactivations, activations, neurons: axis.size, place: { stride, offset: stride - axis.size } }];
  });
}

/** Whether the map to the answers is that of this layer's neurons, one row each. */
export function reachesAnswers({ tables, parameters, sites }: Model, layer: number): boolean {
  const layers = layersOf({ sites });
  const last = layers.at(-1);
  if (tables === undefined || last === undefined || layer !== layers.length - 1) return false;
  // W_U is behind a norm, and knows no neurons.
  const first = parameters.find(({ name }) => name === tables.outputs.of[0]);
  return tables.outputs.sign === 'W_L' && first?.shape[0] === last.neurons;
}
