import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Change } from '../../../src/engine/run/change.ts';
import { differenceOf, runName, type Named } from '../../../src/ui/bench/runName.ts';

function configOf(pairs: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), Object.entries(pairs));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

const of = (config: RunConfig, basedOn = 'default', changes: readonly Change[] = [], kernels: string | null = null): Named => ({
  config,
  basedOn,
  changes,
  kernels,
});
const name = (config: RunConfig, others: readonly RunConfig[], language: 'en' | 'ja') =>
  runName(
    of(config),
    others.map((other) => of(other)),
    language,
  );

const plain = configOf({ seed: '17' });

test('runs of one config are told apart by their seeds', () => {
  expect(name(plain, [configOf({ seed: '4' })], 'en')).toBe('seed 17');
  expect(name(configOf({ seed: '4' }), [plain], 'ja')).toBe('シード 4');
});

test('what differs is named as the form names it, each run with its own value, and never more than two', () => {
  const other = configOf({ seed: '17', 'optimizer.weightDecay': '0' });
  expect(name(other, [plain], 'en')).toBe('seed 17, weight decay 0');
  expect(name(plain, [other], 'ja')).toBe('シード 17、重み減衰 1');
  const far = configOf({ 'optimizer.weightDecay': '0', 'init.scale': '2', 'task.p': '31', 'constraint.norm': 'fixed' });
  expect(name(far, [plain], 'en')).toMatch(/^seed 17, [^,]+, [^,]+, …$/);
});

test('a field that the run does not have is not told of it', () => {
  expect(name(configOf({ 'optimizer.id': 'adam' }), [plain], 'en')).not.toContain('weight decay');
});

test('runs of other presets are told apart by their presets, and from those of the same one by what differs', () => {
  const [a, b] = [of(plain), of(configOf({ seed: '4', 'optimizer.weightDecay': '0' }), 'no-decay')];
  expect(runName(a, [b], 'en')).toBe('The whole story, seed 17');
  expect(runName(b, [a], 'ja')).toBe('重み減衰なし、シード 4');
  expect(runName(a, [b, of(configOf({ seed: '17', 'init.scale': '2' }))], 'en')).toBe('The whole story, seed 17, init scale 1');
});

const CHANGE: Change = { step: 1200, patch: { 'optimizer.lr': 1e-4 } };

test('changes on the way, and what computes where nothing else differs', () => {
  const [without, planned, later] = [of(plain), of(plain, 'default', [CHANGE]), of(plain, 'default', [{ ...CHANGE, step: 1300 }])];
  expect(runName(planned, [without], 'en')).toBe('seed 17, from step 1,200 learning rate 0.0001');
  expect(runName(planned, [later], 'ja')).toBe('シード 17、ステップ 1,200 から学習率 0.0001');
  expect(runName(later, [planned], 'en')).toBe('seed 17, from step 1,300 learning rate 0.0001');
  expect(runName(without, [planned], 'en')).toBe('seed 17');
  const [relaxed, exact] = [of(plain, 'default', [], 'WASM SIMD (relaxed)'), of(plain, 'default', [], 'WASM SIMD')];
  expect(runName(exact, [relaxed], 'en')).toBe('seed 17, WASM SIMD');
  expect(runName(exact, [of(configOf({ seed: '17', 'init.scale': '2' }), 'default', [], 'WASM SIMD (relaxed)')], 'en')).toBe('seed 17, init scale 1');
});

test('what one has that the other has not', () => {
  const [without, planned] = [of(plain), of(plain, 'default', [CHANGE])];
  expect([differenceOf(planned, without, 'en'), differenceOf(without, planned, 'en')]).toEqual([
    'from step 1,200 learning rate 0.0001',
    'no change on its way',
  ]);
  expect(differenceOf(of(configOf({ seed: '4', 'init.scale': '2' })), without, 'ja')).toBe('シード 4、…');
  expect(differenceOf(of(configOf({ seed: '17', 'init.scale': '2' })), without, 'ja')).toBe('初期化スケール 2');
});

/** Few values of many kinds of fields, so that runs differ in one of them, in several, or in none. */
const anyRun: fc.Arbitrary<Named> = fc
  .record({
    pairs: fc.record({
      seed: fc.constantFrom('1', '2'),
      'init.scale': fc.constantFrom('1', '2'),
      'optimizer.weightDecay': fc.constantFrom('0', '1'),
      'optimizer.lr': fc.constantFrom('0.001', '0.003'),
      'constraint.norm': fc.constantFrom('free', 'fixed'),
      'task.p': fc.constantFrom('31', '43'),
    }),
    optimizer: fc.constantFrom('adamw', 'adam', 'sgd'),
    basedOn: fc.constantFrom('default', 'no-decay'),
    changes: fc.subarray([CHANGE, { ...CHANGE, step: 1300 }, { step: 1300, patch: { 'optimizer.lr': 1e-4, 'optimizer.beta1': 0.8 } }]),
    kernels: fc.constantFrom('WebGPU', 'WASM SIMD', null),
  })
  .map(({ pairs, optimizer, basedOn, changes, kernels }) => {
    const { 'optimizer.weightDecay': decay, ...others } = pairs;
    const config = configOf({ 'optimizer.id': optimizer, ...others, ...(optimizer === 'adamw' ? { 'optimizer.weightDecay': decay } : {}) });
    return of(config, basedOn, optimizer === 'sgd' ? [] : changes, kernels);
  });

/** What holds after a step in which a field was changed twice is the last of it. */
function asked({ config, basedOn, changes }: Named): string {
  const last = new Map(changes.flatMap(({ step, patch }) => Object.entries(patch).map(([path, value]) => [`${step} ${path}`, value])));
  return JSON.stringify([config, basedOn, [...last].map(([key, value]) => `${key} ${value}`).toSorted((a, b) => (a < b ? -1 : 1))]);
}

test('whatever is on the bench, two runs that differ in what was asked of them have two names, in every language', () => {
  fc.assert(
    fc.property(fc.array(anyRun, { minLength: 2, maxLength: 6 }), fc.constantFrom('en', 'ja'), (runs, language) => {
      const names = runs.map((run, i) => runName(run, runs.toSpliced(i, 1), language));
      for (const [i, run] of runs.entries()) {
        for (const [j, other] of runs.entries()) {
          if (asked(run) === asked(other)) continue;
          expect(names[i]).not.toBe(names[j]);
          // Runs of other presets have other titles.
          const [one, two] = [run, { ...other, basedOn: run.basedOn }];
          expect(asked(one) === asked(two) || differenceOf(one, two, language) !== differenceOf(two, one, language)).toBe(true);
        }
      }
    }),
  );
});
