/** A run that is told its changes ahead is the run in which they were made. */
import { describe, expect, test } from 'vitest';
import { DeviceLost, type Device } from '../../../src/engine/backend/device.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { defaultSettings } from '../../../src/engine/config/settings.ts';
import { readLink } from '../../../src/engine/link/read.ts';
import { writeLink } from '../../../src/engine/link/write.ts';
import type { Change, Patch } from '../../../src/engine/run/change.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { NOTHING } from '../../../src/engine/run/learned.ts';
import { isSamePlan, remaining, unplanned } from '../../../src/engine/run/plan.ts';
import { run } from '../../../src/engine/run/run.ts';
import { useDevice } from '../../devices.ts';
import { backendsOf, configOf, inTurn, late, record, scripted, type Recording } from './scripted.ts';

const change = (step: number, lr: number): Change => ({ step, patch: { 'optimizer.lr': lr } });

test('what is to come is what is neither past nor made', () => {
  const plan = [change(1, 0.1), change(5, 0.2), change(5, 0.3), change(9, 0.4)];
  expect(remaining(plan, 0, [])).toEqual(plan);
  expect(remaining(plan, 5, [])).toEqual(plan.slice(1));
  expect(remaining(plan, 5, [change(5, 0.2)])).toEqual(plan.slice(2));
  expect(remaining(plan, 10, [])).toEqual([]);
});

test('what was made and not planned was made by hand', () => {
  const [a, b] = [change(1, 0.1), change(5, 0.2)];
  expect(unplanned([a, change(3, 0.1), b, change(5, 0.3)], [a, b])).toEqual([change(3, 0.1), change(5, 0.3)]);
  const twice = { step: 2, patch: { 'optimizer.lr': 1, 'optimizer.weightDecay': 2 } };
  expect(unplanned([twice], [{ step: 2, patch: { 'optimizer.weightDecay': 2, 'optimizer.lr': 1 } }])).toEqual([]);
});

test('plans are the same where their changes are', () => {
  const plan = [change(1, 0.1), change(5, 0.2)];
  expect(isSamePlan(plan, structuredClone(plan))).toBe(true);
  expect([isSamePlan(plan, plan.slice(1)), isSamePlan(plan, [change(1, 0.1), change(6, 0.2)])]).toEqual([false, false]);
});

/** All that a run says, but for how it began. */
const told = ({ events }: Pick<Recording, 'events'>): RunEvent[] => events.filter(({ type }) => type !== 'started' && type !== 'recovered');
const made = ({ events }: Pick<Recording, 'events'>): Change[] =>
  events.flatMap((event) => (event.type === 'changed' ? [{ step: event.step, patch: event.patch }] : []));

/** What a link of the run asks for. */
function linked(config: RunConfig, changes: readonly Change[]): { readonly config: RunConfig; readonly plan: readonly Change[] } {
  const link = readLink(
    writeLink({
      settings: { ...defaultSettings(), config },
      changes,
      basedOn: 'default',
      kernels: 'fastest',
      axis: null,
      language: null,
      lens: null,
      at: null,
      beside: [],
    }),
  );
  if (!link.ok) throw new Error(link.problems.map(({ field }) => field).join());
  return { config: link.link.settings.config, plan: link.link.changes };
}

const lines = (patches: readonly (readonly [from: number, patch: Patch])[]) =>
  inTurn(
    ...patches.map(([from, patch]) => [(heard: Recording) => (heard.of('metrics').at(-1)?.step ?? -1) >= from, [{ type: 'change', patch } as const]] as const),
  );

