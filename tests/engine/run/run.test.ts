/** A run from its first event to its last, under a scripted host: order, schedule, repeatability, resuming, controls, loss of the device. */
import { NOTHING } from '../../../src/engine/run/learned.ts';
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { DeviceLost, GONE, type Device } from '../../../src/engine/backend/device.ts';
import { liveFields } from '../../../src/engine/config/live.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import { datasetOf } from '../../../src/engine/run/data.ts';
import type { Metrics } from '../../../src/engine/run/events.ts';
import type { Control, ParametersAt } from '../../../src/engine/run/host.ts';
import { run, type Outcome, type RunOptions } from '../../../src/engine/run/run.ts';
import { isDue } from '../../../src/engine/run/schedule.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { useDevice } from '../../devices.ts';
import type { Seen } from '../../metrics.ts';
import { restated } from './stories.ts';
import { backendsOf, configOf, inTurn, late, plainRun, record, scripted, stepsOf, waitsForever, type Of, type Recording, type Script } from './scripted.ts';

describe('an uninterrupted run', () => {
  test('begins with «started», ends with «finished», and keeps to the schedule of its config', async () => {
    const config = configOf({ steps: 130, 'probes.evaluation.perDecade': 7, 'probes.evaluation.every': 25, 'probes.localComplexity.perDecade': 3 });
    const { events, of, outcome, progress, seen: numbers } = await record(config);
    expect(outcome).toBe('finished');
    expect(events[0]).toEqual({
      type: 'started',
      config,
      // 14 one-hot inputs → 12 → 7, with biases.
      parameters: 14 * 12 + 12 + 12 * 7 + 7,
      trainSize: Math.round(0.6 * 49),
      valSize: 49 - Math.round(0.6 * 49),
      step: 0,
      backend: 'wasm',
      device: (await useDevice('wasm')).description,
      build: (await useDevice('wasm')).build,
      fallbacks: [],
    });
    expect(events.at(-1)).toEqual({ type: 'finished', step: 130, reason: 'steps' });
    expect(of('started')).toHaveLength(1);
    expect(of('finished')).toHaveLength(1);
    const due = Array.from({ length: 131 }, (_, step) => step).filter((step) => step === 130 || isDue(step, 7, 25));
    expect(stepsOf(of('metrics'))).toEqual(due);
    const complex = numbers().filter(({ localComplexity }) => localComplexity !== null);
    expect(stepsOf(complex)).toEqual(due.filter((step) => step === 130 || isDue(step, 3, Number.POSITIVE_INFINITY)));
    // Snapshots: at the first evaluation behind each point of their own grid, and at the end.
    const passed = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + 1 + i).some((step) => isDue(step, 40, Infinity));
    expect(of('snapshot').map(({ step }) => step)).toEqual(due.filter((step, i) => step % 130 === 0 || passed(due[i - 1] as number, step)));
    for (const { step, snapshot } of of('snapshot')) expect(snapshot.step).toBe(step);
    expect(progress.at(-1)?.step).toBe(130);
  });

  test('metrics say what the network does: norms add up, shares are shares, training brings the loss down', async () => {
    const numbers = (await record(configOf({ steps: 200 }))).seen();
    for (const { train, val, weightNorm, weightNorms } of numbers) {
      for (const { accuracy, loss } of [train, val]) {
        expect(accuracy >= 0 && accuracy <= 1).toBe(true);
        expect(loss).toBeGreaterThan(0);
      }
      const squares = Object.values(weightNorms).reduce((sum, norm) => sum + norm ** 2, 0);
      expect(Math.abs(weightNorm / Math.sqrt(squares) - 1)).toBeLessThan(1e-12);
      expect(Object.keys(weightNorms)).toEqual(['hidden1.weight.0', 'hidden1.weight.1', 'hidden1.bias', 'output.weight', 'output.bias']);
    }
    const [first, last] = [numbers[0] as Seen, numbers.at(-1)];
    expect(last.train.loss).toBeLessThan(0.8 * first.train.loss);
    // The initial loss of seven classes at small weights.
    expect(Math.abs(first.train.loss - Math.log(7))).toBeLessThan(0.3);
  });

  test('the snapshot’s numbers are the ones whose norm was reported', async () => {
    const { of, seen: numbers } = await plainRun(configOf());
    const metrics = new Map(numbers().map((m) => [m.step, m]));
    for (const { step, snapshot } of of('snapshot')) {
      const norm = Math.sqrt(snapshot.parameters.reduce((sum, array) => sum + array.reduce((s, x) => s + x * x, 0), 0));
      // The reported norm is read back as float32 per tensor.
      expect(Math.abs((metrics.get(step)?.weightNorm as number) / norm - 1)).toBeLessThan(1e-6);
    }
  });

  test('the init scale multiplies every initial parameter', async () => {
    const [one, two] = await Promise.all([record(configOf({ steps: 1 })), record(configOf({ steps: 1, 'init.scale': 2.5 }))]);
    const [a, b] = [one.of('snapshot')[0]?.snapshot, two.of('snapshot')[0]?.snapshot];
    a?.parameters.forEach((array, i) => expect(b?.parameters[i]).toEqual(array.map((x) => x * 2.5)));
  });

  test('milestones are passed once each, at the first evaluation that reaches them', async () => {
    const { of, seen: numbers } = await record(
      configOf({
        steps: 300,
        'task.operation': 'a2+b2',
        'model.depth': 2,
        'task.trainFraction': 0.8,
        'milestones.memorised': 0.9,
        'milestones.grokked': 0.5,
        'optimizer.lr': 0.01,
      }),
    );
    const metrics = numbers();
    const memorised = metrics.find(({ train }) => train.accuracy >= 0.9)?.step;
    const grokked = metrics.find(({ val }) => val.accuracy >= 0.5)?.step;
    expect(memorised).toBeGreaterThan(0);
    expect(grokked).toBeGreaterThan(0);
    // What each is called is learned.test.ts's.
    expect(of('milestone').map(({ step }) => step)).toEqual([memorised, grokked].toSorted((a = 0, b = 0) => a - b));
    const evaluations = metrics.map(({ step, train, val }) => ({ step, train: train.accuracy, val: val.accuracy }));
    const expected = restated({ thresholds: { memorised: 0.9, grokked: 0.5 }, evaluations });
    expect(of('milestone').map(({ kind, step }) => [kind, step])).toEqual(expected);
    expect(of('snapshot').at(-1)?.snapshot.learned.milestones).toEqual(of('milestone').map(({ kind, step }) => ({ kind, step })));
  });

  test.each([false, true])('each milestone has a snapshot of its own, asynchronous device: %s', async (asynchronous) => {
    const config = configOf({ steps: 300, 'milestones.memorised': 0.5, 'milestones.grokked': 0.03, 'optimizer.lr': 0.01, 'probes.evaluation.every': 7 });
    const good = await useDevice('wasm');
    const { host, heard } = scripted(() => [], 5);
    await run(config, host, { backends: backendsOf(asynchronous ? late(good) : good).backends, backend: 'wasm' });
    const milestones = heard.of('milestone');
    expect(milestones.map(({ kind }) => kind).toSorted()).toEqual(['generalised', 'memorised']);
    for (const { kind, step } of milestones) {
      const { snapshot } = heard.of('snapshot').find((one) => one.snapshot.learned.milestones.some((passed) => passed.kind === kind)) as Of<'snapshot'>;
      // A device that answers late may be further by then, by less than an evaluation, and the snapshot says where.
      expect(snapshot.step).toBeGreaterThanOrEqual(step);
      expect(snapshot.step).toBeLessThanOrEqual(asynchronous ? step + 7 : step);
      const there = (await plainRun({ ...config, steps: snapshot.step })).of('snapshot').at(-1);
      expect(snapshot.parameters).toEqual(there.snapshot.parameters);
    }
  });

  test.each([false, true])(
    'it ends at the milestone it was to run until, with a snapshot of that step (on a device that answers late: %s)',
    async (asynchronous) => {
      const good = await useDevice('wasm');
      const { host, heard } = scripted();
      const config = configOf({ steps: 600, 'milestones.memorised': 0.5, 'optimizer.lr': 0.01 });
      await run(config, host, { backends: backendsOf(asynchronous ? late(good) : good).backends, backend: 'wasm', until: 'memorised' });
      const { of, events } = heard;
      const step = of('milestone')[0]?.step as number;
      expect(step).toBeLessThan(600);
      expect(events.at(-1)).toEqual({ type: 'finished', step, reason: 'memorised' });
      expect(of('snapshot').at(-1)?.step).toBe(step);
    },
  );
});

