/** Answers of the look: of a network that is written down with two frequencies, and of a fresh one. */
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { neurons } from '../../../../src/engine/looks/neurons/neurons.ts';
import type { NeuronsQuestion, NeuronsSeen, NeuronsShown } from '../../../../src/engine/looks/neurons/question.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { bareNetwork } from '../../../engine/looks/circles/random.ts';
import { writtenDown } from '../../../engine/looks/neurons/written.ts';
import { configOf, seenBy } from '../../../engine/looks/networks.ts';

export const ASKED: NeuronsQuestion = { under: null, layer: null, sort: 'frequency', from: 0, count: 18, neuron: null };

function answerOf(network: NetworkAt, question: Partial<NeuronsQuestion> = {}): NeuronsSeen {
  return seenBy(neurons, network, { ...ASKED, ...question }).answer;
}

/** 40 neurons: 15 of frequency 2, 25 of frequency 5. */
const NETWORK = writtenDown(
  13,
  Array.from({ length: 40 }, (_, j) => ({ frequency: j % 8 < 3 ? 2 : 5, a: j / 40, b: (3 * j) / 40 })),
);
export const CONFIG: RunConfig = NETWORK.config;
export const waves = (question: Partial<NeuronsQuestion> = {}): NeuronsShown => answerOf(NETWORK, question) as NeuronsShown;
export const WAVES = waves();

export const FRESH = answerOf(bareNetwork(configOf({ 'task.p': 13, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 20 }))) as NeuronsShown;
