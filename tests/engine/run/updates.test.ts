/** Transforms that come and go while a run goes on: what they begin with, and that nothing of them stays. */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { defaultsOf } from '../../../src/engine/parameters.ts';
import type { Control } from '../../../src/engine/run/host.ts';
import { transforms } from '../../../src/engine/transforms/index.ts';
import { configOf, inTurn, plainRun, record, waitsForever, type Of, type Recording } from './scripted.ts';

const numbersOf = (recording: Recording, after = -1): unknown[] => recording.of('metrics').filter(({ step }) => step > after);

describe.each(transforms.entries.map((def) => [def.id, def] as const))('%s', (id, def) => {
  const { example = {} } = def;
  const patchOf = (values: Readonly<Record<string, unknown>>): Record<string, number> =>
    Object.fromEntries(Object.keys(example).map((name) => [`transforms.${id}.${name}`, values[name] as number]));
  const [on, off] = [patchOf(example), patchOf(defaultsOf(def.parameters))];
  const change = (patch: Record<string, number>): Control => ({ type: 'change', patch });
  /** Changes at steps, one after another, in a run that stands still for each. */
  const changing = (...changes: readonly (readonly [step: number, patch: Record<string, number>])[]) => {
    let at = 0;
    const lines = changes.flatMap(([step, patch]) => {
      const count = step - at;
      at = step;
      const said: Control[] = count === 0 ? [change(patch)] : [{ type: 'step', count }];
      return count === 0 ? [[waitsForever, said] as const] : [[waitsForever, said] as const, [waitsForever, [change(patch)]] as const];
    });
    return inTurn(...lines, [waitsForever, [{ type: 'resume' }]]);
  };
  const config = configOf({ steps: 50 });

  test('on before the first update, it is as if it had been on', async () => {
    const changed = await record(config, changing([0, on]), { paused: true });
    expect(numbersOf(changed)).toEqual(numbersOf(await plainRun(configOf({ steps: 50, ...on }))));
    expect(numbersOf(changed, 5)).not.toEqual(numbersOf(await plainRun(config), 5));
  });

  test('gone again before the first update, it is as if it had never been', async () => {
    const before = await plainRun(config);
    const changed = await record(config, changing([0, on], [0, off]), { paused: true });
    expect(numbersOf(changed)).toEqual(numbersOf(before));
  });

  test('each time it comes on it begins anew, and a run that goes on from any snapshot between is the same', async () => {
    const script = () => changing([6, on], [17, off], [31, on]);
    const held = memory().numTensors;
    const whole = await record(config, script(), { paused: true });
    expect(memory().numTensors).toBe(held);
    expect(whole.of('changed').map(({ step }) => step)).toEqual([6, 17, 31]);
    const snapshots = whole.of('snapshot').filter(({ step }) => step > 0 && step < 50);
    for (const { snapshot } of [snapshots.find(({ step }) => step > 17), snapshots.at(-1)] as Of<'snapshot'>[]) {
      const rest = [[31, on] as const].filter(([step]) => step >= snapshot.step);
      const made = snapshot.changes.length;
      expect(made).toBe(snapshot.step > 31 ? 3 : 2);
      let at = snapshot.step;
      const lines = rest.flatMap(([step, patch]) => {
        const count = step - at;
        at = step;
        return [[waitsForever, [{ type: 'step', count }] as Control[]] as const, [waitsForever, [change(patch)]] as const];
      });
      const again = await record(config, inTurn(...lines, [waitsForever, [{ type: 'resume' }]]), { paused: true, from: snapshot });
      expect(numbersOf(again, snapshot.step)).toEqual(numbersOf(whole, snapshot.step));
    }
  });
});

test('what is on keeps its state when something else comes on, and when that goes', async () => {
  const grokfast = configOf({ steps: 50, 'transforms.grokfast.factor': 2 });
  // Longer than any gradient: it cuts nothing, and changes no number.
  const most = (value: number): Control => ({ type: 'change', patch: { 'transforms.clipping.most': value } });
  const script = inTurn(
    [waitsForever, [{ type: 'step', count: 12 }]],
    [waitsForever, [most(1000)]],
    [waitsForever, [{ type: 'step', count: 9 }]],
    [waitsForever, [most(0)]],
    [waitsForever, [{ type: 'resume' }]],
  );
  const changed = await record(grokfast, script, { paused: true });
  expect(changed.of('changed').map(({ step }) => step)).toEqual([12, 21]);
  const plain = await plainRun(grokfast);
  // Pauses are measured, too.
  const steps = new Set(plain.of('metrics').map(({ step }) => step));
  expect(changed.of('metrics').filter(({ step }) => steps.has(step))).toEqual(plain.of('metrics'));
});

test('Grokfast’s mean is the first gradient at first: at λ = 2 one step of gradient descent is three', async () => {
  const descent = { steps: 1, 'optimizer.id': 'sgd', 'optimizer.momentum': 0, 'optimizer.weightDecay': 0, 'optimizer.warmup': 0 };
  const after = async (set: Readonly<Record<string, number>>): Promise<readonly Float32Array[]> =>
    (await record(configOf({ ...descent, ...set }))).of('snapshot').at(-1)?.snapshot.parameters ?? [];
  const [amplified, faster] = [await after({ 'optimizer.lr': 0.01, 'transforms.grokfast.factor': 2 }), await after({ 'optimizer.lr': 0.03 })];
  expect(amplified.length).toBeGreaterThan(1);
  for (const [i, array] of amplified.entries()) for (const [j, x] of array.entries()) expect(x).toBeCloseTo(faster[i]?.[j] ?? Number.NaN, 6);
});