describe('the same config and seed', () => {
  const VARIANTS: readonly Readonly<Record<string, string | number>>[] = [
    {},
    { 'model.id': 'transformer', 'model.width': 8, 'model.heads': 2, 'model.ffn': 8, 'model.layers': 2, steps: 25 },
    { 'optimizer.batchSize': 5, 'constraint.norm': 'fixed' },
  ];

  test.each(VARIANTS.map((set) => [JSON.stringify(set), set] as const))('give the same run bit for bit: %s', async (_, set) => {
    const config = configOf(set);
    const [first, second] = [await record(config), await record(config)];
    expect(second.events).toEqual(first.events);
  });

  test('give the same curve on plain CPU, twice', async () => {
    const config = configOf({ steps: 12 });
    const [first, second] = [await record(config, () => [], {}, 'cpu'), await record(config, () => [], {}, 'cpu')];
    expect(first.of('started')[0]?.backend).toBe('cpu');
    expect(second.events).toEqual(first.events);
  });

  test('another seed gives another split, other weights, another curve', async () => {
    const [a, b] = [await record(configOf({ steps: 3 })), await record(configOf({ steps: 3, seed: 2 }))];
    expect(stepsOf(b.of('metrics'))).toEqual(stepsOf(a.of('metrics')));
    expect(b.of('metrics')).not.toEqual(a.of('metrics'));
    expect(b.of('snapshot')[0]?.snapshot.parameters).not.toEqual(a.of('snapshot')[0]?.snapshot.parameters);
    expect(datasetOf(configOf({ seed: 2 })).train.inputs).not.toEqual(datasetOf(configOf()).train.inputs);
  });

  test('local complexity only looks: without it the curve is the same', async () => {
    const strip = (metrics: Seen): unknown => ({ ...metrics, localComplexity: null });
    const [on, off] = [await plainRun(configOf()), await record(configOf({ 'probes.localComplexity.measure': 'off' }))];
    expect(off.seen().map(strip)).toEqual(on.seen().map(strip));
  });
});

