/** What holds for every entry of every registry, whoever adds it: texts in both languages, sound parameters, ids that stand in links. */
import { describe, expect, test } from 'vitest';
import { GROUPS } from '../../src/engine/config/groups.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import type { RegistrySection } from '../../src/engine/config/config.ts';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { REGISTRIES, SETS } from '../../src/engine/config/registries.ts';
import { defaultConfig, objectOf } from '../../src/engine/config/schema.ts';
import { models } from '../../src/engine/models/index.ts';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { ACTIVATIONS, activations } from '../../src/engine/ops/activations.ts';
import { defaultsOf, type NumberParameter, type Parameter, type Parameters } from '../../src/engine/parameters.ts';
import { Registry, type Entry } from '../../src/engine/registry.ts';
import { landscapeParameters } from '../../src/engine/sweeps/landscapeOptions.ts';
import { LANGUAGES, type Text } from '../../src/engine/text.ts';
import { transforms } from '../../src/engine/transforms/index.ts';
import { fitOf } from './examples.ts';

const registries: readonly Registry<Entry>[] = [...Object.values<Registry<Entry>>(REGISTRIES), ...Object.values<Registry<Entry>>(SETS)];
const entries = registries.flatMap((registry) => registry.entries.map((entry) => [`${registry.kind} ${entry.id}`, entry] as const));

function expectText(text: Text): void {
  expect(Object.keys(text).toSorted()).toEqual([...LANGUAGES].toSorted());
  for (const language of LANGUAGES) {
    expect(text[language].trim()).toBe(text[language]);
    expect(text[language]).not.toBe('');
  }
}

