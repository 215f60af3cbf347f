/** Answers of the look: numbers on a line whose decoder is a ramp, and a fresh network of sums mod 7. */
import { plane } from '../../../../src/engine/looks/plane/plane.ts';
import type { PlaneShown } from '../../../../src/engine/looks/plane/question.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { configOf, networkOf, seenBy } from '../../../engine/looks/networks.ts';

export const LINE = configOf({
  'task.id': 'sums',
  'task.p': 5,
  'task.answer': 'place',
  'loss.id': 'mse',
  'model.id': 'mlp',
  'model.input': 'sum',
  'model.embedding': 2,
  'model.depth': 1,
  'model.width': 2,
  'optimizer.warmup': 0,
});
export const MOD = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.input': 'sum', 'model.embedding': 2, 'model.width': 8 });
export const SIDE = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 2, 'model.width': 8 });

function answerOf(config: RunConfig, held: number, parameters: Readonly<Record<string, readonly number[]>> = {}): PlaneShown {
  const network = networkOf(config);
  const own = network.model.parameters.map(
    ({ name }, i) => (parameters[name] === undefined ? network.parameters[i] : Float32Array.from(parameters[name])) as Float32Array,
  );
  const { answer } = seenBy(plane, { ...network, parameters: own }, { held });
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

/** Number a lies at (a, 0); the decoder says exactly what a place’s first coordinate stands for: every sum is right. */
export const GROKKED = answerOf(LINE, 0, {
  embedding: [0, 0, 1, 0, 2, 0, 3, 0, 4, 0],
  // max(0, x) in one neuron; one step is √6 / 5, around the sum 4.
  'hidden1.weight.0': [1, 0, 0, 0],
  'hidden1.bias': [0, 0],
  'output.weight': [Math.sqrt(6) / 5, 0],
  'output.bias': [(-4 * Math.sqrt(6)) / 5],
});
/** All say 4. */
export const FLAT = answerOf(LINE, 0, { 'output.weight': [0, 0], 'output.bias': [0] });
export const RING = answerOf(MOD, 0);
export const HELD = answerOf(SIDE, 3);
