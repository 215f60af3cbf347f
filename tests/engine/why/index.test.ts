/** Every sentence says what the run's own numbers are, and every offer is one that the run can take. */
import { describe, expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { configAt } from '../../../src/engine/run/past.ts';
import { problemsOfChange } from '../../../src/engine/run/turns.ts';
import type { Valley } from '../../../src/engine/sweeps/valley.ts';
import { LANGUAGES } from '../../../src/engine/text.ts';
import { REASONS } from '../../../src/engine/why/index.ts';
import type { Scene, Seen } from '../../../src/engine/why/reason.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { at, recordOf, sceneOf } from './record.ts';

const VALLEY: Valley = { low: 21, high: 29, bottom: 25, floor: 1e-4, factor: 10, open: false };
const WAITING = [
  [0, at(0, 0, 30)],
  [50, at(0.995, 0.004, 42)],
  [400, at(1, 0.01, 38.5)],
] as const;
const MEMORISED = [['memorised', 50]] as const;

const seenOf = (id: string, scene: Scene): Seen => {
  const seen = REASONS.find((reason) => reason.id === id)?.look(scene) ?? null;
  if (seen === null) throw new Error(`${id} has nothing to say`);
  return seen;
};

describe('weight decay', () => {
  test('none: against, with the norm and its highest as they were, and the usual one to try', () => {
    const { grade, words, tries } = seenOf('decay', sceneOf({ 'optimizer.weightDecay': 0 }, WAITING, MEMORISED));
    expect([grade, words.en]).toEqual(['against', 'Nothing pulls the weights down. The weight norm is 38.5; its highest was 42, at step 50.']);
    expect(tries).toMatchObject([{ kind: 'fork', patch: { 'optimizer.weightDecay': 1 } }]);
  });

  test('some: how long it takes to halve weights, by taking steps, and how much of that has passed', () => {
    const scene = sceneOf({ 'optimizer.lr': 0.003, 'optimizer.weightDecay': 1 }, WAITING, MEMORISED);
    let [weight, steps] = [1, 0];
    for (; weight > 0.5; steps++) weight *= 1 - 0.003;
    const { grade, words } = seenOf('decay', scene);
    expect(words.en).toContain(`halves the weights every ${steps} steps.`);
    expect(words.en).toContain(
      `Since step 50, where training reached its threshold, ${(350 / (Math.log(0.5) / Math.log(0.997))).toPrecision(3)} times the length of that has passed.`,
    );
    expect(grade).toBe('none');
    expect(seenOf('decay', sceneOf({ 'optimizer.lr': 0.0003 }, WAITING, MEMORISED)).words.en).toMatch(/, 15\.2 % of that has passed/);
    expect(seenOf('decay', sceneOf({ 'optimizer.lr': 0.0003 }, WAITING, MEMORISED)).grade).toBe('against');
    expect(seenOf('decay', sceneOf({}, WAITING)).words.en).not.toContain('Since');
  });

  test('a held norm: decay could do nothing, and is not offered', () => {
    const { words, tries } = seenOf('decay', sceneOf({ 'constraint.norm': 'fixed' }, WAITING));
    expect([words.en, tries]).toEqual(['The norm is held at 38.5: decay could move nothing.', []]);
  });

  test.each([
    ['optimizer.schedule', 'cosine'],
    ['optimizer.decayTo', 'start'],
  ])('%s %s: no time is told that would not hold', (path, value) => {
    expect(seenOf('decay', sceneOf({ [path]: value }, WAITING)).words.en).not.toContain('halves');
  });
});

test('data: share and count of the examples; more of them to try', () => {
  const { grade, words, tries } = seenOf('data', sceneOf({ 'task.p': 43, 'task.split': 'pairs', 'task.trainFraction': 0.5 }, WAITING));
  expect([grade, words.en]).toEqual(['open', `It is shown 50 % of the table, ${Math.round(43 * 43 * 0.5).toLocaleString('en')} examples.`]);
  expect(tries).toMatchObject([{ kind: 'run', set: { 'task.trainFraction': 0.7 } }]);
  const noisy = seenOf('data', sceneOf({ 'task.labelNoise': 0.2 }, WAITING));
  expect([noisy.grade, noisy.words.en.includes('20 % are random')]).toEqual(['against', true]);
  expect(noisy.tries).toMatchObject([{ set: { 'task.labelNoise': 0 } }]);
  const digits = seenOf('data', sceneOf({ 'task.id': 'digits', 'model.id': 'mlp', 'task.trainSize': 200 }, WAITING));
  expect([digits.words.en, digits.tries]).toMatchObject(['It is shown 200 examples.', [{ set: { 'task.trainSize': 400 } }]]);
});

describe('norm and valley', () => {
  test.each([
    [38.5, 'against', 'above the valley of 21 to 29', 25 / 38.5],
    [25, 'none', 'inside the valley of 21 to 29', null],
    [12, 'against', 'below the valley of 21 to 29', 25 / 12],
  ] as const)('at %d: %s', (norm, grade, words, factor) => {
    const seen = seenOf('norm', sceneOf({}, [[10, at(1, 0, norm)]], [], VALLEY));
    expect([seen.grade, seen.words.en]).toEqual([grade, `The norm is ${norm}, ${words}.`]);
    expect(seen.tries).toMatchObject(factor === null ? [] : [{ patch: { 'weights.scale': Number(factor.toPrecision(3)) } }]);
  });

  test('where nobody has measured it: that, and the way there', () => {
    const seen = seenOf('norm', sceneOf({}, WAITING));
    expect([seen.grade, seen.words.en, seen.tries]).toMatchObject([
      'open',
      'The norm is 38.5; where the valley lies is not measured.',
      [{ lens: 'landscape' }],
    ]);
  });
});

describe.each([
  ['collapse', 'softmaxCollapse.train', 'confidence'],
  ['dead', 'deadNeurons', 'deadNeurons'],
] as const)('%s', (id, key, probe) => {
  test('where it is not measured, it says so and offers a run in which it is', () => {
    const { grade, words, tries } = seenOf(id, sceneOf({}, WAITING));
    expect([grade, words.en, tries]).toMatchObject(['open', 'Not measured in this run.', [{ kind: 'run', set: { [`probes.${probe}.measure`]: 'on' } }]]);
  });

  test('its last number, and where that was measured', () => {
    const points = (value: number) =>
      [
        [0, at(0, 0, 30, { [key]: 0 })],
        [50, at(1, 0, 42, { [key]: value })],
        [400, at(1, 0, 38)],
      ] as const;
    const [much, little] = [0.75, 0.25].map((value) => seenOf(id, sceneOf({ 'optimizer.weightDecay': 0 }, points(value)))) as [Seen, Seen];
    expect([much.grade, little.grade]).toEqual(['against', 'none']);
    expect(much.words.en).toMatch(/At step 50 .*75 %/);
    expect([much.tries.length > 0, little.tries]).toEqual([true, []]);
  });

  test('where it means nothing there is nothing to say', () => {
    const set = id === 'dead' ? { 'model.activation': 'gelu' } : { 'task.id': 'teacher-student', 'loss.id': 'mse', 'model.id': 'mlp' };
    expect(REASONS.find((reason) => reason.id === id)?.look(sceneOf(set, WAITING))).toBeNull();
  });
});

test('softmax collapse where weight decay goes on stops nobody by itself', () => {
  const points = [[50, at(1, 0, 42, { 'softmaxCollapse.train': 0.75 })]] as const;
  const { grade, words } = seenOf('collapse', sceneOf({ 'optimizer.weightDecay': 1 }, points));
  expect([grade, words.en]).toEqual(['open', 'At step 50 it has happened to 75 % of the training examples. Weight decay still pulls the weights down.']);
  expect(seenOf('collapse', sceneOf({ 'optimizer.weightDecay': 1, 'constraint.norm': 'fixed' }, points)).grade).toBe('against');
});

test('learning rate: at how many of the evaluations training was below its threshold again', () => {
  const points = [...WAITING, [500, at(0.5, 0, 38)], [600, at(1, 0, 38)]] as const;
  const seen = seenOf('rate', sceneOf({ 'optimizer.lr': 0.003 }, points, MEMORISED));
  expect([seen.grade, seen.words.en]).toEqual(['against', 'It is 0.003. Since step 50 training accuracy was below its threshold at 1 of 3 evaluations.']);
  expect(seen.tries).toMatchObject([{ patch: { 'optimizer.lr': 0.001 } }]);
  expect(seenOf('rate', sceneOf({}, WAITING, MEMORISED)).grade).toBe('none');
  expect(seenOf('rate', sceneOf({}, WAITING)).words.en).toContain('has not reached its threshold');
});

test.each(PRESETS.map((preset) => [preset.id, preset.config] as const))('%s: whatever is offered can be done, in every language', (_, config) => {
  const record = recordOf(config, [...WAITING, [500, at(0.5, 0, 38, { 'softmaxCollapse.train': 1, deadNeurons: 1 })]], MEMORISED);
  for (const valley of [null, VALLEY]) {
    for (const { look } of REASONS) {
      const seen = look({ record, config: configAt(record, record.step), valley });
      if (seen === null) continue;
      for (const language of LANGUAGES) expect([seen.words, ...seen.tries.map(({ label }) => label)].map((words) => words[language])).not.toContain('');
      for (const one of seen.tries) {
        const problems =
          one.kind === 'fork'
            ? problemsOfChange(config, one.patch)
            : one.kind === 'run'
              ? ((
                  withPairs(
                    config,
                    Object.entries(one.set).map(([path, value]) => [path, String(value)]),
                  ) as { problems?: unknown[] }
                ).problems ?? [])
              : [];
        expect(problems, `offer ${one.label.en}`).toEqual([]);
      }
    }
  }
});

test('what is known is said before anything is measured, with nothing about a run', () => {
  for (const { known, label } of REASONS) for (const language of LANGUAGES) expect([known[language], label[language]]).not.toContain('');
  for (const { look, id } of REASONS.filter(({ id: of }) => of !== 'data'))
    expect(look(sceneOf({ 'probes.confidence.measure': 'on', 'probes.deadNeurons.measure': 'on' }, [])) ?? id).toBeTypeOf(id === 'rate' ? 'object' : 'string');
});