test('a snapshot after every so many updates changes nothing else', async () => {
  const config = configOf({ steps: 50, 'optimizer.batchSize': 6 });
  const [plain, kept] = [await record(config), await record(config, undefined, { keepEvery: 7 })];
  expect(kept.of('metrics')).toEqual(plain.of('metrics'));
  const steps = (of: Recording): number[] => of.of('snapshot').map(({ step }) => step);
  expect(steps(kept)).toEqual([...new Set([...steps(plain), 7, 14, 21, 28, 35, 42, 49])].toSorted((a, b) => a - b));
  for (const { snapshot } of plain.of('snapshot')) expect(kept.of('snapshot').find(({ step }) => step === snapshot.step)?.snapshot).toEqual(snapshot);
});

describe('resuming from a snapshot', () => {
  const variants = optimizers.ids.flatMap((optimizer) =>
    (['free', 'fixed'] as const).flatMap((norm) => (['full', 6] as const).map((batchSize) => ({ optimizer, norm, batchSize }))),
  );

  test.each(variants)('$optimizer, norm $norm, batch $batchSize: everything after it is the same bit for bit', async ({ optimizer, norm, batchSize }) => {
    const config = configOf({ 'optimizer.id': optimizer, 'constraint.norm': norm, 'optimizer.batchSize': batchSize, 'init.scale': 1.5 });
    const whole = await record(config);
    const { snapshot } = whole.of('snapshot').find(({ step }) => step >= 17) as Of<'snapshot'>;
    const kept = structuredClone(snapshot);
    const resumed = await record(config, () => [], { from: snapshot });
    expect(resumed.of('started')[0]?.step).toBe(snapshot.step);
    const after = <E extends Metrics | Of<'snapshot'>>(events: readonly E[]): E[] => events.filter(({ step }) => step >= snapshot.step);
    expect(resumed.of('metrics')).toEqual(after(whole.of('metrics')));
    expect(resumed.of('snapshot')).toEqual(after(whole.of('snapshot')));
    // The host may keep the snapshot: training leaves it alone.
    expect(snapshot).toEqual(kept);
  });

  test.each(optimizers.ids)('%s: a snapshot from after two changes goes on bit for bit, from the config that the run began with', async (optimizer) => {
    const config = configOf({ 'optimizer.id': optimizer, steps: 60 });
    const live = liveFields(config).map(({ path }) => path);
    const change = (value: number): Control => ({ type: 'change', patch: Object.fromEntries(live.map((path) => [path, value])) });
    const reached = (step: number) => (heard: Recording) => heard.of('metrics').some((m) => m.step >= step);
    const whole = await record(config, inTurn([reached(12), [change(0.02)]], [reached(20), [change(0.001)]]));
    expect(whole.of('changed').length).toBe(2);
    const last = whole.of('changed').at(-1).step;
    const { snapshot } = whole.of('snapshot').find(({ step }) => step > last) as Of<'snapshot'>;
    expect(snapshot.changes).toEqual(whole.of('changed').map(({ step, patch }) => ({ step, patch })));
    const resumed = await record(config, () => [], { from: snapshot });
    const after = <E extends Metrics | Of<'snapshot'>>(events: readonly E[]): E[] => events.filter(({ step }) => step >= snapshot.step);
    expect(resumed.of('metrics')).toEqual(after(whole.of('metrics')));
    expect(resumed.of('snapshot')).toEqual(after(whole.of('snapshot')));
    // It is the changes that do it.
    const without = await record(config, () => [], { from: { ...snapshot, changes: [] } });
    expect(without.of('metrics').at(-1)).not.toEqual(whole.of('metrics').at(-1));
  });

  test('milestones that were passed are not passed again', async () => {
    const config = configOf({ steps: 300, 'milestones.memorised': 0.3, 'optimizer.lr': 0.01 });
    const whole = await record(config);
    expect(whole.of('milestone').map(({ kind }) => kind)).toContain('memorised');
    const { snapshot } = whole.of('snapshot').at(-1);
    const before = { ...snapshot, step: 299 };
    expect(
      (await record(config, () => [], { from: before })).of('milestone').filter(({ kind }) => before.learned.milestones.some((passed) => passed.kind === kind)),
    ).toEqual([]);
  });

  test('a fixed norm is held to 1e-5 over 200 steps, and after a resumption it is the same norm', async () => {
    const config = configOf({ steps: 200, 'constraint.norm': 'fixed', 'init.scale': 2, 'optimizer.lr': 0.02 });
    const { of, seen: numbers } = await record(config);
    const [first] = numbers() as [Seen];
    for (const { weightNorm } of numbers()) expect(Math.abs(weightNorm / first.weightNorm - 1)).toBeLessThan(1e-5);
    const { snapshot } = of('snapshot').find(({ step }) => step > 50) as Of<'snapshot'>;
    expect(Math.abs((snapshot.heldNorm as number) / first.weightNorm - 1)).toBeLessThan(1e-6);
    expect(new Set(of('snapshot').map(({ snapshot: s }) => s.heldNorm)).size).toBe(1);
    // It still trains.
    expect(numbers().at(-1).train.loss).toBeLessThan(0.9 * first.train.loss);
  });

  test('the norm of large tensors can be held, too', async () => {
    // More numbers in one tensor than a function call takes arguments.
    const config = configOf({ steps: 1, 'model.width': 400, 'model.depth': 2, 'constraint.norm': 'fixed', 'probes.localComplexity.measure': 'off' });
    const numbers = (await record(config)).seen();
    expect(stepsOf(numbers)).toEqual([0, 1]);
    for (const { weightNorm } of numbers) expect(Math.abs(weightNorm / (numbers[0] as Seen).weightNorm - 1)).toBeLessThan(1e-5);
  });
});

