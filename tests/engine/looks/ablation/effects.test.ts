/** What each part does by itself is what is lost when that part alone is off. */
import { expect, test } from 'vitest';
import { ablation } from '../../../../src/engine/looks/ablation/ablation.ts';
import { effects, type EffectsQuestion } from '../../../../src/engine/looks/ablation/effects.ts';
import type { AblationQuestion } from '../../../../src/engine/looks/ablation/question.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { configOf, DIGITS, networkOf, seenBy } from '../networks.ts';

const MANY = { 'task.p': 13, 'task.trainFraction': 0.2 };
const TRANSFORMER = configOf({ ...MANY, 'model.width': 16, 'model.ffn': 24 });
const MLP = configOf({ ...MANY, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24 });

/** Its outputs lean towards the right answer by one wave: so that it matters whether this is off. */
function swayed(network: NetworkAt): NetworkAt {
  const { model, dataset } = network;
  const { outputs } = dataset.shape;
  const forward: NetworkAt['model']['forward'] = (parameters, examples, hooks) =>
    model.forward(parameters, examples, hooks).map((logit, i) => {
      const answer = examples.targets[Math.floor(i / outputs)] as number;
      return logit + 2 * Math.cos((2 * Math.PI * ((i % outputs) - answer)) / outputs);
    });
  return { ...network, model: { ...model, forward } };
}

test.each([
  ['frequencies of the embedding', TRANSFORMER, { of: 'waves', from: 'embedding', by: 'mean' }],
  ['frequencies of the outputs', MLP, { of: 'waves', from: 'logits', by: 'mean' }],
  ['heads', TRANSFORMER, { of: { site: 'layer0.heads' }, from: 'embedding', by: 'mean' }],
  ['neurons of the last layer', MLP, { of: { site: 'hidden2.activations' }, from: 'embedding', by: 'mean' }],
  ['neurons before it', DIGITS, { of: { site: 'hidden1.activations' }, from: 'embedding', by: 'zero' }],
] as [string, RunConfig, EffectsQuestion][])('%s', (_, config, question) => {
  const network = question.from === 'logits' ? swayed(networkOf(config)) : networkOf(config);
  const { drops, asked } = seenBy(effects, network, question).answer;
  expect(asked).toBe(network.dataset.val.count);
  const { of, from, by } = question;
  drops.forEach((drop, part) => {
    const off: AblationQuestion = {
      from,
      by,
      waves: of === 'waves' ? [part + 1] : [],
      units: of === 'waves' ? [] : [{ site: of.site, index: part }],
    };
    const { whole, rest } = seenBy(ablation, network, off).answer;
    expect(drop).toBeCloseTo(whole.accuracy.val - rest.accuracy.val, 6);
  });
  expect(drops.some((drop) => drop !== 0)).toBe(true);
});

test('of what is not there, there are none', () => {
  const of = { site: 'layer7.heads' };
  expect(seenBy(effects, networkOf(MLP), { of, from: 'embedding', by: 'mean' }).answer).toEqual({ drops: new Float32Array(0), asked: 0 });
  const noisy = networkOf(configOf({ 'task.p': 7, 'task.labelNoise': 0.2, 'model.width': 8 }));
  expect(seenBy(effects, noisy, { of: 'waves', from: 'logits', by: 'mean' }).answer.drops).toHaveLength(0);
  expect(seenBy(effects, networkOf(DIGITS), { of: 'waves', from: 'embedding', by: 'mean' }).answer.drops).toHaveLength(0);
});
