import { expect, test } from 'vitest';
import { madeUp } from '../../../../src/engine/data/madeUp.ts';
import type { Hooks } from '../../../../src/engine/models/plain/pass.ts';
import { valuesAt } from '../../../../src/engine/models/plain/valuesAt.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { configOf, networkOf } from '../../looks/networks.ts';

const NETWORKS = {
  'a transformer whose pass folds': configOf({ 'task.p': 23, 'model.width': 32, 'model.ffn': 64, 'model.heads': 2 }),
  'two layers': configOf({ 'task.p': 7, 'model.layers': 2, 'model.width': 8, 'model.ffn': 6 }),
  'an MLP': configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.width': 9 }),
};

test.each(Object.entries(NETWORKS))('%s: the values are those of the whole pass, in the order in which they are asked for', (_, config) => {
  const { model, parameters, dataset } = networkOf(config);
  const examples = madeUp(dataset.shape, 300, new Rng(1, 'pairs'));
  const whole = new Map<string, Float64Array>();
  const hooks: Hooks = Object.fromEntries(model.sites.map(({ id }) => [id, (values: Float64Array) => void whole.set(id, values)]));
  model.forward(parameters, examples, hooks);
  const farthest = (a: Float64Array, b: Float64Array): number => a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);
  const ids = model.sites.map(({ id }) => id);
  const asked = [...ids.filter((id) => id.endsWith('activations')).toReversed(), ...ids.filter((id) => id.endsWith('pattern'))];
  const found = valuesAt(model, parameters, examples, asked);
  expect(found).toHaveLength(asked.length);
  asked.forEach((id, i) => {
    expect(found[i]?.length, `site ${id}`).toBe(whole.get(id)?.length);
    expect(farthest(found[i] as Float64Array, whole.get(id) as Float64Array), `site ${id}`).toBeLessThan(1e-12);
  });
});

test('what a hook puts in a folded pass is what the rest goes on with', () => {
  const { model, parameters, dataset } = networkOf(NETWORKS['a transformer whose pass folds']);
  const examples = madeUp(dataset.shape, 300, new Rng(1, 'pairs'));
  const see = (): undefined => undefined;
  /** Awaiting what is not folded makes it the plain pass. */
  const plainly = (hooks: Hooks): Float64Array => model.forward(parameters, examples, { ...hooks, 'layer0.residual': see });
  const doubled = (values: Float64Array): Float64Array => values.map((x, i) => (i % 3 === 0 ? 0 : 2 * x));
  for (const site of ['layer0.pattern', 'layer0.preactivations', 'layer0.activations', 'logits']) {
    const [folded, plain] = [model.forward(parameters, examples, { [site]: doubled }), plainly({ [site]: doubled })];
    folded.forEach((x, i) => expect(Math.abs(x - (plain[i] as number)), `site ${site}`).toBeLessThan(1e-10));
    expect(
      folded.some((x, i) => Math.abs(x - (plainly({})[i] as number)) > 1e-3),
      `site ${site}`,
    ).toBe(true);
  }
});

test('the rest of the pass is not worked out, and what goes wrong in it is told', () => {
  const { model, parameters, dataset } = networkOf(NETWORKS['an MLP']);
  const examples = madeUp(dataset.shape, 4, new Rng(1, 'pairs'));
  const reached: string[] = [];
  const watched = {
    ...model,
    forward: (...[arrays, some, hooks]: Parameters<typeof model.forward>) =>
      model.forward(arrays, some, { ...hooks, logits: () => void reached.push('logits') }),
  };
  valuesAt(watched, parameters, examples, ['hidden1.activations']);
  expect(reached).toEqual([]);
  expect(() => valuesAt(model, parameters, examples, ['nonsense'])).toThrow('nonsense');
});