describe('mini-batches', () => {
  test('a batch as large as the training set is the full batch', async () => {
    const [full, large] = [await plainRun(configOf()), await record(configOf({ 'optimizer.batchSize': 29 }))];
    expect(large.of('metrics')).toEqual(full.of('metrics'));
  });

  test('a smaller one takes another path', async () => {
    const [full, small] = [await plainRun(configOf()), await record(configOf({ 'optimizer.batchSize': 28 }))];
    expect(small.of('metrics')[0]).toEqual(full.of('metrics')[0]);
    expect(small.of('metrics').at(-1)).not.toEqual(full.of('metrics').at(-1));
  });
});

describe('controls', () => {
  const at = (step: number) => (heard: Recording) => heard.lastStep >= step;
  /** Progress is told ten times a second; on this clock, that is every turn. */
  const quick = configOf({ steps: 80 });

  async function obeyed(script: Script, options: Partial<RunOptions> = {}, config = quick): Promise<Recording & { outcome: Outcome }> {
    const { host, heard } = scripted(script, 40);
    const outcome = await run(config, host, { backends: backendsOf(await useDevice('wasm')).backends, backend: 'wasm', ...options });
    return Object.assign(heard, { outcome });
  }

  test('a run that starts paused shows step 0 and waits; steps are taken one by one, resume finishes', async () => {
    const { of, waits, progress } = await obeyed(
      inTurn(
        [(heard) => heard.progress.some((p) => p.paused && p.step === 0), [{ type: 'step', count: 1 }]],
        [(heard) => heard.progress.some((p) => p.paused && p.step === 1), [{ type: 'step', count: 3 }]],
        [(heard) => heard.progress.some((p) => p.paused && p.step === 4), [{ type: 'resume' }]],
      ),
      { paused: true },
    );
    expect(waits[0]).toBe(Number.POSITIVE_INFINITY);
    expect(of('metrics')[0]?.step).toBe(0);
    expect(progress.filter(({ paused }) => paused).map(({ step }) => step)).toEqual([0, 1, 4]);
    expect(of('finished')).toEqual([{ type: 'finished', step: 80, reason: 'steps' }]);
  });

  test('paused between two evaluations, it reports the step it stands at, and goes on unchanged', async () => {
    const config = configOf({ steps: 80, 'probes.evaluation.perDecade': 1, 'probes.evaluation.every': 40 });
    const script = inTurn(
      [(heard) => heard.waits.at(-1) === Number.POSITIVE_INFINITY, [{ type: 'step', count: 17 }]],
      [(heard) => heard.waits.at(-1) === Number.POSITIVE_INFINITY, [{ type: 'resume' }]],
    );
    const { of, seen: numbers } = await obeyed(script, { paused: true }, config);
    expect(stepsOf(of('metrics'))).toEqual([0, 1, 10, 17, 40, 80]);
    const plain = await plainRun(config);
    expect(of('metrics').filter(({ step }) => step !== 17)).toEqual(plain.of('metrics'));
    const seventeen = numbers().find(({ step }) => step === 17) as Seen;
    expect(seventeen.train.loss).toBeLessThan((numbers()[0] as Seen).train.loss);
  });

  test('one that goes on by leave, a few steps at a time, waits without a trace', async () => {
    let leave = 0;
    const held: number[] = [];
    const script: Script = (heard) => {
      if (heard.waits.length > 1 && !waitsForever(heard)) return [];
      if (waitsForever(heard)) held.push(heard.lastStep);
      leave += 7;
      return [{ type: 'allow', step: leave > 70 ? null : leave }];
    };
    const config = configOf({ steps: 80, 'probes.evaluation.perDecade': 1, 'probes.evaluation.every': 40 });
    const { events } = await record(config, script);
    const plain = await plainRun(config);
    expect(held).toEqual([7, 14, 21, 28, 35, 42, 49, 56, 63, 70]);
    expect(events).toEqual(plain.events);
  });

  test('pause holds the run until it is resumed', async () => {
    let pausedAt = -1;
    const { of, waits } = await obeyed((heard) => {
      if (waitsForever(heard)) {
        if (pausedAt === -1) pausedAt = heard.lastStep;
        return [{ type: 'resume' }];
      }
      return heard.lastStep >= 10 && pausedAt === -1 ? [{ type: 'pause' }] : [];
    });
    expect(pausedAt).toBeGreaterThanOrEqual(10);
    expect(pausedAt).toBeLessThan(80);
    expect(waits.filter((wait) => wait === Number.POSITIVE_INFINITY)).toHaveLength(1);
    expect(of('finished')[0]?.reason).toBe('steps');
    // A pause may report one more step than the schedule has; the rest is the run without it.
    const plain = (await plainRun(quick)).of('metrics');
    const expected = new Set(stepsOf(plain));
    expect(of('metrics').filter(({ step }) => expected.has(step))).toEqual(plain);
  });

  test('stop ends it where it is, with a snapshot from which it could go on', async () => {
    const { of, events, outcome } = await obeyed(inTurn([at(20), [{ type: 'stop' }]]));
    const { step } = of('finished')[0] as Of<'finished'>;
    expect(outcome).toBe('finished');
    expect(events.at(-1)).toEqual({ type: 'finished', step, reason: 'stopped' });
    expect(step).toBeGreaterThanOrEqual(20);
    expect(step).toBeLessThan(80);
    expect(of('snapshot').at(-1)?.step).toBe(step);
    const resumed = await obeyed(() => [], { from: of('snapshot').at(-1).snapshot });
    const plain = await plainRun(quick);
    expect(resumed.of('metrics').at(-1)).toEqual(plain.of('metrics').at(-1));
  });

  test.each([false, true])('the parameters are handed over as they are, while it runs and while it waits; asynchronous device: %s', async (asynchronous) => {
    const good = await useDevice('wasm');
    const handed: ParametersAt[] = [];
    const script = inTurn(
      [at(20), [{ type: 'parameters' }, { type: 'parameters' }]],
      [at(30), [{ type: 'pause' }]],
      [waitsForever, [{ type: 'parameters' }]],
      [waitsForever, [{ type: 'stop' }]],
    );
    const { host, heard } = scripted(script, 40);
    const device = asynchronous ? late(good) : good;
    // Whoever waits gives a late device the time to answer.
    const turn = async (ms: number): Promise<readonly Control[]> => {
      if (ms === Number.POSITIVE_INFINITY) await new Promise((resolve) => setTimeout(resolve, 50));
      return host.turn(ms);
    };
    await run(quick, { ...host, turn, parameters: (some) => void handed.push(some) }, { backends: backendsOf(device).backends, backend: 'wasm' });
    expect(handed).toHaveLength(2);
    const [running, paused] = handed as [ParametersAt, ParametersAt];
    expect(running.step).toBeGreaterThanOrEqual(20);
    expect(running.step).toBeLessThan(paused.step);
    // A network trained up to the same step is the same network.
    for (const { step, parameters } of handed) {
      const { snapshot } = (await plainRun({ ...quick, steps: step })).of('snapshot').at(-1);
      expect(parameters).toEqual(snapshot.parameters);
    }
    expect(heard.of('finished')[0]?.step).toBe(paused.step);
  });

  test('stop is heard while paused', async () => {
    const { events } = await obeyed((heard) => (waitsForever(heard) ? [{ type: 'stop' }] : []), { paused: true });
    expect(events.at(-1)).toEqual({ type: 'finished', step: 0, reason: 'stopped' });
  });

  test('a speed spaces steps on the host’s clock; null lets go', async () => {
    const { host, heard } = scripted(
      inTurn([() => true, [{ type: 'speed', stepsPerSecond: 4 }]], [(h) => h.lastStep >= 12, [{ type: 'speed', stepsPerSecond: null }]]),
      0.01,
    );
    await run(quick, host, { backends: backendsOf(await useDevice('wasm')).backends, backend: 'wasm' });
    const spaced = heard.waits.filter((wait) => wait > 0);
    // About twelve waits of a quarter of a second, less what the clock ticked meanwhile.
    expect(spaced.length).toBeGreaterThanOrEqual(10);
    expect(spaced.length).toBeLessThanOrEqual(14);
    for (const wait of spaced) expect(Math.abs(wait - 250)).toBeLessThan(5);
    expect(heard.of('finished')[0]?.step).toBe(80);
    expect(heard.of('metrics')).toEqual((await plainRun(quick)).of('metrics'));
  });

  test.each([
    ['the learning rate', { 'optimizer.lr': 0.1 }, {}],
    ['weight decay', { 'optimizer.weightDecay': 50 }, {}],
    ['the loss’s target height', { 'loss.height': 5 }, { 'loss.id': 'mse' }],
  ] as const)('a change of %s is told and matters from there on', async (_, patch, with_) => {
    const started = configOf({ steps: 80, ...with_ });
    const { of } = await obeyed(inTurn([(heard) => heard.of('metrics').some(({ step: s }) => s === 20), [{ type: 'change', patch }]]), {}, started);
    const step = 20;
    expect(of('changed')).toEqual([{ type: 'changed', step, patch }]);
    const plain = (await plainRun(started)).of('metrics');
    const upTo = (list: readonly Metrics[]): Metrics[] => list.filter((m) => m.step <= step);
    expect(upTo(of('metrics'))).toEqual(upTo(plain));
    expect(of('metrics').at(-1)?.values['weightNorm']).not.toBe(plain.at(-1)?.values['weightNorm']);
    // From the change on, it is the run of a config with that value.
    const { snapshot } = of('snapshot').find((s) => s.step === step) as Of<'snapshot'>;
    const config = configOf({ steps: 80, ...with_, ...patch });
    const resumed = await obeyed(() => [], { from: snapshot }, config);
    const after = (list: readonly Metrics[]): Metrics[] => list.filter((m) => m.step > step);
    expect(after(resumed.of('metrics'))).toEqual(after(of('metrics')));
  });
});

