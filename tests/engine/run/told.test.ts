/** A run whose host dies, at any moment and more than once: put together, what was told is the uninterrupted run, bit for bit. */
import { NOTHING } from '../../../src/engine/run/learned.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/engine/run/change.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import type { Control } from '../../../src/engine/run/host.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { run } from '../../../src/engine/run/run.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { checkTold, toldTo, type Told } from '../../../src/engine/run/told.ts';
import { useDevice } from '../../devices.ts';
import { backendsOf, configOf, late, record, scripted, waitsForever, type Of } from './scripted.ts';

const CONFIG = configOf({ steps: 60, 'milestones.memorised': 0.3, 'milestones.grokked': 0.02, 'optimizer.lr': 0.01, 'optimizer.batchSize': 6 });

/** What whoever hears a run knows of it. */
class Heard {
  readonly events: RunEvent[] = [];
  readonly record = createRecord('a', CONFIG);
  from: Snapshot | null = null;

  take(event: RunEvent): void {
    this.events.push(event);
    this.record.take(event);
    if (event.type === 'snapshot') this.from = structuredClone(event.snapshot);
  }
  of<T extends RunEvent['type']>(type: T): Of<T>[] {
    return this.events.filter((event): event is Of<T> => event.type === type);
  }
}

class Killed extends Error {}

/** What to say at a turn, given all that was heard of the run. */
type Speech = (heard: Heard) => readonly Control[];

/** Runs it on a host that dies after a number of events, and again on the next one, until it is over. */
async function runMortally(deaths: readonly number[], speech: Speech = () => [], asynchronous = false): Promise<Heard> {
  const heard = new Heard();
  const good = await useDevice('wasm');
  const device = asynchronous ? late(good) : good;
  for (const after of [...deaths, Number.POSITIVE_INFINITY]) {
    const { host } = scripted(() => speech(heard), 5);
    let left = after;
    const emit = (event: RunEvent): void => {
      if (left-- <= 0) throw new Killed();
      heard.take(event);
    };
    const options = heard.events.length === 0 ? {} : { from: heard.from, told: toldTo(heard.record) };
    try {
      await run(CONFIG, { ...host, emit }, { backends: backendsOf(device).backends, backend: 'wasm', ...options });
      break;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
  return heard;
}

/** Metrics once each: those of the last step before a death come again, and must be the same. */
function curveOf(heard: Pick<Heard, 'of'>): (readonly [step: number, values: Of<'metrics'>['values']])[] {
  const all = heard.of('metrics').map(({ step, values }) => [step, values] as const);
  const first = all.filter(([step], i) => all.findIndex(([other]) => other === step) === i);
  expect(all).toEqual(all.map(([step]) => first.find(([other]) => other === step)));
  expect(first.map(([step]) => step)).toEqual(first.map(([step]) => step).toSorted((a, b) => a - b));
  return first;
}

test('whenever hosts die, the curve is the uninterrupted one, milestones come once, and it ends in the same network', async () => {
  const whole = await record(CONFIG);
  expect(whole.of('milestone')).toHaveLength(2);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
      const heard = await runMortally(deaths);
      expect(curveOf(heard)).toEqual(curveOf(whole));
      expect(heard.of('milestone')).toEqual(whole.of('milestone'));
      expect(heard.of('snapshot').at(-1)).toEqual(whole.of('snapshot').at(-1));
      expect(heard.of('finished')).toEqual(whole.of('finished'));
    }),
    { numRuns: 25 },
  );
});

test('changes hold from the steps at which they were made, though the snapshot is older', async () => {
  const due: readonly (readonly [step: number, change: Control])[] = [
    [10, { type: 'change', patch: { 'optimizer.lr': 0.05 } }],
    [40, { type: 'change', patch: { 'optimizer.weightDecay': 5 } }],
  ];
  // What was not confirmed is said again.
  const speech: Speech = (heard) => {
    const next = due[heard.of('changed').length];
    return next !== undefined && (heard.of('metrics').at(-1)?.step ?? -1) >= next[0] ? [next[1]] : [];
  };
  const whole = await runMortally([], speech);
  expect(whole.of('changed').map(({ step }) => step)).toEqual([10, 40]);
  expect(curveOf(whole)).not.toEqual(curveOf(await record(CONFIG)));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }), async (deaths) => {
      const heard = await runMortally(deaths, speech);
      expect(heard.of('changed')).toEqual(whole.of('changed'));
      expect(curveOf(heard)).toEqual(curveOf(whole));
      expect(heard.of('snapshot').at(-1)).toEqual(whole.of('snapshot').at(-1));
    }),
    { numRuns: 25 },
  );
});