describe('a link of a run with changes repeats it bit for bit', () => {
  test.each([
    [
      'a rate, twice',
      {},
      [
        [7, { 'optimizer.lr': 0.01 }],
        [23, { 'optimizer.lr': 0.0001 }],
      ],
    ],
    ['at the very start', {}, [[0, { 'optimizer.weightDecay': 2 }]]],
    [
      'several at once',
      {},
      [
        [9, { 'optimizer.lr': 0.01, 'optimizer.weightDecay': 0 }],
        [9, { 'optimizer.lr': 0.02 }],
      ],
    ],
    [
      'a transform that comes on and goes',
      {},
      [
        [5, { 'transforms.grokfast.factor': 2 }],
        [19, { 'transforms.grokfast.factor': 0 }],
        [30, { 'transforms.grokfast.factor': 1 }],
      ],
    ],
    ['a loss', { 'loss.id': 'mse' }, [[11, { 'loss.height': 3 }]]],
    ['mini-batches', { 'optimizer.batchSize': 8 }, [[11, { 'optimizer.lr': 0.01 }]]],
    ['another rule', { 'optimizer.id': 'sgd', 'optimizer.lr': 0.1 }, [[11, { 'optimizer.lr': 0.3 }]]],
  ] as [string, Record<string, string | number>, [number, Patch][]][])('%s', async (_, set, patches) => {
    const config = configOf(set);
    const original = await record(config, lines(patches));
    expect(made(original).length).toBe(patches.length);
    const again = linked(config, made(original));
    expect(again.config).toEqual(config);
    const repeated = await record(again.config, undefined, { plan: again.plan });
    expect(told(repeated)).toEqual(told(original));
  });

  test('on a device that answers later, and on plain CPU', async () => {
    const config = configOf();
    const plan = [change(13, 0.01), change(31, 0.0001)];
    const asked = async (device: Device) => {
      const { host, heard } = scripted();
      await run(config, host, { backends: backendsOf(device).backends, backend: device.backend, plan });
      return told(heard);
    };
    const wasm = await useDevice('wasm');
    const plain = await asked(wasm);
    expect(await asked(late(wasm))).toEqual(plain);
    expect((await asked(await useDevice('cpu'))).filter(({ type }) => type === 'changed')).toEqual(plan.map((one) => ({ type: 'changed', ...one })));
  });

  test('beside changes by hand', async () => {
    const config = configOf();
    const plan = [change(13, 0.01), change(31, 0.0001)];
    const both = await record(config, lines([[20, { 'optimizer.weightDecay': 1 }]]), { plan });
    const all = made(both);
    expect(all.length).toBe(3);
    expect(unplanned(all, plan)).toHaveLength(1);
    expect(told(await record(config, undefined, { plan: all }))).toEqual(told(both));
  });
});

describe('going on keeps to the plan', () => {
  const config = configOf();
  const plan = [change(0, 0.02), change(13, 0.01), change(31, 0.0001)];

  test('from every snapshot', async () => {
    const whole = await record(config, undefined, { plan });
    for (const { snapshot } of whole.of('snapshot')) {
      const rest = await record(config, undefined, { plan, from: snapshot });
      const after = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'metrics' && event.step > snapshot.step);
      expect(after(rest.events)).toEqual(after(whole.events));
      expect([...snapshot.changes, ...made(rest)]).toEqual(plan);
    }
  });

  test('after the death of its host, wherever it was', async () => {
    const whole = await record(config, undefined, { plan });
    for (const step of [0, 5, 13, 20, 31, 40]) {
      const changes = plan.filter((one) => one.step < step);
      const rest = await record(config, undefined, { plan, told: { step, measured: step - 1, changes, learned: NOTHING } });
      expect([...changes, ...made(rest)]).toEqual(plan);
      const after = ({ events }: Recording) => events.filter((event) => event.type === 'metrics' && event.step > step);
      expect(after(rest)).toEqual(after(whole));
    }
  });

  test.each([1, 12, 13, 14, 40])('after a device that is lost at step %i', async (at) => {
    const whole = await record(config, undefined, { plan });
    const device = await useDevice('wasm');
    let left = at;
    const dying: Device = {
      ...device,
      stepper: (step, scalars) => {
        const inner = device.stepper(step, scalars);
        return {
          ...inner,
          advance: (count, scalarsOf, refill) => {
            left -= count;
            if (left <= 0) throw new DeviceLost('gone');
            inner.advance(count, scalarsOf, refill);
          },
        };
      },
    };
    const { host, heard } = scripted();
    await run(config, host, { backends: backendsOf(dying, device).backends, backend: 'wasm', plan });
    expect(made(heard)).toEqual(plan);
    expect(heard.of('metrics')).toEqual(whole.of('metrics'));
    expect(heard.of('recovered')).toHaveLength(1);
  });
});
