/** Configs: what is valid survives every form it is written in; what is not is refused by name, in both languages, and never throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterCount } from '../../../src/engine/models/count.ts';
import { CONFIG_VERSION, idsOf, putAt, valueAt, type RunConfig } from '../../../src/engine/config/config.ts';
import { expectedOf } from '../../../src/engine/config/expected.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { toPairs, withPairs, withValue } from '../../../src/engine/config/pairs.ts';
import { parseConfig, type Parsed } from '../../../src/engine/config/parse.ts';
import { REGISTRIES } from '../../../src/engine/config/registries.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { statements } from '../../../src/engine/config/statements.ts';
import { models } from '../../../src/engine/models/index.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import { defaultsOf, type Parameter } from '../../../src/engine/parameters.ts';
import { findPreset, PRESETS } from '../../../src/engine/presets/index.ts';
import { describeProblem } from '../../../src/engine/problem.ts';
import { checkSnapshot, bytesOf, type Snapshot } from '../../../src/engine/run/snapshot.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { LANGUAGES } from '../../../src/engine/text.ts';

test('another entry keeps what was set by hand, and where the former default stood it has its own', () => {
  const rates = (id: string): unknown => optimizers.get(id).parameters['lr']?.default;
  const optimizerOf = (pairs: readonly [string, string][]): RunConfig['optimizer'] => {
    const parsed = withPairs(defaultConfig(), pairs);
    if (!parsed.ok) throw new Error('not a config');
    return parsed.config.optimizer;
  };
  expect(rates('sgd')).not.toBe(rates('adamw'));
  expect(optimizerOf([['optimizer.id', 'sgd']])['lr']).toBe(rates('sgd'));
  expect(
    optimizerOf([
      ['optimizer.lr', '0.02'],
      ['optimizer.id', 'sgd'],
    ])['lr'],
  ).toBe(0.02);
  const set = withValue(withValue(defaultConfig(), 'optimizer.lr', 0.02) as RunConfig, 'optimizer.id', 'sgd') as RunConfig;
  expect(set.optimizer).toEqual({ ...defaultsOf(optimizers.get('sgd').parameters), id: 'sgd', lr: 0.02 });
  // There and back.
  expect(withValue(withValue(defaultConfig(), 'optimizer.id', 'sgd') as RunConfig, 'optimizer.id', 'adamw')).toEqual(defaultConfig());
});

/** Checks that problems are sayable, and returns the fields they name. */
function fieldsOf(parsed: Parsed): string[] {
  if (parsed.ok) throw new Error('the config was taken');
  expect(parsed.problems.length).toBeGreaterThan(0);
  for (const problem of parsed.problems) {
    expect(problem.field).not.toBe('');
    for (const language of LANGUAGES) {
      expect(problem.expected[language].trim()).not.toBe('');
      const sentence = describeProblem(problem, language);
      expect(sentence.startsWith(problem.field.length > 30 ? problem.field.slice(0, 30).trimEnd() : `${problem.field}: `)).toBe(true);
      expect(sentence.endsWith(problem.expected[language])).toBe(true);
      expect(sentence.length).toBeGreaterThan(Math.min(50, problem.field.length) + problem.expected[language].length + 4);
    }
  }
  return parsed.problems.map(({ field }) => field);
}

/** The fields refused when the value at one path of the default config is another. */
const refusedAt = (path: string, value: unknown, config = defaultConfig()): string[] => fieldsOf(parseConfig(withValue(config, path, value)));

function expectOnly(found: readonly string[], allowed: readonly string[]): void {
  expect(found.filter((field) => !allowed.includes(field))).toEqual([]);
}

/** What was taken is taken again, as JSON and as it is. */
function expectStable(parsed: Extract<Parsed, { ok: true }>): void {
  expect(parseConfig(parsed.config)).toEqual(parsed);
  expect(parseConfig(JSON.parse(JSON.stringify(parsed.config)))).toEqual(parsed);
}