test('on a device that answers late it is the same', async () => {
  const whole = await record(CONFIG);
  for (const deaths of [[3], [9, 4], [20], [31, 1, 2]]) {
    const heard = await runMortally(deaths, () => [], true);
    expect(curveOf(heard)).toEqual(curveOf(whole));
    expect(heard.of('milestone')).toEqual(whole.of('milestone'));
  }
});

test('a run that was paused goes on to where it stood, and waits there', async () => {
  const whole = await record(CONFIG);
  const { snapshot } = whole.of('snapshot').find(({ step }) => step >= 12) as Of<'snapshot'>;
  const told: Told = { step: 27, measured: 27, changes: [], learned: whole.of('snapshot').at(-1)?.snapshot.learned ?? NOTHING };
  const { host, heard } = scripted((all) => (waitsForever(all) ? [{ type: 'stop' }] : []), 40);
  await run(CONFIG, host, { backends: backendsOf(await useDevice('wasm')).backends, backend: 'wasm', from: snapshot, told, paused: true });
  expect(heard.of('started')).toMatchObject([{ step: snapshot.step }]);
  expect(heard.of('metrics')).toEqual([]);
  expect(heard.of('finished')).toEqual([{ type: 'finished', step: 27, reason: 'stopped' }]);
});

test.each([true, false])('stopped before it has told anything more, it has a snapshot of where it stands, unless it is terse: %s', async (terse) => {
  const told: Told = { step: 5, on: 'wasm', measured: 5, changes: [], learned: NOTHING };
  const { events } = await record(CONFIG, () => [{ type: 'stop' }], { told, terse });
  const kept = terse ? [] : [['snapshot', 0]];
  expect(events.map(({ type, step }) => [type, step])).toEqual([['started', 0], ...kept, ['finished', 0]]);
});

test('of the last metrics it is not known whether all that follows from them came through', () => {
  const heard = createRecord('a', CONFIG);
  const measured = [0, 4, 9].map((step) => {
    heard.take({ type: 'metrics', step, values: { 'train.loss': 1 } });
    return toldTo(heard).measured;
  });
  expect(measured).toEqual([-1, 0, 4]);
});

describe('what a host claims was told is checked', () => {
  const told = (changes: readonly Change[]): Told => ({ step: 9, measured: 9, changes, learned: NOTHING });
  test.each([
    ['nothing', [], []],
    ['sound changes', [{ step: 9, patch: { 'optimizer.lr': 0.1 } }], []],
    ['one from the future', [{ step: 10, patch: { 'optimizer.lr': 0.1 } }], ['told.changes.0.step']],
    [
      'two out of order',
      [
        { step: 5, patch: {} },
        { step: 4, patch: {} },
      ],
      ['told.changes.1.step'],
    ],
    ['an unsound one', [{ step: 5, patch: { seed: 3 } }], ['told.changes.0.seed']],
  ])('%s', (_, changes, fields) => {
    expect(checkTold(told(changes as Change[]), CONFIG).map(({ field }) => field)).toEqual(fields);
  });
});

test('a run that goes on asks for the kernels that it was told of, and whether nothing else will do', async () => {
  for (const kernels of [{ on: 'wasm', build: 'SIMD', only: true } as const, { on: 'wasm', build: 'SIMD' } as const, { on: 'wasm' } as const]) {
    const { backends, kept } = backendsOf(await useDevice('wasm'));
    const told: Told = { ...toldTo(createRecord('a', CONFIG)), ...kernels };
    await run(configOf({ steps: 1 }), scripted(() => []).host, { backends, backend: 'auto', told });
    const { on: _, ...same } = kernels;
    expect(kept).toEqual([same]);
  }
});