describe('when it goes wrong', () => {
  test.each([false, true])(
    'a run whose numbers blow up ends with «diverged» and what is no longer finite (on a device that answers late: %s)',
    async (asynchronous) => {
      const good = await useDevice('wasm');
      const config = configOf({
        'probes.evaluation.every': 1,
        'optimizer.id': 'sgd',
        'optimizer.lr': 100,
        'optimizer.warmup': 0,
        'optimizer.weightDecay': 0,
        'loss.id': 'mse',
        'model.activation': 'quadratic',
        steps: 500,
      });
      const { host, heard } = scripted();
      const outcome = await run(config, host, { backends: backendsOf(asynchronous ? late(good) : good).backends, backend: 'wasm' });
      const { of, events } = heard;
      expect(outcome).toBe('diverged');
      const end = events.at(-1) as Of<'diverged'>;
      expect(end.type).toBe('diverged');
      expect(end.what).toMatch(/^(train loss|validation loss|weight norm) is (NaN|Infinity|-Infinity)$/);
      expect(end.step).toBe(of('metrics').at(-1)?.step);
      expect(end.step).toBeLessThan(500);
      expect(of('finished')).toEqual([]);
      for (const { snapshot } of of('snapshot')) expect(snapshot.parameters.every((array) => array.every((x) => !Number.isNaN(x)))).toBe(true);
    },
  );

  test('a large learning rate alone is not divergence: the numbers stay finite and the run goes on', async () => {
    const { outcome, seen: numbers } = await record(configOf({ 'optimizer.lr': 1 }));
    expect(outcome).toBe('finished');
    expect(numbers().every(({ train, weightNorm }) => Number.isFinite(train.loss) && Number.isFinite(weightNorm))).toBe(true);
  });

  test('an error that is not the device’s leaves the run', async () => {
    const good = await useDevice('wasm');
    const faulty: Device = { ...good, read: () => Promise.reject(new RangeError('ours')) };
    const { host } = scripted();
    await expect(run(configOf(), host, { backends: backendsOf(faulty).backends, backend: 'wasm' })).rejects.toThrow('ours');
  });

  /** A device that is gone after a number of reads or of steps. */
  async function mortal({ reads = Number.POSITIVE_INFINITY, steps = Number.POSITIVE_INFINITY }): Promise<Device> {
    const good = await useDevice('wasm');
    let [readsLeft, stepsLeft] = [reads, steps];
    return {
      ...good,
      read: (tensor) => (readsLeft-- > 0 && stepsLeft > 0 ? good.read(tensor) : Promise.reject(new DeviceLost('the device was unplugged'))),
      stepper: (step, scalars) => {
        const inner = good.stepper(step, scalars);
        return {
          ...inner,
          advance: (count, scalarsOf, refill) => {
            stepsLeft -= count;
            if (stepsLeft <= 0) throw new DeviceLost('the device was unplugged');
            inner.advance(count, scalarsOf, refill);
          },
        };
      },
    };
  }

  test('a device that is lost does not hand over, and the run recovers', async () => {
    const good = await useDevice('wasm');
    const handed: ParametersAt[] = [];
    const { host, heard } = scripted(() => [{ type: 'parameters' }]);
    const { backends } = backendsOf(late(await mortal({ steps: 12 })), late(good));
    const config = configOf();
    await run(config, { ...host, parameters: (some) => void handed.push(some) }, { backends, backend: 'auto' });
    expect(handed.length).toBeGreaterThan(0);
    expect(heard.of('recovered')).toHaveLength(1);
    expect(heard.of('metrics')).toEqual((await plainRun(config)).of('metrics'));
  });

  test('a device that goes while the run waits is noticed at once: the run waits on another one', async () => {
    const good = await useDevice('wasm');
    let gone = false;
    const dying: Device = { ...good, isGone: () => gone };
    const { backends } = backendsOf(dying, good);
    const { host, heard } = scripted(
      inTurn(
        [(so) => so.of('metrics').some(({ step }) => step >= 5), [{ type: 'pause' }]],
        // Not this one's.
        [() => true, [{ type: 'lost' }]],
        [() => (gone = true), [{ type: 'lost' }]],
        [(so) => so.of('recovered').length > 0, [{ type: 'lost' }, { type: 'resume' }]],
      ),
    );
    expect(await run(configOf(), host, { backends, backend: 'auto' })).toBe('finished');
    expect(heard.of('recovered')).toMatchObject([{ lost: 'device', why: GONE }]);
    const last = heard.of('metrics').at(-1);
    expect(last?.values).toEqual((await plainRun(configOf())).of('metrics').at(-1)?.values);
  });

  test('lost twice before it is back, a run comes back to where it stood, though paused, and is changed from there on', async () => {
    const good = await useDevice('wasm');
    const { host, heard } = scripted(
      inTurn(
        [(so) => so.of('recovered').length === 2, [{ type: 'pause' }, { type: 'change', patch: { 'optimizer.lr': 0.002 } }]],
        [waitsForever, [{ type: 'stop' }]],
      ),
    );
    const often = configOf({ 'probes.evaluation.perDecade': 100 });
    await run(often, host, { backends: backendsOf(await mortal({ steps: 42 }), await mortal({ steps: 1 }), good).backends, backend: 'auto' });
    const [stood, again] = heard.of('recovered');
    expect(stood?.from).toBeLessThan(stood?.step as number);
    expect(again?.step).toBe(stood?.from);
    expect(heard.of('changed')).toMatchObject([{ step: stood?.step }]);
    expect(heard.of('finished')).toMatchObject([{ step: stood?.step, reason: 'stopped' }]);
  });

  test('an asynchronous device is asked ahead of its answers and gives the same events', async () => {
    const good = await useDevice('wasm');
    const config = configOf();
    const { host, heard } = scripted();
    expect(await run(config, host, { backends: backendsOf(late(good)).backends, backend: 'wasm' })).toBe('finished');
    expect(heard.events.slice(1)).toEqual((await plainRun(config)).events.slice(1));
  });

  test.each([{ reads: 9 }, { reads: 60 }, { steps: 12 }, { steps: 44 }])(
    'an asynchronous device lost after %j: the curve is the uninterrupted one',
    async (death) => {
      const good = await useDevice('wasm');
      const config = configOf();
      const { backends } = backendsOf(late(await mortal(death)), late(good));
      const { host, heard } = scripted();
      expect(await run(config, host, { backends, backend: 'auto' })).toBe('finished');
      expect(heard.of('recovered')).toHaveLength(1);
      expect(heard.of('metrics')).toEqual((await plainRun(config)).of('metrics'));
    },
  );

  const deaths = [{ reads: 0 }, { reads: 9 }, { reads: 60 }, { reads: 110 }, { steps: 1 }, { steps: 12 }, { steps: 44 }];

  test.each(deaths)('a device lost after %j: the run recovers and its curve is the uninterrupted one', async (death) => {
    const good = await useDevice('wasm');
    const config = configOf({ 'optimizer.batchSize': 6, 'constraint.norm': 'fixed' });
    const { backends, requests, forgotten } = backendsOf(await mortal(death), good);
    const { host, heard } = scripted();
    expect(await run(config, host, { backends, backend: 'auto' })).toBe('finished');
    const [recovered] = heard.of('recovered');
    expect(heard.of('recovered')).toHaveLength(1);
    expect(recovered).toMatchObject({ what: 'the device was unplugged', backend: 'wasm', device: good.description, fallbacks: [] });
    expect((recovered as Of<'recovered'>).from).toBeLessThanOrEqual((recovered as Of<'recovered'>).step);
    expect(requests).toEqual(['auto', 'wasm']);
    expect(forgotten).toHaveLength(1);
    const plain = await plainRun(config);
    // Every evaluation once, in order, with the same numbers.
    expect(heard.of('metrics')).toEqual(plain.of('metrics'));
    expect(heard.of('milestone')).toEqual(plain.of('milestone'));
    expect(heard.of('finished')).toEqual(plain.of('finished'));
    expect(heard.of('started')).toHaveLength(1);
  });

  // It reads less: there are no snapshots.
  test.each([{ reads: 0 }, { reads: 9 }, { reads: 30 }, { steps: 1 }, { steps: 12 }, { steps: 44 }])(
    'lost after %j, a terse run tells everything again, from its start',
    async (death) => {
      const good = await useDevice('wasm');
      const config = configOf({ 'optimizer.batchSize': 6, 'constraint.norm': 'fixed', 'milestones.memorised': 0.2 });
      const { host, heard } = scripted();
      await run(config, host, { backends: backendsOf(await mortal(death), good).backends, backend: 'auto', terse: true });
      const again = heard.events.findLastIndex(({ type }) => type === 'started');
      expect(again).toBeGreaterThan(0);
      expect(heard.events.slice(again)).toEqual((await record(config, undefined, { terse: true })).events);
      expect(heard.events.slice(0, again).every(({ type }) => type === 'started' || type === 'metrics' || type === 'milestone')).toBe(true);
    },
  );

  test('a terse run takes no snapshot and looks at nothing because of a pause', async () => {
    const script = (): Script => inTurn([() => true, [{ type: 'step', count: 23 }]], [(heard) => heard.lastStep === 23, [{ type: 'resume' }]]);
    const plain = (await plainRun(configOf())).events;
    expect((await record(configOf(), script(), { terse: true, paused: true })).events).toEqual(plain.filter(({ type }) => type !== 'snapshot'));
    // Others show where they stand.
    expect((await record(configOf(), script(), { paused: true })).of('metrics').length).toBe(plain.filter(({ type }) => type === 'metrics').length + 1);
  });

  test('after three losses it asks for WASM', async () => {
    const good = await useDevice('wasm');
    const { backends, requests, kept } = backendsOf(await mortal({ reads: 20 }), await mortal({ reads: 20 }), await mortal({ reads: 20 }), good);
    const { host, heard } = scripted();
    expect(await run(configOf(), host, { backends, backend: 'auto' })).toBe('finished');
    expect(requests).toEqual(['auto', 'wasm', 'wasm', 'wasm']);
    // As long as it is to stay where it was, on the same kernels.
    expect(kept).toEqual([{ build: good.build }, { build: good.build }, {}]);
    expect(heard.of('metrics')).toEqual((await plainRun(configOf())).of('metrics'));
  });

  test('a backend that was asked for by name is left for no other, however often it is lost: the run ends with the reason', async () => {
    const { backends, requests } = backendsOf(await mortal({ reads: 20 }), await mortal({ reads: 20 }), await mortal({ reads: 20 }));
    const { host } = scripted();
    await expect(run(configOf(), host, { backends, backend: 'webgpu' })).rejects.toMatchObject({
      name: 'BackendUnavailable',
      words: { ja: expect.stringContaining('失われ') as string },
    });
    expect(requests).toEqual(['webgpu', 'webgpu', 'webgpu']);
  });

  test('changes made before the loss hold after it, from the step at which they were made', async () => {
    const good = await useDevice('wasm');
    const change = (): Script =>
      inTurn([
        (heard) => heard.of('metrics').some(({ step }) => step >= 20),
        [{ type: 'change', patch: { 'optimizer.lr': 0.05, 'optimizer.weightDecay': 3 } }],
      ]);
    const config = configOf();
    const { host, heard } = scripted(change());
    await run(config, host, { backends: backendsOf(await mortal({ steps: 33 }), good).backends, backend: 'auto' });
    expect(heard.of('recovered')).toHaveLength(1);
    const plain = await record(config, change());
    expect(heard.of('changed')).toEqual(plain.of('changed'));
    expect(heard.of('metrics')).toEqual(plain.of('metrics'));
    expect(heard.of('snapshot')).toEqual(plain.of('snapshot'));
  });

  test('a change made while lost steps are taken again counts from where the run had been', async () => {
    const good = await useDevice('wasm');
    const patch = { 'optimizer.lr': 0.05 };
    const { host, heard } = scripted(inTurn([(h) => h.of('recovered').length > 0, [{ type: 'change', patch }]]));
    const config = configOf({ 'probes.evaluation.perDecade': 1, 'probes.evaluation.every': 40 });
    await run(config, host, { backends: backendsOf(await mortal({ steps: 33 }), good).backends, backend: 'auto' });
    const [recovered] = heard.of('recovered') as [Of<'recovered'>];
    expect(recovered.from).toBeLessThan(recovered.step);
    expect(heard.of('changed')).toEqual([{ type: 'changed', step: recovered.step, patch }]);
    const upTo = (metrics: readonly Metrics[]): Metrics[] => metrics.filter(({ step }) => step <= recovered.step);
    const plain = await plainRun(config);
    expect(upTo(heard.of('metrics'))).toEqual(upTo(plain.of('metrics')));
    expect(heard.of('metrics').at(-1)).not.toEqual(plain.of('metrics').at(-1));
  });
});