/** A value of this parameter, valid on its own. */
function validValue(p: Parameter): fc.Arbitrary<unknown> {
  if (p.kind === 'flag') return fc.boolean();
  if (p.kind === 'choice') return fc.constantFrom(...p.choices.map((c) => c.value));
  if (p.kind === 'line') return fc.constantFrom(...p.suggestions);
  const { min, max } = p;
  const numbers = p.integer === true ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  const valid = p.valid === undefined ? numbers : numbers.filter(p.valid);
  return p.word === undefined ? valid : fc.oneof(valid, fc.constant(p.word));
}

/** Configs with every field drawn at random; some break a condition between fields. */
const anyConfig: fc.Arbitrary<unknown> = fc
  .record(Object.fromEntries(Object.entries(REGISTRIES).map(([section, registry]) => [section, fc.constantFrom(...registry.ids)])))
  .chain((ids) => {
    const all = fields(ids as never).filter(({ path }) => !path.endsWith('.id'));
    return fc.tuple(...all.map(({ parameter }) => validValue(parameter))).map((values) => {
      const config = structuredClone(
        Object.entries(ids).reduce<unknown>((next, [section, id]) => withValue(next as RunConfig, `${section}.id`, id), defaultConfig()),
      ) as RunConfig;
      for (const [i, { path }] of all.entries()) putAt(config, path, values[i]);
      return config;
    });
  });

