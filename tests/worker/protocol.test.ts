/** What crosses into the worker: every command it knows is taken, everything else is refused and never throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { describeProblem } from '../../src/engine/problem.ts';
import type { Snapshot } from '../../src/engine/run/snapshot.ts';
import { parseCommand, type Command, type PageControl } from '../../src/worker/protocol.ts';

const snapshot: Snapshot = {
  step: 3,
  parameters: [new Float32Array(2)],
  slots: [[new Float32Array(2)], [new Float32Array(2)]],
  heldNorm: 2.5,
  changes: [{ step: 2, patch: { 'optimizer.lr': 0.1 } }],
  learned: { milestones: [{ kind: 'memorised', step: 5 }], fallen: null },
};
const run: Command = { type: 'run', run: 'r1', config: defaultConfig(), backend: 'auto', from: null, told: null, paused: false, until: null, terse: false };
const CONTROLS: readonly PageControl[] = [
  { type: 'pause' },
  { type: 'resume' },
  { type: 'step', count: 1 },
  { type: 'speed', stepsPerSecond: 2.5 },
  { type: 'speed', stepsPerSecond: null },
  { type: 'change', patch: {} },
  { type: 'change', patch: { 'optimizer.lr': 0.1, 'optimizer.weightDecay': 0 } },
  { type: 'stop' },
];
const COMMANDS: readonly Command[] = [
  run,
  { ...run, from: snapshot, paused: true, backend: 'cpu' },
  { ...run, from: { ...snapshot, heldNorm: null, learned: { milestones: [], fallen: null } } },
  { ...run, until: 'grokked', terse: true },
  {
    ...run,
    from: snapshot,
    told: {
      step: 9,
      measured: 7,
      changes: snapshot.changes,
      learned: {
        milestones: [
          { kind: 'fitted', step: 3 },
          { kind: 'generalised', step: 4 },
        ],
        fallen: 8,
      },
    },
  },
  ...CONTROLS.map((control): Command => ({ type: 'control', run: 'r1', control })),
];

function expectOneOf(key: string, keys: readonly string[]): void {
  expect(keys).toContain(key);
}

/** Checks that a refusal can be shown, and returns the fields it names. */
function refused(raw: unknown): string[] {
  const checked = parseCommand(raw);
  if (checked.ok) throw new Error(`taken: ${JSON.stringify(raw)}`);
  expect(typeof checked.run).toBe('string');
  expect(checked.problems.length).toBeGreaterThan(0);
  for (const problem of checked.problems) {
    expect(problem.field).not.toBe('');
    for (const language of ['en', 'ja'] as const) expect(describeProblem(problem, language).length).toBeGreaterThan(problem.field.length);
  }
  return checked.problems.map(({ field }) => field);
}

test.each(COMMANDS.map((command) => [JSON.stringify(command).slice(0, 80), command] as const))('%s is taken as it is', (_, command) => {
  expect(parseCommand(command)).toEqual({ ok: true, command });
  // As it arrives: through the structured clone of postMessage.
  expect(parseCommand(structuredClone(command))).toEqual({ ok: true, command });
});

test('a config inside is left to the engine to judge, and so is a change', () => {
  expect(parseCommand({ type: 'control', run: 'r', control: { type: 'change', patch: { nonsense: 1 } } }).ok).toBe(true);
  expect(parseCommand({ ...run, config: 'nonsense' }).ok).toBe(true);
});

describe('what the protocol does not know is refused', () => {
  const change = (patch: unknown): unknown => ({ type: 'control', run: 'r', control: { type: 'change', patch } });

  test.each([
    [undefined, 'command'],
    [null, 'command'],
    ['run', 'command'],
    [{}, 'type'],
    [{ ...run, type: 'start' }, 'type'],
    [{ ...run, run: 7 }, 'run'],
    [{ ...run, run: 'x'.repeat(201) }, 'run'],
    [{ ...run, backend: 'webgl' }, 'backend'],
    [{ ...run, paused: 'yes' }, 'paused'],
    [{ ...run, from: undefined }, 'from'],
    [{ ...run, from: { ...snapshot, step: -1 } }, 'from.step'],
    [{ ...run, from: { ...snapshot, step: 1.5 } }, 'from.step'],
    [{ ...run, from: { ...snapshot, heldNorm: 0 } }, 'from.heldNorm'],
    [{ ...run, from: { ...snapshot, heldNorm: Number.NaN } }, 'from.heldNorm'],
    [{ ...run, from: { ...snapshot, learned: { milestones: [{ kind: 'won', step: 1 }], fallen: null } } }, 'from.learned.milestones.0.kind'],
    [{ ...run, until: 'forgot' }, 'until'],
    [{ ...run, from: { ...snapshot, parameters: [[1, 2]] } }, 'from.parameters.0'],
    [{ ...run, from: { ...snapshot, slots: [[new Float64Array(2)]] } }, 'from.slots.0.0'],
    [{ type: 'control', run: 'r', control: { type: 'rewind' } }, 'control.type'],
    [{ type: 'control', run: 'r', control: { type: 'step', count: 0 } }, 'control.count'],
    [{ type: 'control', run: 'r', control: { type: 'step', count: Number.POSITIVE_INFINITY } }, 'control.count'],
    [{ type: 'control', run: 'r', control: { type: 'speed', stepsPerSecond: 0 } }, 'control.stepsPerSecond'],
    [{ type: 'control', run: 'r', control: { type: 'speed', stepsPerSecond: Number.NaN } }, 'control.stepsPerSecond'],
    [change({ lr: undefined }), 'control.patch.lr'],
    [change({ lr: Number.NaN }), 'control.patch.lr'],
    [change({ weightDecay: '1' }), 'control.patch.weightDecay'],
    [{ ...run, from: { ...snapshot, changes: [{ step: -1, patch: {} }] } }, 'from.changes.0.step'],
    [{ ...run, from: { ...snapshot, changes: [{ step: 1, patch: { 'optimizer.lr': null } }] } }, 'from.changes.0.patch.optimizer.lr'],
    [change(null), 'control.patch'],
  ])('%j', (raw, field) => {
    expect(refused(raw)).toContain(field);
  });

  test('fields that nothing reads', () => {
    expect(refused({ ...run, extra: 1 })).toHaveLength(1);
    expect(refused({ type: 'control', run: 'r', control: { type: 'pause', extra: 1 } })).toHaveLength(1);
    expect(refused(JSON.parse('{"type":"control","run":"r","control":{"type":"pause"},"__proto__":{"polluted":1}}'))).toHaveLength(1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a refusal says which run it was about, where that can be read', () => {
    const about = (raw: unknown): string => {
      const checked = parseCommand(raw);
      if (checked.ok) throw new Error('taken');
      return checked.run;
    };
    expect(about({ ...run, paused: 1 })).toBe('r1');
    expect(about({ ...run, run: 5 })).toBe('');
    expect(about(null)).toBe('');
  });
});

describe('nothing throws', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true, withSparseArray: true });

  test('on anything', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(anything, (raw) => {
        refused(raw);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('on a good command with anything at one place', () => {
    expect.hasAssertions();
    const places = fc.constantFrom(...COMMANDS.flatMap((command) => Object.keys(command).map((key) => [command, key] as const)));
    fc.assert(
      fc.property(places, anything, ([command, key], value) => {
        const raw = { ...command, [key]: value };
        const checked = parseCommand(raw);
        if (checked.ok) expectOneOf(key, value === null ? ['config', 'from', 'told', 'until'] : ['config', 'run', 'paused', 'terse']);
        else refused(raw);
      }),
      { numRuns: 800, seed: 2 },
    );
  });
});