test.each([
  ['full batch', {}],
  ['mini-batch and fixed norm', { 'optimizer.batchSize': 7, 'constraint.norm': 'fixed' }],
] as const)('a thousand steps make no tensor that stays: %s', async (_, set) => {
  const device = await useDevice('wasm');
  const config = configOf({ ...set, 'model.width': 8, steps: 1001 });
  const before = memory().numTensors;
  const trainer = createTrainer(config, datasetOf(config), device, null);
  await trainer.measure();
  trainer.advance(1);
  const held = memory();
  for (let i = 0; i < 10; i++) {
    trainer.advance(100);
    await trainer.settle();
    await trainer.measure();
    await trainer.snapshot(NOTHING);
    expect(memory().numTensors).toBe(held.numTensors);
    expect(memory().numBytes).toBe(held.numBytes);
  }
  trainer.dispose();
  expect(memory().numTensors).toBe(before);
});

test('a whole run leaves no tensor behind', async () => {
  const before = memory().numTensors;
  await record(configOf());
  expect(memory().numTensors).toBe(before);
});

describe('the schedule', () => {
  test('early on every step is due; later, perDecade steps per factor of ten', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].every((step) => isDue(step, 100, Number.POSITIVE_INFINITY))).toBe(true);
    const count = (from: number, to: number, perDecade: number): number =>
      Array.from({ length: to - from }, (_, i) => from + i).filter((step) => isDue(step, perDecade, Number.POSITIVE_INFINITY)).length;
    for (const [from, to] of [
      [1000, 10000],
      [10000, 100000],
    ] as const) {
      expect(count(from, to, 100)).toBe(100);
      expect(count(from, to, 7)).toBe(7);
      expect(count(from, to, 1)).toBe(1);
    }
  });

  test('each due step is the first at or above its place 10^(k/perDecade) on the grid', () => {
    const expected = new Set([0, ...Array.from({ length: 5 * 20 + 1 }, (_, k) => Math.ceil(10 ** (k / 20) - 1e-6))]);
    const due = Array.from({ length: 100001 }, (_, step) => step).filter((step) => isDue(step, 20, Number.POSITIVE_INFINITY));
    expect(due).toEqual([...expected].toSorted((a, b) => a - b));
  });

  test('multiples of «every» are due as well', () => {
    for (let step = 0; step <= 5000; step += 50) expect(isDue(step, 1, 50)).toBe(true);
    expect(isDue(151, 1, 50)).toBe(false);
  });
});