describe('what is valid', () => {
  const named = [['default', defaultConfig()] as const, ...PRESETS.map(({ id, config }) => [id, config] as const)];

  test.each(named)('%s survives JSON and its own pairs', (_, config) => {
    expect(parseConfig(config)).toEqual({ ok: true, config });
    expect(parseConfig(JSON.parse(JSON.stringify(config)))).toEqual({ ok: true, config });
    expect(withPairs(defaultConfig(), toPairs(config))).toEqual({ ok: true, config });
    for (const [, other] of named) expect(withPairs(other, toPairs(config))).toEqual({ ok: true, config });
  });

  test('missing fields take their defaults; the version alone is a config', () => {
    expect(parseConfig({ version: CONFIG_VERSION })).toEqual({ ok: true, config: defaultConfig() });
    const partial = parseConfig({ version: CONFIG_VERSION, task: { id: 'modular', p: 31 }, probes: { localComplexity: { measure: 'off' } } });
    expect(partial.ok && [partial.config.task['p'], partial.config.task['operation'], partial.config.probes['localComplexity']?.['measure']]).toEqual([
      31,
      defaultConfig().task['operation'],
      'off',
    ]);
  });

  test('random valid configs survive JSON and pairs in any order', () => {
    fc.assert(
      fc.property(anyConfig, fc.infiniteStream(fc.nat()), (raw, keys) => {
        const parsed = parseConfig(raw);
        if (!parsed.ok) {
          // Only conditions between fields can fail here: every value alone is good.
          expectOnly(
            fieldsOf(parsed),
            fields(idsOf(raw as RunConfig)).map(({ path }) => path),
          );
          return;
        }
        expect(parsed.config).toEqual(raw);
        expect(parseConfig(JSON.parse(JSON.stringify(parsed.config)))).toEqual(parsed);
        const shuffled = toPairs(parsed.config)
          .map((pair) => [keys.next().value, pair] as const)
          .toSorted(([a], [b]) => (a as number) - (b as number))
          .map(([, pair]) => pair);
        expect(withPairs(defaultConfig(), shuffled)).toEqual(parsed);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('a few choices mean the same in any order: what is said is never replaced by what is said before it', () => {
    const choice = fc.constantFrom(...Object.entries(REGISTRIES).flatMap(([section, { ids }]) => ids.map((id): [string, string] => [`${section}.id`, id])));
    fc.assert(
      fc.property(fc.uniqueArray(choice, { minLength: 2, maxLength: 3, selector: ([path]) => path }), (pairs) => {
        expect(withPairs(defaultConfig(), pairs.toReversed())).toEqual(withPairs(defaultConfig(), pairs));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('pairs and fields name each other: every field once, and its value as text', () => {
    const config = defaultConfig();
    const paths = fields(idsOf(config)).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(toPairs(config)).toEqual([['version', String(CONFIG_VERSION)], ...paths.map((path) => [path, String(valueAt(config, path))])]);
    for (const path of paths) expect(valueAt(config, path)).not.toBeUndefined();
    const everywhere = statements().map(({ path }) => path);
    for (const { path } of PRESETS.flatMap(({ config: c }) => fields(idsOf(c)))) expect(everywhere).toContain(path);
  });

  test('choosing another entry keeps what both have and gives the rest its defaults', () => {
    const changed = parseConfig(
      withValue(
        parsedWith([
          ['optimizer.lr', '0.5'],
          ['optimizer.warmup', '7'],
        ]),
        'optimizer.id',
        'sgd',
      ),
    );
    expect(changed.ok && [changed.config.optimizer['lr'], changed.config.optimizer['warmup'], changed.config.optimizer['momentum']]).toEqual([0.5, 7, 0.9]);
    expect(changed.ok && 'beta1' in changed.config.optimizer).toBe(false);
  });

  test('what is no field has no value, whatever an object inherits', () => {
    const config = defaultConfig();
    const paths = ['task.toString', 'task.constructor.name', 'seed.deeper', 'no.such.field', '', 'task.p.toFixed'];
    expect(paths.filter((path) => valueAt(config, path) !== undefined)).toEqual([]);
  });

  test('changing a value leaves the config it was changed from alone', () => {
    const config = defaultConfig();
    withValue(config, 'task.p', 7);
    withValue(config, 'model.id', 'mlp');
    expect(config).toEqual(defaultConfig());
  });

  test('presets have ids of their own that stand in links, and are found by them', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    for (const preset of PRESETS) {
      expect(preset.id).toMatch(/^[a-z0-9-]+$/);
      expect(findPreset(preset.id)).toBe(preset);
      for (const language of LANGUAGES) expect([preset.label[language], preset.shows[language]]).not.toContain('');
    }
    expect(findPreset('no such preset')).toBeUndefined();
  });
});

function parsedWith(pairs: [string, string][]): RunConfig {
  const parsed = withPairs(defaultConfig(), pairs);
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => describeProblem(p, 'en')).join('; '));
  return parsed.config;
}

describe('what is not valid is refused by name', () => {
  test.each([undefined, null, 0, 'config', [], true, Number.NaN, new Map(), () => 1])('%s is no config', (raw) => {
    expect(fieldsOf(parseConfig(raw)).length).toBeGreaterThan(0);
  });

  test.each([0, 3, '2', null, undefined, 1.5])('version %s', (version) => {
    expect(fieldsOf(parseConfig({ ...defaultConfig(), version }))).toEqual(['version']);
  });

  test('a version in a link is refused as well', () => {
    for (const version of ['0', '3', '', '1.0', 'x']) expect(fieldsOf(withPairs(defaultConfig(), [['version', version]]))).toEqual(['version']);
    for (const version of ['1', '2']) expect(withPairs(defaultConfig(), [['version', version]])).toEqual({ ok: true, config: defaultConfig() });
  });

  test('every number outside its range, not whole, not finite, or of another type', () => {
    const config = defaultConfig();
    const others = fields(idsOf(config)).filter(({ path }) => !Object.hasOwn(REGISTRIES, path.split('.')[0] as string));
    const cases = Object.entries(REGISTRIES).flatMap(([section, registry]) =>
      registry.ids.map((id) => {
        const chosen = withValue(config, `${section}.id`, id) as RunConfig;
        return { chosen, list: fields(idsOf(chosen)).filter(({ path }) => path.startsWith(`${section}.`) && !path.endsWith('.id')) };
      }),
    );
    for (const { chosen, list } of [{ chosen: config, list: others }, ...cases]) {
      for (const { path, parameter: p } of list) {
        const bad: unknown[] = [Number.NaN, Number.POSITIVE_INFINITY, null, {}, [], ...(p.default === '' ? [] : ['']), 'nonsense', () => 1, Symbol('x')];
        if (p.kind === 'number') bad.push(p.min - 1, p.max + 1, 1e300, '1', true, ...(p.integer === true ? [p.min + 0.5] : []));
        if (p.kind === 'choice') bad.push(0, true, 'constructor', '__proto__');
        if (p.kind === 'flag') bad.push(0, 1, 'true');
        if (p.kind === 'line') bad.push(0, true, 'x'.repeat(100_000));
        for (const value of bad) expect(refusedAt(path, value, chosen), `${path} = ${String(value)}`).toEqual([path]);
      }
    }
  });

  test.each([4, 6, 9, 15, 91, 111])('p = %i is no prime, and nothing is divided', (p) => {
    expect(parseConfig(withValue(defaultConfig(), 'task.p', p)).ok).toBe(true);
    expect(refusedAt('task.p', p, parsedWith([['task.operation', 'divide']]))).toEqual(['task.p']);
  });

  test('every modulus from 2 to 199 is taken, as far as the network is small enough', () => {
    const small = parsedWith([
      ['probes.localComplexity.measure', 'off'],
      ['model.id', 'mlp'],
      ['model.width', '16'],
      ['task.split', 'pairs'],
      ['task.trainFraction', '0.5'],
    ]);
    const taken = Array.from({ length: 210 }, (_, p) => p).filter((p) => parseConfig(withValue(small, 'task.p', p)).ok);
    expect(taken).toEqual(Array.from({ length: 198 }, (_, i) => i + 2));
  });

  test.each([0, 1, -0.5, 1.5])('train fraction %d', (fraction) => {
    expect(refusedAt('task.trainFraction', fraction)).toEqual(['task.trainFraction']);
  });

  test('another value of a task chooses a loss that can compare with its answers, and none where it still can or another is named', () => {
    const classes = withValue(defaultConfig(), 'task.id', 'sums') as RunConfig;
    expect(classes.loss.id).toBe('cross-entropy');
    const places = withValue(classes, 'task.answer', 'place') as RunConfig;
    expect([places.loss.id, places.model]).toEqual(['mse', classes.model]);
    expect((withValue(places, 'task.answer', 'class') as RunConfig).loss.id).toBe('mse');
    expect((withValue(classes, 'task.answer', 'nowhere') as RunConfig).loss.id).toBe('cross-entropy');
    for (const pairs of [
      [['task.answer', 'place']],
      [
        ['loss.id', 'mse'],
        ['task.answer', 'place'],
      ],
    ] as const)
      expect(withPairs(classes, pairs)).toEqual({ ok: true, config: places });
    const named = withPairs(classes, [
      ['task.answer', 'place'],
      ['loss.id', 'cross-entropy'],
    ]);
    expect(!named.ok && named.problems.map(({ field }) => field)).toEqual(['loss.id']);
  });

  test('conditions between fields', () => {
    expect(refusedAt('model.heads', 3)).toEqual(['model.heads']);
    const digits = withValue(defaultConfig(), 'task.id', 'digits') as RunConfig;
    expect([digits.model.id, digits.loss.id]).toEqual(['mlp', 'cross-entropy']);
    expect(refusedAt('model.id', 'transformer', digits)).toEqual(['model.id']);
    expect(refusedAt('task.valSize', 1598, digits)).toEqual(['task.valSize']);
    const regression = withValue(defaultConfig(), 'task.id', 'teacher-student') as RunConfig;
    expect([regression.model.id, regression.loss.id]).toEqual(['mlp', 'mse']);
    expect(refusedAt('loss.id', 'cross-entropy', regression)).toEqual(['loss.id']);
    expect(
      fieldsOf(
        withPairs(defaultConfig(), [
          ['task.p', '5'],
          ['task.trainFraction', '0.01'],
        ]),
      ),
    ).toEqual(['task.trainFraction']);
    expect(
      fieldsOf(
        withPairs(defaultConfig(), [
          ['task.p', '5'],
          ['task.split', 'unordered'],
          ['task.trainFraction', '0.96'],
        ]),
      ),
    ).toEqual(['task.trainFraction']);
    expect(
      fieldsOf(
        withPairs(defaultConfig(), [
          ['model.id', 'mlp'],
          ['model.width', '1024'],
          ['model.depth', '12'],
        ]),
      ),
    ).toEqual(['model.width']);
    const attacked = parsedWith([['adversarial.train', 'pgd']]);
    expect(refusedAt('model.dropout', 0.1, attacked)).toEqual(['model.dropout']);
    expect(parseConfig(withValue(defaultConfig(), 'model.dropout', 0.1)).ok).toBe(true);
    const turned = (heads: number): RunConfig =>
      parsedWith([
        ['model.positions', 'sinusoidal'],
        ['model.width', '12'],
        ['model.heads', String(heads)],
      ]);
    expect(refusedAt('model.positions', 'rotary', turned(4))).toEqual(['model.heads']);
    expect(parseConfig(withValue(turned(6), 'model.positions', 'rotary')).ok).toBe(true);
  });

  test('a model at the limit is what its parameters add up to', () => {
    const { model } = parsedWith([
      ['model.id', 'mlp'],
      ['model.width', '10'],
      ['model.depth', '2'],
    ]);
    const { parameters } = models.get('mlp').create(model, tasks.get('modular').shape(defaultConfig().task));
    // 86 one-hot inputs → 10 → 10 → 43, with biases.
    expect(parameterCount(parameters)).toBe(86 * 10 + 10 + 10 * 10 + 10 + 10 * 43 + 43);
  });

  test('unknown entries and unknown fields, wherever they are', () => {
    for (const section of Object.keys(REGISTRIES)) {
      expect(fieldsOf(parseConfig({ ...defaultConfig(), [section]: { id: 'nonsense' } }))).toEqual([`${section}.id`]);
      expect(fieldsOf(parseConfig({ ...defaultConfig(), [section]: {} }))).toEqual([`${section}.id`]);
      expect(fieldsOf(parseConfig({ ...defaultConfig(), [section]: 'nonsense' }))).toEqual([section]);
      expect(refusedAt(`${section}.nonsense`, 1)).toEqual([`${section}.nonsense`]);
      expect(fieldsOf(withPairs(defaultConfig(), [[`${section}.id`, 'nonsense']]))).toEqual([`${section}.id`]);
      expect(fieldsOf(withPairs(defaultConfig(), [[`${section}.id.nonsense`, 'nonsense']]))).toEqual([`${section}.id.nonsense`]);
    }
    expect(refusedAt('nonsense', 1)).toEqual(['nonsense']);
    expect(refusedAt('probes.nonsense', {})).toEqual(['probes.nonsense']);
    expect(refusedAt('adversarial', 1)).toEqual(['adversarial']);
    expect(refusedAt('adversarial.nonsense', 1)).toEqual(['adversarial.nonsense']);
    expect(fieldsOf(withPairs(defaultConfig(), [['optimizer.momentum', '0.5']]))).toEqual(['optimizer.momentum']);
    expect(
      fieldsOf(
        withPairs(defaultConfig(), [
          ['nonsense', '1'],
          ['task.p', 'x'],
        ]),
      ).toSorted(),
    ).toEqual(['nonsense', 'task.p']);
  });

  test('-0 is 0, also in a file or a message', () => {
    const parsed = parseConfig(withValue(defaultConfig(), 'transforms.penalty.strength', -0));
    expect(parsed.ok && Object.is(valueAt(parsed.config, 'transforms.penalty.strength'), 0)).toBe(true);
  });

  test('numbers in links must look like numbers', () => {
    for (const value of ['', ' ', 'x', '1e999', '-Infinity', 'NaN', '0.5.5', '1,5', 'true'])
      expect(fieldsOf(withPairs(defaultConfig(), [['optimizer.lr', value]]))).toEqual(['optimizer.lr']);
    for (const value of ['TRUE', '1', 'yes', '']) expect(fieldsOf(withPairs(defaultConfig(), [['model.bias', value]]))).toEqual(['model.bias']);
  });

  test('the problem says the value that stood there, briefly', () => {
    const parsed = parseConfig(withValue(defaultConfig(), 'task.p', 'x'.repeat(500)));
    if (parsed.ok) throw new Error('taken');
    const [problem] = parsed.problems;
    if (problem === undefined) throw new Error('no problem');
    expect(problem.value).toBe('x'.repeat(500));
    expect(describeProblem(problem, 'en')).toBe(`task.p: "${'x'.repeat(57)}…" is not allowed; it must be a whole number from 2 to 199`);
    expect(describeProblem({ ...problem, value: undefined }, 'en')).toContain('missing');
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const value of [circular, 1n, Symbol('s'), () => 1, Number.NaN, Object.create(null)])
      for (const language of LANGUAGES) expect(describeProblem({ ...problem, value }, language)).toContain('task.p: ');
  });
});

describe('nothing throws, and no prototype is touched', () => {
  const untouched = (): void => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  };
  const NASTY = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', ''] as const;

  test.each(NASTY)('«%s» as a field', (name) => {
    expect(parseConfig(JSON.parse(`{"version":2,"${name}":{"polluted":1}}`)).ok).toBe(false);
    for (const path of [
      name,
      `${name}.polluted`,
      `${name}.id`,
      `${name}.prototype.polluted`,
      `task.${name}`,
      `task.${name}.polluted`,
      `probes.${name}.radius`,
      `optimizer.id.${name}`,
    ]) {
      const fieldNames = fieldsOf(withPairs(defaultConfig(), [[path, '1']]));
      expect(fieldNames.length, `refusing ${path}`).toBeGreaterThan(0);
      fieldsOf(parseConfig(withValue(defaultConfig(), path, { polluted: 1 })));
    }
    for (const section of Object.keys(REGISTRIES)) {
      expect(fieldsOf(withPairs(defaultConfig(), [[`${section}.id`, name]]))).toEqual([`${section}.id`]);
      expect(fieldsOf(parseConfig({ ...defaultConfig(), [section]: { id: name } }))).toEqual([`${section}.id`]);
      expect(
        fieldsOf(parseConfig(JSON.parse(`{"version":2,"${section}":{"id":"${REGISTRIES[section as 'task'].ids[0]}","${name}":{"polluted":1}}}`))),
      ).not.toEqual([]);
    }
    untouched();
  });

  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true, withSparseArray: true });

  test('anything at all', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(anything, (raw) => {
        fieldsOf(parseConfig(raw));
      }),
      { numRuns: 200, seed: 2 },
    );
    untouched();
  });

  const paths = [
    ...statements().map(({ path }) => path),
    ...Object.keys(REGISTRIES),
    'init',
    'constraint',
    'milestones',
    'probes',
    'probes.evaluation',
    'adversarial',
    'version',
  ];

  test('a valid config with anything at one place', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.oneof(anything, fc.double(), fc.maxSafeInteger(), fc.string()), (path, value) => {
        const [section = '', ...rest] = path.split('.');
        const config = structuredClone(defaultConfig()) as unknown as Record<string, unknown>;
        if (rest.length === 0) config[section] = value;
        else config[section] = { ...(config[section] as object), [rest[0] as string]: rest.length === 1 ? value : { [rest[1] as string]: value } };
        const parsed = parseConfig(config);
        if (parsed.ok) expectStable(parsed);
        else fieldsOf(parsed);
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  test('any pairs', () => {
    expect.hasAssertions();
    const path = fc.oneof(
      fc.constantFrom(...paths),
      fc.string(),
      fc.array(fc.oneof(fc.constantFrom(...NASTY, 'id', 'task', 'model', 'probes', 'lr'), fc.string())).map((names) => names.join('.')),
    );
    const value = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('mlp', 's5', 'sgd', 'full', 'true', 'NaN', '1e400', '0x10', ...NASTY));
    fc.assert(
      fc.property(fc.array(fc.tuple(path, value), { maxLength: 6 }), (pairs) => {
        const parsed = withPairs(defaultConfig(), pairs);
        if (!parsed.ok) {
          fieldsOf(parsed);
          return;
        }
        expectStable(parsed);
        // What was taken without a word must have had an effect: every pair names a field of the result.
        expectOnly(
          pairs.map(([name]) => name),
          toPairs(parsed.config).map(([name]) => name),
        );
      }),
      { numRuns: 300, seed: 4 },
    );
    untouched();
  });
});

test('every expectation reads as the end of a sentence, in both languages', () => {
  for (const { parameter } of statements()) {
    const { en, ja } = expectedOf(parameter);
    expect(en).not.toMatch(/^[A-Z]|\.$|undefined|NaN/);
    expect(ja).not.toMatch(/undefined|NaN/);
  }
});

describe('snapshots', () => {
  const config = parsedWith([
    ['model.id', 'mlp'],
    ['model.width', '8'],
    ['steps', '50'],
  ]);
  const { parameters } = models.get('mlp').create(config.model, tasks.get(config.task.id).shape(config.task));
  const arrays = (): Float32Array[] => parameters.map(({ shape }) => new Float32Array(shape.reduce((n, k) => n * k, 1)));
  const good: Snapshot = {
    step: 10,
    parameters: arrays(),
    slots: [arrays(), arrays()],
    heldNorm: null,
    changes: [],
    learned: { milestones: [], fallen: null },
  };

  test('one that fits is taken, and its size is that of its numbers', () => {
    expect(checkSnapshot(good, config)).toEqual([]);
    expect(bytesOf(good)).toBe(3 * 4 * parameterCount(parameters));
  });

  test('one of another network, another optimiser or a later step is refused by name', () => {
    const namesOf = (snapshot: Snapshot, of = config): string[] => checkSnapshot(snapshot, of).map(({ field }) => field);
    expect(namesOf({ ...good, parameters: good.parameters.slice(1) })).toEqual(['from.parameters']);
    expect(namesOf({ ...good, parameters: [new Float32Array(1), ...good.parameters.slice(1)] })).toEqual(['from.parameters']);
    expect(namesOf({ ...good, slots: [arrays()] })).toEqual(['from.slots']);
    expect(namesOf({ ...good, slots: [arrays(), arrays().slice(1)] })).toEqual(['from.slots']);
    expect(namesOf({ ...good, step: 51 })).toEqual(['from.step']);
    const changes = (...steps: number[]): Snapshot => ({ ...good, changes: steps.map((step) => ({ step, patch: { 'optimizer.lr': 0.1 } })) });
    expect(namesOf(changes(0, 4, 4, 10))).toEqual([]);
    expect(namesOf(changes(4, 3, 11))).toEqual(['from.changes.1.step', 'from.changes.2.step']);
    expect(namesOf({ ...good, changes: [{ step: 1, patch: { 'optimizer.lr': -1, 'optimizer.momentum': 0 } }] })).toEqual([
      'from.changes.0.optimizer.lr',
      'from.changes.0.optimizer.momentum',
    ]);
    expect(
      namesOf(
        good,
        parsedWith([
          ['model.id', 'mlp'],
          ['model.width', '9'],
        ]),
      ),
    ).toEqual(['from.parameters', 'from.slots']);
    expect(
      namesOf(
        good,
        parsedWith([
          ['model.id', 'mlp'],
          ['model.width', '8'],
          ['optimizer.id', 'sgd'],
        ]),
      ),
    ).toEqual(['from.slots']);
  });
});