/** A sentence in Japanese holds kana; names and formulas need not. */
function expectSentence(text: Text): void {
  expectText(text);
  expect(text.ja).toMatch(/[ぁ-んァ-ヶ]/);
  expect(text.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
}

function expectNumber(p: NumberParameter): void {
  expect(Number.isFinite(p.min) && Number.isFinite(p.max)).toBe(true);
  expect(p.min).toBeLessThan(p.max);
  if (p.scale === 'log') expect(p.min).toBeGreaterThanOrEqual(0);
  const allowed = (value: number): boolean =>
    value >= p.min && value <= p.max && (p.integer !== true || Number.isInteger(value)) && (p.valid === undefined || p.valid(value));
  if (typeof p.default === 'number') expect(allowed(p.default)).toBe(true);
  else expect(p.default).toBe(p.word);
  expect((p.word === undefined) === (p.wordLabel === undefined)).toBe(true);
  expect((p.valid === undefined) === (p.validText === undefined)).toBe(true);
  if (p.wordLabel !== undefined) expectText(p.wordLabel);
  if (p.validText !== undefined) expectSentence(p.validText);
  // A word that reads as a number could not be told from one in a link.
  if (p.word !== undefined) expect(Number(p.word)).toBeNaN();
  if (p.step !== undefined) expect(p.step).toBeGreaterThan(0);
  for (const stop of p.stops ?? []) expect(allowed(stop), `stop ${stop}`).toBe(true);
  expect([...(p.stops ?? [])]).toEqual([...new Set(p.stops)].toSorted((a, b) => a - b));
}

function expectParameter(p: Parameter): void {
  expectText(p.label);
  expectSentence(p.help);
  if (p.kind === 'number') expectNumber(p);
  if (p.kind === 'choice') {
    const values = p.choices.map((c) => c.value);
    expect(values).toContain(p.default);
    expect(new Set(values).size).toBe(values.length);
    expect(values.length).toBeGreaterThan(1);
    for (const { value, label, help } of p.choices) {
      expect(value.trim()).toBe(value);
      expect(value).not.toBe('');
      expectText(label);
      if (help !== undefined) expectText(help);
    }
    for (const language of LANGUAGES) expect(new Set(p.choices.map(({ label }) => label[language])).size).toBe(values.length);
  }
}

function expectParameters(parameters: Parameters): void {
  for (const [name, parameter] of Object.entries(parameters)) {
    expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
    // 'id' chooses the entry.
    expect(name).not.toBe('id');
    expectParameter(parameter);
  }
  const values = Object.values(parameters);
  for (const language of LANGUAGES) expect(new Set(values.map(({ label }) => label[language])).size).toBe(values.length);
}

test.each(entries)('%s is described in both languages', (_, entry) => {
  expectText(entry.label);
  expectSentence(entry.summary);
  expect(entry.reference?.trim()).not.toBe('');
  expectParameters(entry.parameters);
});

test.each(entries)('%s has an example that its own parameters allow', (_, entry) => {
  const values = { ...defaultsOf(entry.parameters), ...entry.example };
  expect(objectOf(entry.parameters).safeParse(values).success).toBe(true);
});

test.each(transforms.entries.map((def) => [def.id, def] as const))('transform %s is off at its defaults and on in its example', (_, def) => {
  const off = defaultsOf(def.parameters);
  expect([def.active(off), def.active({ ...off, ...def.example })]).toEqual([false, true]);
});

test('parameters that entries name are their own numbers', () => {
  const named = [
    ...tasks.entries.flatMap(({ parameters, trainAmount, labelNoise = trainAmount }) => [parameters[trainAmount], parameters[labelNoise]]),
    ...models.entries.map(({ parameters, size }) => parameters[size]),
    ...optimizers.entries.flatMap(({ parameters, decay }) => (decay === null ? [] : [parameters[decay]])),
    ...transforms.entries.flatMap(({ parameters, decay }) => (decay === undefined ? [] : [parameters[decay]])),
  ];
  expect(named.map((parameter) => parameter?.kind)).toEqual(named.map(() => 'number'));
});

test.each(Object.entries(GROUPS))('the group «%s» is, too', (_, parameters) => {
  expect.hasAssertions();
  expectParameters(parameters);
});

test('so are the landscape’s options', () => {
  expect.hasAssertions();
  expectParameters(landscapeParameters);
});

test('so are the activations', () => {
  expect.hasAssertions();
  for (const id of ACTIVATIONS) expectText(activations[id].label);
});

describe('ids', () => {
  test.each(registries.map((registry) => [registry.kind, registry] as const))('of %s stand in links as they are, and only once', (_, registry) => {
    for (const id of registry.ids) {
      expect(id).toMatch(/^[a-z][A-Za-z0-9-]*$/);
      expect(encodeURIComponent(id)).toBe(id);
      expect(registry.get(id)).toBe(registry.find(id));
      expect(registry.get(id).id).toBe(id);
    }
    expect(new Set(registry.ids).size).toBe(registry.ids.length);
    expect(registry.ids.length).toBeGreaterThan(0);
    for (const language of LANGUAGES) expect(new Set(registry.entries.map(({ label }) => label[language])).size).toBe(registry.ids.length);
  });

  test('a registry refuses two entries with one id, and an id it does not have', () => {
    const [[, entry]] = entries as [(typeof entries)[0]];
    expect(() => new Registry('thing', [entry, entry])).toThrow('thing');
    expect(() => new Registry('thing', [entry]).get('nonsense')).toThrow('nonsense');
    expect(new Registry('thing', [entry]).find('constructor')).toBeUndefined();
  });
});

test('every entry can be chosen with its own defaults', () => {
  for (const [section, registry] of Object.entries(REGISTRIES)) {
    for (const entry of registry.entries) {
      const fit = fitOf(section as RegistrySection, entry.id);
      // Its task first: another one may not be for it.
      const parsed = withPairs(defaultConfig(), [
        ['task.id', fit.task],
        [`${section}.id`, entry.id],
      ]);
      expect(parsed.ok && parsed.config[section as keyof typeof REGISTRIES].id).toBe(entry.id);
      const { id } = entry;
      const bare = parseConfig({ ...(parsed.ok ? parsed.config : {}), [section]: { id } });
      expect(bare.ok && bare.config[section as keyof typeof REGISTRIES]).toEqual({ ...defaultsOf(entry.parameters), id });
    }
  }
  for (const [section, registry] of Object.entries(SETS)) expect(Object.keys(defaultConfig()[section as keyof typeof SETS])).toEqual(registry.ids);
});
