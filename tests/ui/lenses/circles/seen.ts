/** An answer of the look for a network whose tables are waves of these frequencies, or freshly initialised. */
import { circles } from '../../../../src/engine/looks/circles/circles.ts';
import type { CirclesQuestion, CirclesSeen, TokenCircles } from '../../../../src/engine/looks/circles/question.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { bareNetwork } from '../../../engine/looks/circles/random.ts';
import { configOf, seenBy } from '../../../engine/looks/networks.ts';

const EMBEDDED = { 'task.p': 13, 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 4, 'model.width': 4 };
export const CONFIG: RunConfig = configOf(EMBEDDED);

/** cos and sin of the first frequency, and a little smaller of the second. */
function waved(config: RunConfig, frequencies: readonly [number, number]): NetworkAt {
  const network = bareNetwork(config);
  const p = network.dataset.shape.outputs;
  const wave = (token: number, column: number): number => {
    const angle = (2 * Math.PI * (frequencies[column >> 1] as number) * token) / p;
    return (column < 2 ? 2 : 1.8) * (column % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  };
  const parameters = network.model.parameters.map(({ name, shape }, i) => {
    const columns = shape[1] ?? 1;
    const values = network.parameters[i] as Float32Array;
    if (name === 'embedding') return values.map((_, at) => wave(Math.floor(at / columns), at % columns));
    return name === 'output.weight' ? values.map((_, at) => wave(at % columns, Math.floor(at / columns))) : values;
  });
  return { ...network, parameters };
}

export function answerOf(network: NetworkAt, question: CirclesQuestion = { under: null }): CirclesSeen {
  return seenBy(circles, network, question).answer;
}

/** Frequencies 5 and 2 of 6. */
export const WAVES = answerOf(waved(CONFIG, [5, 2])) as TokenCircles;
export const FRESH = answerOf(bareNetwork(CONFIG)) as TokenCircles;
