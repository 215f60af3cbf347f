/** Answers of the look for a small network of waves, which has key frequencies, and for images. */
import { ablation } from '../../../../src/engine/looks/ablation/ablation.ts';
import type { AblationQuestion, AblationSeen } from '../../../../src/engine/looks/ablation/question.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { ALL_ON } from '../../../../src/ui/lenses/ablation/view.ts';
import { configOf, DIGITS, networkOf, seenBy } from '../../../engine/looks/networks.ts';

export const CONFIG: RunConfig = configOf({
  'task.p': 13,
  'model.id': 'mlp',
  'model.input': 'embedding',
  'model.embedding': 4,
  'model.width': 4,
  'model.activation': 'quadratic',
});

/** cos and sin of frequencies 5 and 2 in the embedding and in the map to the outputs. */
function waved(network: NetworkAt): NetworkAt {
  const wave = (token: number, column: number): number => {
    const angle = (2 * Math.PI * (column < 2 ? 5 : 2) * token) / 13;
    return column % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  };
  const parameters = network.model.parameters.map(({ name, shape }, i) => {
    const columns = shape[1] ?? 1;
    const values = network.parameters[i] as Float32Array;
    if (name === 'embedding') return values.map((_, at) => wave(Math.floor(at / columns), at % columns));
    return name === 'output.weight' ? values.map((_, at) => wave(at % columns, Math.floor(at / columns))) : values;
  });
  return { ...network, parameters };
}

const NETWORK = waved(networkOf(CONFIG));

export const seenOf = (question: Partial<AblationQuestion> = {}, network = NETWORK): AblationSeen =>
  seenBy(ablation, network, { ...ALL_ON, ...question }).answer;

export const seenOfImages = (question: Partial<AblationQuestion> = {}): AblationSeen => seenOf(question, networkOf(DIGITS));
